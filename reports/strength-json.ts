import { belowBar, type Strength, type VariantStatus } from './strength.ts';
import { ofStatus } from './strength-text.ts';

/** Grows when a field changes its meaning or goes away. */
const strengthVersion = 1;

/** A grade for machines; of the cases that ask what a variant answers otherwise their number. */
export const strengthJson = (strength: Strength): string => {
  const { tool, cases, leftOut, variants, requirements, withoutVariant, bar } = strength;
  const count = (status: VariantStatus): number => ofStatus(variants, status).length;
  const value = {
    schemaVersion: strengthVersion,
    tool,
    cases: cases.length,
    leftOut,
    counts: {
      variants: variants.length,
      killed: count('killed'),
      survived: count('survived'),
      neverReached: count('never-reached'),
    },
    bar,
    belowBar: belowBar(strength).map(({ id }) => id),
    coreWithoutVariant: withoutVariant,
    requirements,
    variants: variants.map(({ askedBy, place: _, ...variant }) => ({
      ...variant,
      askedBy: askedBy.length,
    })),
  };
  return JSON.stringify(value, null, 2);
};
