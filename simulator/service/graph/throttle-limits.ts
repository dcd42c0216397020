/** Parts of Graph that count requests by themselves. */
export const limitedParts = [
  'devices',
  'compliance',
  'appProtection',
  'enrolment',
  'access',
] as const;
export type LimitedPart = (typeof limitedParts)[number];

/** How many requests there may be in so many seconds; of them, how many that write. */
export interface Limit {
  readonly seconds: number;
  readonly all: number;
  readonly writes: number;
}

/** Limits of one part: of everybody in a tenant together, and of one application in it. */
export interface PartLimits {
  readonly tenant: Limit;
  /** Null: only the tenant is counted. */
  readonly application: Limit | null;
}

/**
 * What a refused request is told: 429 with `Retry-After`, 429 without, as Intune often does, or
 * the 500 with a text of Intune's query broker.
 */
export const throttleAnswers = ['told', 'withheld', 'server-error'] as const;
export type ThrottleAnswer = (typeof throttleAnswers)[number];

export interface Throttling {
  readonly parts: Readonly<Record<LimitedPart, PartLimits>>;
  /** Of one application, whatever it asks for and in whichever tenant. */
  readonly overall: Omit<Limit, 'writes'>;
  readonly answer: ThrottleAnswer;
}

const within20 = (all: number, writes: number): Limit => ({ seconds: 20, all, writes });

const usual: PartLimits = { tenant: within20(2000, 200), application: within20(1000, 100) };
const oneEachSecond: Limit = { seconds: 1, all: 1, writes: 1 };

/** What Microsoft publishes, and what is seen of Conditional Access (graph.md 5). */
export const publishedLimits: Omit<Throttling, 'answer'> = {
  parts: {
    devices: { tenant: within20(4000, 400), application: within20(2000, 200) },
    compliance: usual,
    appProtection: usual,
    enrolment: usual,
    access: { tenant: oneEachSecond, application: null },
  },
  overall: { seconds: 10, all: 130_000 },
};

const parts: readonly (readonly [RegExp, LimitedPart])[] = [
  [/^devicemanagement\/(?:manageddevice|detectedapps)/, 'devices'],
  [/^users\/[^/]+\/manageddevices/, 'devices'],
  [/^devicemanagement\/mobilethreatdefenseconnectors/, 'enrolment'],
  [/^devicemanagement/, 'compliance'],
  [/^(?:deviceappmanagement|users\/[^/]+\/managedappregistrations)/, 'appProtection'],
  [/^identity\/conditionalaccess/, 'access'],
];

/** The part a path belongs to; null where nothing but the overall limit is known. */
export const limitedPartOf = (segments: readonly string[]): LimitedPart | null => {
  const path = segments.join('/').toLowerCase();
  return parts.find(([pattern]) => pattern.test(path))?.[1] ?? null;
};
