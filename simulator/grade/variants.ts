import { ageingVariants } from './ageing-variants.ts';
import { appSyncVariants } from './app-sync-variants.ts';
import { conductVariants } from './conduct-variants.ts';
import { factVariants } from './fact-variants.ts';
import { flowVariants } from './flow-variants.ts';
import { questionVariants } from './question-variants.ts';
import { ruleVariants } from './rule-variants.ts';
import type { Variant } from './variant.ts';
import { vendorVariants } from './vendor-variants.ts';

/** Every known-bad evaluator that Muster ships, by id. */
export const variants: readonly Variant[] = [
  ...ruleVariants(),
  ...factVariants,
  ...conductVariants,
  ...appSyncVariants,
  ...ageingVariants,
  ...questionVariants,
  ...vendorVariants,
  ...flowVariants,
];
