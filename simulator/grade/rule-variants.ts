import { documentedBooks, type StageName } from '../../core/evaluator.ts';
import type { Answer } from '../../core/rulebook.ts';
import { type Variant, withRule } from './variant.ts';

const dropped = (): Answer => 'not-applicable';

const negated = (answer: Answer): Answer => {
  if (answer === 'not-applicable') return answer;
  return answer === 'holds' ? 'violated' : 'holds';
};

const neverViolated = (answer: Answer): Answer => (answer === 'violated' ? 'holds' : answer);

/** Rules that no variant breaks, each with the reason why no suite could notice. */
export const rulesWithoutVariant: Readonly<Record<string, string>> = {
  'risk/os-below-partner-minimum':
    'Defender states no minimum OS, so that no device is ever below it.',
};

/** Every rule that can come up: forgotten, read the wrong way round, and never enforced. */
export const ruleVariants = (): readonly Variant[] =>
  (Object.keys(documentedBooks) as StageName[]).flatMap((stage) =>
    Object.entries(documentedBooks[stage].rules)
      .filter(([id]) => !(`${stage}/${id}` in rulesWithoutVariant))
      .flatMap(([id, { requirements, meaning }]) => [
        {
          id: `${stage}/${id}/dropped`,
          requirements,
          mistake: `the rule is missing: ${meaning}`,
          parts: withRule(stage, id, dropped),
        },
        {
          id: `${stage}/${id}/negated`,
          requirements,
          mistake: `the rule is read the wrong way round: ${meaning}`,
          parts: withRule(stage, id, negated),
        },
        {
          id: `${stage}/${id}/never-violated`,
          requirements,
          mistake: `the rule is known but never enforced: ${meaning}`,
          parts: withRule(stage, id, neverViolated),
        },
      ]),
  );
