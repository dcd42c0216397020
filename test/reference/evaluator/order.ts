/** G11: the codes of 2.1, 2.2 and 2.3, each list in the order of its ranks. */
export const complianceRanks = [
  'user-not-licensed',
  'not-in-contact',
  'no-policy-assigned',
  'setting-error',
  'os-below-partner-minimum',
  'threat-above-limit',
  'risk-above-limit',
  'scan-missing',
  'app-not-activated',
  'device-unresponsive',
  'app-misconfigured',
  'partner-data-missing',
  'risk-missing',
  'partner-unresponsive',
  'no-partner-connected',
  'setting-failed',
];

export const appRanks = [
  'device-not-registered',
  'broker-missing',
  'partner-unresponsive',
  'app-missing',
  'threat-above-limit',
  'scan-missing',
  'app-not-activated',
  'device-unresponsive',
  'app-misconfigured',
  'condition-failed',
];

export const accessRanks = [
  'blocked-by-policy',
  'device-not-registered',
  'device-not-enrolled',
  'device-not-evaluated',
  'device-not-compliant',
  'app-protection-missing',
  'app-protection-failing',
  'control-not-met',
];

const split = (reason: string): [string, string] => {
  const slash = reason.indexOf('/');
  return slash < 0 ? [reason, ''] : [reason.slice(0, slash), reason.slice(slash + 1)];
};

/** Each code once, by rank, then by what follows the slash, A to Z. */
export const inOrder = (reasons: readonly string[], ranks: readonly string[]): string[] =>
  [...new Set(reasons)].sort((a, b) => {
    const [codeA, suffixA] = split(a);
    const [codeB, suffixB] = split(b);
    const byRank = ranks.indexOf(codeA) - ranks.indexOf(codeB);
    if (byRank !== 0) return byRank;
    return suffixA < suffixB ? -1 : suffixA > suffixB ? 1 : 0;
  });
