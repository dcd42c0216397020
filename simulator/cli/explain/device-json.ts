import type { AskedQuestion } from '../../../core/explanation.ts';
import type { MissingScan } from '../../../core/missing-scan.ts';
import { requirementOf } from '../../../core/requirements/catalogue.ts';
import { formatInstant } from '../../source/instant.ts';
import { offsetText } from '../../source/offset-text.ts';
import { explainDevice } from '../../target/explain.ts';
import type { Flip } from '../../target/flip.ts';
import type { World } from '../../target/world.ts';
import { answerWord } from './answer-word.ts';
import { type Ground, ignoredGrounds, warningGrounds } from './grounds.ts';
import { operationText } from './operation-text.ts';
import { type About, type Shown, shownOf } from './shown.ts';

const flipJson = ({ operations, after, verdict, reasons, ignored }: Flip) => ({
  operations: operations.map(operationText),
  after: offsetText(after),
  value: verdict,
  reasons,
  ignored,
});

const verdictJson = ({ verdict, value, reasons, grounds, flips }: Shown) => ({
  ...verdict,
  value,
  reasons,
  grounds,
  flips: flips.map(flipJson),
});

const questionJson = ({ stage, subject, question, rules }: AskedQuestion) => ({
  stage,
  subject,
  question,
  rules: rules.map((asked) => ({
    rule: asked.rule,
    answer: answerWord(asked),
    meaning: asked.meaning,
    basis: asked.basis,
    requirements: asked.requirements,
  })),
});

const missingJson = (missing: MissingScan) => ({
  ...missing,
  ...('observedAt' in missing && { observedAt: formatInstant(missing.observedAt) }),
  at: formatInstant(missing.at),
});

/** What of a requirement somebody needs who has only the JSON. */
const requirementJson = (id: string): readonly [string, object] => {
  const { statement, source, readOn, basis } = requirementOf(id) ?? {};
  return [id, { statement, basis, source, readOn }];
};

const namedBy = (grounds: readonly Ground[]): readonly string[] =>
  grounds.flatMap(({ requirements }) => requirements);

/**
 * All there is to say of one device now, for a program: the same as the text, with every rule
 * that was asked. `after` of a flip is `0s` where its operations do it, and an offset from now where
 * time does. Null where the tenant has no such device.
 */
export const deviceJson = (world: World, device: string, about: About): object | null => {
  const explanation = explainDevice(world, device, about);
  if (explanation === null) return null;
  const shown = shownOf(world, device, about);
  const ignored = ignoredGrounds(explanation);
  const warnings = warningGrounds(explanation);
  const named = [...shown.flatMap(({ grounds }) => namedBy(grounds)), ...namedBy(ignored)];
  const cited = [...new Set([...named, ...namedBy(warnings)])].sort();
  return {
    device,
    verdicts: shown.map(verdictJson),
    ignored,
    missing: explanation.missing.map(missingJson),
    warnings,
    requirements: Object.fromEntries(cited.map(requirementJson)),
    asked: explanation.asked.filter(({ rules }) => rules.length > 0).map(questionJson),
  };
};
