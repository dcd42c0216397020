import { documentedBooks, type StageName } from '../../core/evaluator.ts';
import type { Answer } from '../../core/rulebook.ts';
import { type Variant, withRule } from './variant.ts';

const dropped = (): Answer => 'not-applicable';

const negated = (answer: Answer): Answer => {
  if (answer === 'not-applicable') return answer;
  return answer === 'holds' ? 'violated' : 'holds';
};

const neverViolated = (answer: Answer): Answer => (answer === 'violated' ? 'holds' : answer);

/** Defender states no minimum OS, so no device is ever below it and no suite could notice. */
const unreachable = ['risk/os-below-partner-minimum'];

/** Every rule that can come up: forgotten, read the wrong way round, and never enforced. */
export const ruleVariants = (): readonly Variant[] =>
  (Object.keys(documentedBooks) as StageName[]).flatMap((stage) =>
    Object.entries(documentedBooks[stage].rules)
      .filter(([id]) => !unreachable.includes(`${stage}/${id}`))
      .flatMap(([id, { requirements }]) => [
        {
          id: `${stage}/${id}/dropped`,
          requirements,
          mistake: 'the rule is missing',
          parts: withRule(stage, id, dropped),
        },
        {
          id: `${stage}/${id}/negated`,
          requirements,
          mistake: 'the rule is read the wrong way round',
          parts: withRule(stage, id, negated),
        },
        {
          id: `${stage}/${id}/never-violated`,
          requirements,
          mistake: 'the rule is known but never enforced',
          parts: withRule(stage, id, neverViolated),
        },
      ]),
  );
