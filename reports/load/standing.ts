import { heatPercentile, type StoredHeat } from './heat.ts';
import type { StoredStretch, StretchCounts } from './series.ts';
import type { LoadSummary } from './summary.ts';
import { holds, type JudgedLoadThreshold } from './threshold.ts';
import { shownPercentiles } from './times-summary.ts';

/** How a threshold stood from moment to moment of the measured phases, in seconds. */
export interface Standing {
  /** Since the first phase began; null: it was never broken. */
  readonly firstBroken: number | null;
  readonly kept: number;
  /** In the others there was too little to tell. */
  readonly known: number;
}

/** Null: nobody can tell in this stretch. */
type Measure = (stretch: StoredStretch, seconds: number) => number | null;

const counts: ReadonlyMap<string, keyof StretchCounts> = new Map([
  ['lost', 'lost'],
  ['refused', 'refused'],
  ['timed_out', 'timedOut'],
  ['dropped', 'dropped'],
  ['wrong', 'wrong'],
  ['stale', 'stale'],
]);

const shares = new Map(
  Object.entries(shownPercentiles).map(([name, share]) => [name.replace('.', ''), share]),
);

const none: StoredHeat = [];

const percentileMeasure = (metric: string): Measure | null => {
  const [clock = '', name = ''] = metric.split('_');
  const share = shares.get(name);
  if (share === undefined) return null;
  if (clock === 'lag') return ({ lag }) => heatPercentile(lag, none, share)?.value ?? null;
  if (clock !== 'response') return null;
  return ({ response, atLeast }) => heatPercentile(response, atLeast, share)?.value ?? null;
};

const measureOf = (metric: string): Measure | null => {
  const count = counts.get(metric);
  if (count !== undefined) return (stretch) => (stretch.due === 0 ? null : stretch[count]);
  if (metric === 'rate') return ({ completed }, seconds) => completed / seconds;
  if (metric !== 'completed') return percentileMeasure(metric);
  return ({ due, answered, refused }) => (due === 0 ? null : (answered + refused) / due);
};

/** Those stretches that lie in measured phases as a whole. */
const measuredStretches = ({ phases, series }: LoadSummary) => {
  let end = 0;
  const spans = phases.map(({ duration, isWarmUp }) => {
    const from = end;
    end += duration;
    return { from, until: end, isWarmUp };
  });
  return series.stretches.flatMap((stretch, place) => {
    const from = place * series.length;
    const until = from + series.length;
    const span = spans.find((each) => from >= each.from && until <= each.until);
    return span?.isWarmUp === false ? [{ stretch, from }] : [];
  });
};

/** Null where what the threshold speaks of is not kept from moment to moment. */
export const brokenIn = (
  { metric, sign, bound }: JudgedLoadThreshold,
  summary: LoadSummary,
): Standing | null => {
  const measure = measureOf(metric);
  if (measure === null) return null;
  const seconds = summary.series.length / 1_000;
  let [firstBroken, kept, known]: [number | null, number, number] = [null, 0, 0];
  for (const { stretch, from } of measuredStretches(summary)) {
    const value = measure(stretch, seconds);
    if (value === null) continue;
    known += seconds;
    if (holds[sign](value, bound)) kept += seconds;
    else firstBroken ??= from / 1_000;
  }
  return { firstBroken, kept, known };
};
