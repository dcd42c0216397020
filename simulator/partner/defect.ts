/**
 * What the reference connector can be made to do wrong, each with the check that must notice it
 * (partner-contract.md, 7.2).
 */
export const defects = {
  'extra-permission': { check: 'PA-06', what: 'reads the managed devices through Graph as well' },
  'local-time': { check: 'PT-01', what: 'writes times with an offset instead of UTC' },
  'wrong-clock': { check: 'PT-01', what: 'has a clock that is ten minutes fast' },
  'repeated-event-ids': { check: 'PT-01', what: 'gives every item the same event id' },
  'asks-android': { check: 'PI-02', what: 'asks for the apps of Android devices' },
  'wrong-category': { check: 'PT-17', what: 'files threats by apps under `network`' },
  'revoked-technique': { check: 'PT-17', what: 'names an ATT&CK technique that was revoked' },
  'sends-text': { check: 'PT-18', what: 'sends the text of a message along with the threat' },
  'ignores-retry-after': { check: 'PR-01', what: 'tries again at once when asked to wait' },
  'new-id-on-retry': { check: 'PR-01', what: 'sends the same items again under a new message id' },
  'hammers-when-blocked': { check: 'PB-01', what: 'goes on sending while messages are blocked' },
  'repeats-rejected': { check: 'PT-12', what: 'sends again what was rejected for good' },
  'repeats-accepted': { check: 'PT-12', what: 'sends the whole message again for one item' },
  'forgets-retryable': { check: 'PT-12', what: 'never sends again what it was asked to' },
} as const satisfies Readonly<Record<string, { readonly check: string; readonly what: string }>>;

export type Defect = keyof typeof defects;
export const defectNames = Object.keys(defects) as Defect[];
