import { isJsonObject } from '../json-object.ts';
import { boundsOf } from './histogram.ts';
import type { FleetPlan } from './plan.ts';
import {
  amount,
  byName,
  count,
  fields,
  is,
  list,
  orNull,
  type Shape,
  text,
  whole,
} from './shape.ts';
import type { FleetTally } from './tally.ts';
import { comparisons } from './threshold.ts';

const lane = is(
  'a sum of 32 bits',
  (value) => Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= 0xffff_ffff,
);

const lanes: Shape = (value, path) =>
  Array.isArray(value) && value.length === 4
    ? list(lane)(value, path)
    : `\`${path}\` is not four sums`;

type Bucket = readonly [bucket: number, count: number];

const isBucket = (value: unknown): value is Bucket =>
  Array.isArray(value) &&
  value.length === 2 &&
  value.every((n) => Number.isSafeInteger(n) && n >= 0);

const ascends = (buckets: readonly Bucket[]): boolean =>
  buckets.every(([bucket], i) => i === 0 || bucket > (buckets[i - 1]?.[0] ?? bucket));

/** Its parts must agree: as many in the buckets as counted, least and most in the outer ones. */
const histogram: Shape = (value, path) => {
  const of = {
    count,
    sum: count,
    least: count,
    most: count,
    buckets: list(is('a bucket', isBucket)),
  };
  const problem = fields(of)(value, path);
  if (problem !== null || !isJsonObject(value)) return problem;
  const buckets = value['buckets'] as readonly Bucket[];
  const counted = buckets.reduce((sum, [, n]) => sum + n, 0);
  if (counted !== value['count']) return `\`${path}\` counts ${counted} in its buckets`;
  const [least, most] = [Number(value['least']), Number(value['most'])];
  const [low] = boundsOf(buckets[0]?.[0] ?? 0);
  const [, high] = boundsOf(buckets.at(-1)?.[0] ?? 0);
  const agrees = ascends(buckets) && low <= least && least <= most && most <= high;
  return agrees ? null : `\`${path}\` has buckets that do not fit its least and most`;
};

const counts = byName(count);
const changes = byName(list(whole));

const tallyShape = fields<FleetTally>({
  devices: count,
  lost: count,
  events: counts,
  digest: lanes,
  byHour: fields<FleetTally['byHour']>({
    complianceState: changes,
    reasons: changes,
    access: changes,
  }),
  checkIns: list(count),
  cohorts: counts,
  atEnd: counts,
  exposure: counts,
  overBlocking: counts,
  threatened: count,
  open: count,
  threats: counts,
  detection: byName(histogram),
  undecided: counts,
  outcomes: counts,
  messages: counts,
  questions: byName(list(count)),
  situations: list(text),
});

const planShape = fields<FleetPlan>({
  tool: text,
  profile: text,
  title: text,
  tenant: orNull(text),
  inputs: text,
  devices: count,
  days: count,
  seed: count,
  readings: list(text),
  turned: list(text),
  cohorts: counts,
  connectors: list(fields({ partner: text, from: whole, state: text })),
  kinds: list(
    fields({ platform: text, managementType: text, partners: list(text), policies: list(text) }),
  ),
  thresholds: list(
    fields({
      text,
      metric: text,
      comparison: is('a comparison', (value) => comparisons.some((sign) => sign === value)),
      bound: amount,
    }),
  ),
  words: byName(text),
});

export const tallyProblem = (value: unknown): string | null => tallyShape(value, 'tally');
export const planProblem = (value: unknown): string | null => planShape(value, 'plan');
