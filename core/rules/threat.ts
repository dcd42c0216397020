import type { Readings } from '../readings.ts';
import { type Limit, limits, type ThreatState, threatStates } from '../vocabulary.ts';

/** What is stored for a partner and a device: a reported state, or nothing. */
export const storedStates = ['none', ...threatStates] as const;
export type StoredState = 'none' | ThreatState;

/** States that carry a verdict, least severe first (THREAT-02, THREAT-09). */
export const verdictStates = [
  'secured',
  'lowSeverity',
  'mediumSeverity',
  'highSeverity',
  'compromised',
] as const;
export type VerdictState = (typeof verdictStates)[number];

/** The last verdict before the present state, which only one reading asks for. */
export const earlierVerdicts = ['none', ...verdictStates] as const;
export type EarlierVerdict = (typeof earlierVerdicts)[number];

export const isVerdict = (state: StoredState): state is VerdictState =>
  (verdictStates as readonly string[]).includes(state);

/** decision-procedure.md, line 25: what a misconfigured app leaves standing is a reading. */
export const effectiveState = (
  state: StoredState,
  earlier: EarlierVerdict,
  readings: Readings,
): StoredState =>
  state === 'misconfigured' && readings.misconfiguredAs === 'lastKnown' ? earlier : state;

/** decision-procedure.md, lines 27 and 28 (THREAT-05, THREAT-09). */
export const isAboveLimit = (state: VerdictState, limit: Limit, readings: Readings): boolean => {
  if (verdictStates.indexOf(state) <= limits.indexOf(limit)) return false;
  const tolerated = state === 'compromised' && limit === 'high';
  return !(tolerated && readings.compromisedUnderHigh === 'pass');
};

/** decision-procedure.md, line 30: the word for having no verdict. */
export type MissingVerdict =
  | 'scan-missing'
  | 'app-not-activated'
  | 'device-unresponsive'
  | 'app-misconfigured';

export const missingVerdictOf = (state: StoredState): MissingVerdict | null => {
  switch (state) {
    case 'none':
    case 'unknown':
    case 'activated':
      return 'scan-missing';
    case 'deactivated':
      return 'app-not-activated';
    case 'unresponsive':
      return 'device-unresponsive';
    case 'misconfigured':
      return 'app-misconfigured';
    default:
      return null;
  }
};
