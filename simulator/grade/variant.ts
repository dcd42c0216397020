import { documentedParts, mapBooks, type Parts, type StageName } from '../../core/evaluator.ts';
import type { Facts } from '../../core/facts.ts';
import type { Answer, Rule, Rulebook } from '../../core/rulebook.ts';
import type { TargetParts } from '../target/in-process.ts';

/** A known-bad evaluator: the documented one with exactly one thing wrong. */
export interface Variant {
  /** e.g. `setting/threat-above-limit/dropped` or `facts/silence-one-ms-late`. */
  readonly id: string;
  /** Requirements whose rule it breaks. */
  readonly requirements: readonly string[];
  /** What is wrong with it, as a clause. */
  readonly mistake: string;
  readonly parts: TargetParts;
}

/** The documented rules with one rule of one stage answering otherwise. */
export const withRule = (
  stage: StageName,
  id: string,
  change: (answer: Answer) => Answer,
): Parts => {
  const changeBook = <Q, Id extends string>(book: Rulebook<Q, Id>): Rulebook<Q, Id> => {
    if (book.name !== stage) return book;
    const rules: Record<string, Rule<Q>> = { ...book.rules };
    const rule = rules[id];
    if (rule !== undefined) {
      rules[id] = {
        ...rule,
        answer: (question, readings) => change(rule.answer(question, readings)),
      };
    }
    return { ...book, rules: rules as Record<Id, Rule<Q>> };
  };
  return { ...documentedParts, books: mapBooks(changeBook) };
};

/** The documented rules, fed one fact that is taken the wrong way. */
export const withFacts = (facts: Partial<Facts>): Parts => ({
  ...documentedParts,
  facts: { ...documentedParts.facts, ...facts },
});
