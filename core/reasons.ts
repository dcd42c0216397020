import { type PartnerKey, partners } from './partners.ts';

/** The three lists of reasons, which are never mixed (decision-procedure.md, G10). */
export type ReasonList = 'reasons' | 'appReasons' | 'accessReasons';

type Suffix = 'none' | 'partner' | 'defender' | 'property' | 'policy' | 'control';

/** Codes of decision-procedure.md, section 2, in the order in which they are listed. */
const ranked: Readonly<Record<ReasonList, readonly (readonly [string, Suffix])[]>> = {
  reasons: [
    ['user-not-licensed', 'none'],
    ['not-in-contact', 'none'],
    ['no-policy-assigned', 'none'],
    ['setting-error', 'property'],
    ['os-below-partner-minimum', 'partner'],
    ['threat-above-limit', 'partner'],
    ['risk-above-limit', 'defender'],
    ['scan-missing', 'partner'],
    ['app-not-activated', 'partner'],
    ['device-unresponsive', 'partner'],
    ['app-misconfigured', 'partner'],
    ['partner-data-missing', 'partner'],
    ['risk-missing', 'defender'],
    ['partner-unresponsive', 'partner'],
    ['no-partner-connected', 'none'],
    ['setting-failed', 'property'],
  ],
  appReasons: [
    ['device-not-registered', 'none'],
    ['broker-missing', 'none'],
    ['partner-unresponsive', 'partner'],
    ['app-missing', 'partner'],
    ['threat-above-limit', 'partner'],
    ['scan-missing', 'partner'],
    ['app-not-activated', 'partner'],
    ['device-unresponsive', 'partner'],
    ['app-misconfigured', 'partner'],
    ['condition-failed', 'property'],
  ],
  accessReasons: [
    ['blocked-by-policy', 'policy'],
    ['device-not-registered', 'none'],
    ['device-not-enrolled', 'none'],
    ['device-not-evaluated', 'none'],
    ['device-not-compliant', 'none'],
    ['app-protection-missing', 'none'],
    ['app-protection-failing', 'none'],
    ['control-not-met', 'control'],
  ],
};

const rankOf = new Map<string, number>();
for (const [list, rows] of Object.entries(ranked)) {
  for (const [rank, [slug]] of rows.entries()) rankOf.set(`${list} ${slug}`, rank);
}

const slugOf = (code: string): string => {
  const slash = code.indexOf('/');
  return slash < 0 ? code : code.slice(0, slash);
};

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Each code once, by rank, then A to Z by what follows the slash (G11). */
export const orderReasons = (list: ReasonList, codes: Iterable<string>): string[] => {
  const rank = (code: string) => rankOf.get(`${list} ${slugOf(code)}`) ?? rankOf.size;
  return [...new Set(codes)].sort((a, b) => rank(a) - rank(b) || compareText(a, b));
};

/** Slugs of a list with what must follow each, for checking files and offering completions. */
export const reasonSlugs = (list: ReasonList): readonly (readonly [string, Suffix])[] =>
  ranked[list];

/** Whether `code` can stand in the list: a known slug, with the kind of suffix it wants. */
export const isReasonCode = (list: ReasonList, code: string): boolean => {
  const row = ranked[list].find(([slug]) => slug === slugOf(code));
  if (row === undefined) return false;
  const suffix = code.slice(row[0].length + 1);
  switch (row[1]) {
    case 'none':
      return code === row[0];
    case 'partner':
      return suffix in partners;
    case 'defender':
      return suffix === ('defender' satisfies PartnerKey);
    default:
      return /^[^\s,]+$/.test(suffix);
  }
};

/** Advice: what an admin should know although no verdict depends on it (`warnings`, A to Z). */
const adviceWarnings = [
  'app-protection-disputed',
  'app-protection-not-supported',
  'connector-available-only',
  'dedicated-device',
  'device-group-targeting',
  'grace-keeps-access',
  'no-policy-counts-as-compliant',
  'partner-reports-nothing',
  'risk-score-without-defender',
  'several-vendors-on-platform',
  'threat-level-without-connector',
] as const;
export type AdviceWarning = (typeof adviceWarnings)[number];

/** Advice on what is asked of a device before it can give it. */
const rolloutWarnings = [
  'defender-needs-user',
  'defender-not-supported',
  'mtd-app-behind-policy',
  'policy-before-app',
] as const;
export type RolloutWarning = (typeof rolloutWarnings)[number];

export const warningCodes: readonly (AdviceWarning | RolloutWarning)[] = [
  ...adviceWarnings,
  ...rolloutWarnings,
].sort(compareText);
