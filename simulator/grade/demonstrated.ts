import { defaultReadings, type Readings } from '../../core/readings.ts';
import type { Case } from '../scenario/case.ts';
import { isSound, playDocumented } from './baseline.ts';
import { type Trial, trialOf } from './notice.ts';
import { askedBySuite, reachedBy } from './reach.ts';
import type { Variant } from './variant.ts';
import { variants as shipped } from './variants.ts';

/** How a requirement is seen to be demonstrated: this case notices that this variant breaks it. */
export interface Demonstration {
  readonly variant: string;
  readonly case: string;
  /** What the case notices, e.g. `pixel.reasons at 6h: expected [], observed […]`. */
  readonly difference: string;
}

/**
 * The places that cite a requirement, among those that a variant reaches.
 *
 * @param places in the suite, ascending
 */
export const citing = (
  requirement: string,
  cases: readonly Case[],
  places: readonly number[],
): readonly number[] =>
  places.filter((place) => cases[place]?.covers.includes(requirement) === true);

/** The first case that cites the requirement and notices the variant. */
export const demonstrate = async (
  requirement: string,
  variant: Variant,
  trial: Trial,
  cases: readonly Case[],
  places: readonly number[],
): Promise<Demonstration | null> => {
  const notice = await trial.first(citing(requirement, cases, places));
  return notice && { variant: variant.id, case: notice.case, difference: notice.text };
};

export interface DemonstrationOptions {
  /** In force where a case names nothing else. */
  readonly readings?: Readings;
  /** Others than those that Muster ships. */
  readonly variants?: readonly Variant[];
}

/**
 * Each requirement, by id, that the cases demonstrate: a case that cites it and is met notices a
 * variant that breaks that very requirement. Of several the first is told, in the order of the
 * variants and then of the cases.
 */
export const demonstrations = async (
  cases: readonly Case[],
  { readings = defaultReadings, variants = shipped }: DemonstrationOptions = {},
): Promise<ReadonlyMap<string, Demonstration>> => {
  const played = [];
  const sound: Case[] = [];
  for (const kase of cases) {
    const { result, asked } = await playDocumented(kase, readings);
    if (!isSound(result)) continue;
    sound.push(kase);
    played.push(asked);
  }
  const suite = askedBySuite(played);
  const found = new Map<string, Demonstration>();
  for (const variant of variants) {
    const open = variant.requirements.filter((id) => !found.has(id));
    if (open.length === 0) continue;
    const places = reachedBy(variant, suite);
    const trial = trialOf(variant, sound, readings);
    for (const requirement of open) {
      const one = await demonstrate(requirement, variant, trial, sound, places);
      if (one !== null) found.set(requirement, one);
    }
  }
  return found;
};
