/** A threat that the schema takes. */
export const aThreat = (change: object = {}): object => ({
  threatId: 't-1',
  status: 'active',
  category: 'network',
  classification: 'adversary_in_the_middle',
  severity: 'high',
  attack: { version: '18.1', techniques: ['T1638'] },
  firstObservedAt: '2026-02-03T10:15:29.100Z',
  ...change,
});

/** An item that the schema takes. */
export const anItem = (change: object = {}): object => ({
  eventId: 'b64f6a7e-1c1d-4b52-8a7a-0f6f2a2f7c01',
  deviceId: '2d6c2f4e-6a36-4b7f-9a55-0c7c8a1b9e10',
  platform: 'android',
  epoch: 1,
  sequence: 42,
  changedAt: '2026-02-03T10:15:29.880Z',
  lastScanAt: '2026-02-03T10:15:29.100Z',
  activationState: 'activated',
  riskLevel: 'high',
  threats: [aThreat()],
  ...change,
});
