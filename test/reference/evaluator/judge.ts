import type { PartnerKey } from '../../../core/partners.ts';
import type { Readings } from '../../../core/readings.ts';
import type { Limit, ThreatState } from '../../../core/vocabulary.ts';

/** What is stored of a partner and a device: `none` where nothing is. */
export type Stored = ThreatState | 'none';

/** All that lines 11 to 37 need to know of one partner about one device. */
export interface PartnerFacts {
  readonly partner: PartnerKey;
  readonly thirdParty: boolean;
  /** The compliance toggle of the device's platform. */
  readonly toggle: boolean;
  readonly setUp: boolean;
  readonly ignored: boolean;
  readonly below: boolean;
  readonly unsupportedOsVersionBlocked: boolean;
  readonly blockedOnMissingPartnerData: boolean;
  readonly stored: Stored;
  /** The last level or compromised stored before a misconfigured; none if never. */
  readonly levelBefore: Stored;
}

export type OutNote =
  | 'toggle-off'
  | 'connector-not-set-up'
  | 'partner-unresponsive'
  | 'os-not-covered';

const out12 = (c: PartnerFacts): OutNote | null => (c.toggle ? null : 'toggle-off');

const out13 = (c: PartnerFacts, readings: Readings): OutNote | null => {
  if (readings.staleDataInBlockedStates === 'lastKnown') return null;
  return c.setUp ? null : 'connector-not-set-up';
};

const out14 = (c: PartnerFacts, readings: Readings): OutNote | null => {
  if (readings.ignoreUnresponsiveAs !== 'excluded') return null;
  return c.ignored ? 'partner-unresponsive' : null;
};

const out15 = (c: PartnerFacts): OutNote | null =>
  c.below && !c.unsupportedOsVersionBlocked ? 'os-not-covered' : null;

/** Lines 11 to 16: null is in, otherwise the first line that says out. */
export const admit = (c: PartnerFacts, readings: Readings): OutNote | null =>
  out12(c) ?? out13(c, readings) ?? out14(c, readings) ?? out15(c);

/** Lines 17 to 21: the partners that feed the device threat level. */
export const feeders = (all: readonly PartnerFacts[], readings: Readings): PartnerFacts[] => {
  const defender = all.find((c) => c.partner === 'defender');
  const defenderAdmitted = defender !== undefined && admit(defender, readings) === null;
  const t = all.filter(
    (c) =>
      c.thirdParty &&
      (readings.multiVendorScope === 'allProvisioned' || out12(c) === null) &&
      out13(c, readings) === null,
  );
  const f = t.filter((c) => out14(c, readings) === null && out15(c) === null);
  const addDefender =
    defenderAdmitted &&
    (readings.dtlReadsDefender === 'always' ||
      (readings.dtlReadsDefender === 'whenSoleConnector' && t.length === 0));
  return addDefender && defender !== undefined ? [...f, defender] : f;
};

/** Line 22: many. */
export const isMany = (f: readonly PartnerFacts[]): boolean =>
  f.filter((c) => c.thirdParty).length >= 2;

const stateRanks: readonly Stored[] = [
  'secured',
  'lowSeverity',
  'mediumSeverity',
  'highSeverity',
  'compromised',
];
const limitRanks: readonly Limit[] = ['secured', 'low', 'medium', 'high'];

/** Line 26: a level or compromised. */
export const isVerdict = (s: Stored): boolean => stateRanks.includes(s);

/** Lines 27 and 28. */
export const passes = (s: Stored, limit: Limit, readings: Readings): boolean => {
  if (stateRanks.indexOf(s) <= limitRanks.indexOf(limit)) return true;
  return s === 'compromised' && limit === 'high' && readings.compromisedUnderHigh === 'pass';
};

/** Line 25, and line 14 where it says missing. */
export const stateOf = (c: PartnerFacts, readings: Readings): Stored => {
  if (c.ignored && readings.ignoreUnresponsiveAs === 'missing') return 'none';
  if (c.stored === 'misconfigured' && readings.misconfiguredAs === 'lastKnown') {
    return c.levelBefore;
  }
  return c.stored;
};

/** Lines 30 and 31, without the partner: the code of a state that is no verdict. */
export const codeWithoutVerdict = (s: Stored): string => {
  if (s === 'deactivated') return 'app-not-activated';
  if (s === 'unresponsive') return 'device-unresponsive';
  if (s === 'misconfigured') return 'app-misconfigured';
  return 'scan-missing';
};

/** Lines 23 to 37: one partner against one limit; empty means it passes. */
export const judge = (
  c: PartnerFacts,
  limit: Limit,
  many: boolean,
  readings: Readings,
): string[] => {
  if (c.below) return [`os-below-partner-minimum/${c.partner}`]; // 24
  const s = stateOf(c, readings); // 25
  if (isVerdict(s)) {
    return passes(s, limit, readings) ? [] : [`threat-above-limit/${c.partner}`]; // 26-29
  }
  const missing = c.ignored && readings.ignoreUnresponsiveAs === 'missing';
  const k = missing ? 'partner-unresponsive' : codeWithoutVerdict(s); // 30, 31
  if (many && c.thirdParty) return [`${k}/${c.partner}`]; // 32
  if (readings.missingDataModel !== 'graphLiteral' && s !== 'activated') {
    return [`${k}/${c.partner}`]; // 33
  }
  if (s === 'activated' && limit === 'high') return []; // 34
  if (readings.missingDataModel === 'strict') return [`${k}/${c.partner}`]; // 35
  if (c.blockedOnMissingPartnerData) return [`partner-data-missing/${c.partner}`]; // 36
  return []; // 37
};
