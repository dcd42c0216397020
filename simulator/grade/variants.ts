import { factVariants } from './fact-variants.ts';
import { questionVariants } from './question-variants.ts';
import { ruleVariants } from './rule-variants.ts';
import type { Variant } from './variant.ts';

/** Every known-bad evaluator that Muster ships, by id. */
export const variants: readonly Variant[] = [
  ...ruleVariants(),
  ...factVariants,
  ...questionVariants,
];
