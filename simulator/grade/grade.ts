import { defaultReadings } from '../../core/readings.ts';
import { runCase } from '../run/run-case.ts';
import type { Case } from '../scenario/case.ts';
import { createInProcessTarget } from '../target/in-process.ts';
import type { Variant } from './variant.ts';

/** What a suite makes of one known-bad evaluator. */
export interface Grade {
  readonly variant: string;
  /** The first case that noticed, and what it noticed; null where none did. */
  readonly killedBy: { readonly id: string; readonly difference: string } | null;
  /** True where no case observed anything but what the documented rules show. */
  readonly neverReached: boolean;
}

/** The trace of each case that is met under the documented rules, by case id; only those count. */
export type Baseline = ReadonlyMap<string, string>;

export const baselineOf = async (cases: readonly Case[]): Promise<Baseline> => {
  const target = createInProcessTarget();
  const traces = new Map<string, string>();
  for (const kase of cases) {
    const { outcome, trace } = await runCase(kase, target, defaultReadings);
    if (outcome === 'met') traces.set(kase.id, trace);
  }
  return traces;
};

/** Cases that cite the variant's requirements first: they are the likeliest to notice. */
const likeliestFirst = (cases: readonly Case[], variant: Variant): readonly Case[] => {
  const cites = (kase: Case) => kase.covers.some((id) => variant.requirements.includes(id));
  return [...cases.filter(cites), ...cases.filter((kase) => !cites(kase))];
};

/** Plays a suite against one known-bad evaluator, up to the first case that notices. */
export const gradeVariant = async (
  cases: readonly Case[],
  variant: Variant,
  baseline: Baseline,
): Promise<Grade> => {
  const target = createInProcessTarget(variant.parts, variant.id);
  let reached = false;
  for (const kase of likeliestFirst(cases, variant)) {
    const trace = baseline.get(kase.id);
    if (trace === undefined) continue;
    const result = await runCase(kase, target, defaultReadings);
    if (result.trace !== trace) reached = true;
    const [difference] = result.differences;
    if (difference === undefined) continue;
    const { subject, field, expected, observed, offset } = difference;
    const noticed = `${subject}.${field} at ${offset}: expected ${expected}, observed ${observed}`;
    return {
      variant: variant.id,
      killedBy: { id: kase.id, difference: noticed },
      neverReached: false,
    };
  }
  return { variant: variant.id, killedBy: null, neverReached: !reached };
};
