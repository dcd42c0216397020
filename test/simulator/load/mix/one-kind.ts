import type { KindPlan, MixedTraffic, Verdict } from '../../../../simulator/load/mix/plan.ts';

const access = { path: '/t', scope: 's', client: 'c', secret: '', token: 't', lifetime: 3_600_000 };

/** Good as long as nobody reports more than low. */
export const verdicts: readonly Verdict[] = [
  { compliance: 'compliant', launch: 'allowed', token: 'granted' },
  { compliance: 'compliant', launch: 'allowed', token: 'granted' },
  { compliance: 'noncompliant', launch: 'blocked', token: 'denied' },
  { compliance: 'noncompliant', launch: 'blocked', token: 'denied' },
];

export const oneKind: KindPlan = {
  name: 'phone',
  platform: 'android',
  osVersion: '15',
  partners: ['lookout'],
  isEnrolled: true,
  app: 'outlook',
  resource: 'exchange',
  verdicts,
};

/** Devices that are all alike, against nobody. */
export const mixOf = (devices: number, changes: Partial<MixedTraffic> = {}): MixedTraffic => ({
  kind: 'mixed',
  profile: { name: 'test', digest: '' },
  tenant: '11111111-2222-8333-8444-555555555555',
  devices,
  kinds: [oneKind],
  kindOf: new SharedArrayBuffer(devices * 2),
  settled: new SharedArrayBuffer(devices),
  phases: [
    {
      mix: { messages: 10, heartbeats: 2, checkIns: 30, launches: 20, tokens: 20, reads: 18 },
      first: 0,
      arrivals: 1_000_000,
      inTurn: null,
      backlog: null,
    },
  ],
  batch: 5,
  threatened: 300_000,
  attention: 500_000,
  freshness: 0,
  horizon: 60_000,
  clock: { service: 1_000_000_000_000, monotonic: 0, factor: 1 },
  access: { partners: { lookout: access }, graph: access, device: access },
  isChecked: true,
  ...changes,
});
