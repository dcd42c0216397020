import { documentedParts } from '../../core/evaluator.ts';
import { documentedData } from './data.ts';
import type { DataVariant } from './data-variant.ts';
import { dataVariants } from './data-variants.ts';
import type { Evidence } from './evidence.ts';
import { type Law, laws } from './laws.ts';
import type { LookUp } from './look-up.ts';
import { lookUps } from './look-ups.ts';
import type { Variant } from './variant.ts';
import { variants } from './variants.ts';

/** What a look-up says of one wrong datum; null where it does not notice, or never agreed. */
export const noticedBy = (lookUp: LookUp, variant: DataVariant): string | null =>
  lookUp.differs(documentedData) === null ? lookUp.differs(variant.data) : null;

/** The same for a law and a known-bad evaluator. */
export const brokenUnder = (law: Law, variant: Variant): string | null =>
  law.broken(documentedParts) === null ? law.broken(variant.parts) : null;

const cites = ({ requirements }: { readonly requirements: readonly string[] }, id: string) =>
  requirements.includes(id);

const lookedUp = (id: string): Evidence | null => {
  for (const lookUp of lookUps.filter((one) => cites(one, id))) {
    for (const variant of dataVariants.filter((one) => cites(one, id))) {
      const difference = noticedBy(lookUp, variant);
      if (difference === null) continue;
      return { by: 'look-up', variant: variant.id, check: lookUp.id, difference };
    }
  }
  return null;
};

const heldAsLaw = (id: string): Evidence | null => {
  for (const law of laws.filter((one) => cites(one, id))) {
    for (const variant of variants.filter((one) => cites(one, id))) {
      const difference = brokenUnder(law, variant);
      if (difference === null) continue;
      return { by: 'law', variant: variant.id, check: law.id, difference };
    }
  }
  return null;
};

/** What look-ups and laws show for each of the ids that one of them cites. */
export const checked = (ids: readonly string[]): Map<string, Evidence> => {
  const found = new Map<string, Evidence>();
  for (const id of ids) {
    const evidence = lookedUp(id) ?? heldAsLaw(id);
    if (evidence !== null) found.set(id, evidence);
  }
  return found;
};
