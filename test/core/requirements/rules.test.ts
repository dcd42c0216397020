import { expect, test } from 'vitest';
import { documentedBooks } from '../../../core/evaluator.ts';
import { requirementOf } from '../../../core/requirements/catalogue.ts';
import type { Rule } from '../../../core/rulebook.ts';

type Told = Pick<Rule<never>, 'requirements' | 'basis'>;

const rules: readonly (readonly [string, Told])[] = Object.entries(documentedBooks).flatMap(
  ([stage, book]) =>
    Object.entries<Told>(book.rules).map(([id, rule]) => [`${stage}/${id}`, rule] as const),
);

test('a documented rule cites at least one documented requirement', () => {
  expect(rules.length).toBeGreaterThan(50);
  const wrong = rules
    .filter(([, { basis }]) => basis === 'documented')
    .filter(([, { requirements }]) =>
      requirements.every((id) => requirementOf(id)?.basis !== 'documented'),
    )
    .map(([name]) => name);
  expect(wrong).toEqual([]);
});
