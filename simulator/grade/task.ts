import type { Readings } from '../../core/readings.ts';
import type { Overlooked } from '../../reports/strength.ts';
import type { Case } from '../scenario/case.ts';
import { type Played, playDocumented } from './baseline.ts';
import { citing, type Demonstration, demonstrate } from './demonstrated.ts';
import { type Notice, trialOf } from './notice.ts';
import { overlookedIn } from './overlooked.ts';
import type { Variant } from './variant.ts';

/** A variant and the places of the cases that it reaches, ascending. */
export interface Attempt {
  readonly variant: string;
  readonly places: readonly number[];
}

/** What cases make of one variant. */
export interface Finding {
  readonly killedBy: Notice | null;
  /** By requirement that the variant breaks. */
  readonly demonstrates: Readonly<Record<string, Demonstration>>;
  readonly overlooked: Overlooked | null;
}

/** Part of the work, as plain data, because it may cross to another thread. */
export type Task =
  | { readonly kind: 'play'; readonly cases: readonly Case[]; readonly readings: Readings }
  | {
      readonly kind: 'try';
      readonly cases: readonly Case[];
      readonly readings: Readings;
      readonly attempts: readonly Attempt[];
    };

/** By kind of task: for each case, or for each attempt. */
export type Done =
  | { readonly kind: 'play'; readonly played: readonly Played[] }
  | { readonly kind: 'try'; readonly findings: readonly Finding[] };

/** Cases that cite what the variant breaks first: they are the likeliest to notice. */
const likeliestFirst = (
  { requirements }: Variant,
  cases: readonly Case[],
  places: readonly number[],
): readonly number[] => {
  const cite = new Set(requirements.flatMap((id) => citing(id, cases, places)));
  return [
    ...places.filter((place) => cite.has(place)),
    ...places.filter((place) => !cite.has(place)),
  ];
};

const tryVariant = async (
  variant: Variant,
  cases: readonly Case[],
  places: readonly number[],
  readings: Readings,
): Promise<Finding> => {
  const trial = trialOf(variant, cases, readings);
  const demonstrates: Record<string, Demonstration> = {};
  for (const id of variant.requirements) {
    const found = await demonstrate(id, variant, trial, cases, places);
    if (found !== null) demonstrates[id] = found;
  }
  const order = likeliestFirst(variant, cases, places);
  const killedBy = await trial.first(order);
  const reached = order.flatMap((place) => cases[place] ?? []);
  const overlooked = killedBy === null ? await overlookedIn(variant, reached, readings) : null;
  return { killedBy, demonstrates, overlooked };
};

/** Does one task in the thread it is called in. */
export const perform = async (task: Task, variants: readonly Variant[]): Promise<Done> => {
  const { cases, readings } = task;
  if (task.kind === 'play') {
    const played: Played[] = [];
    for (const kase of cases) played.push(await playDocumented(kase, readings));
    return { kind: 'play', played };
  }
  const findings: Finding[] = [];
  for (const { variant: id, places } of task.attempts) {
    const variant = variants.find((each) => each.id === id);
    if (variant === undefined) throw new RangeError(`there is no variant ${id}`);
    findings.push(await tryVariant(variant, cases, places, readings));
  }
  return { kind: 'try', findings };
};
