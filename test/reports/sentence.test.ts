import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countOutcomes, outcomes, ran } from '../../reports/counts.ts';
import { closingSentence } from '../../reports/sentence.ts';
import { oneOfEach, resultWith } from './made-up.ts';

test('every class is named, also the empty ones', () => {
  expect(closingSentence([])).toBe(
    '0 met, 0 violated, 0 error, 0 not-demonstrated, 0 known-failing, 0 interpretive, ' +
      '0 informational, 0 not run',
  );
  expect(closingSentence(oneOfEach)).toBe(
    '1 met, 1 violated, 1 error, 1 not-demonstrated, 1 known-failing, 1 interpretive, ' +
      '1 informational, 1 not run (needs flows)',
  );
});

test('several reasons for not running are told apart', () => {
  const results = ['needs flows', 'needs app-sync', 'needs flows'].map((because) =>
    resultWith({ outcome: 'not-run', because }),
  );
  expect(closingSentence(results)).toContain('3 not run (1 needs app-sync; 2 needs flows)');
});

test('the classes of any run add up, and not-run is never among those that ran', () => {
  const outcome = fc.constantFrom(...outcomes);
  fc.assert(
    fc.property(fc.array(outcome), (drawn) => {
      const counts = countOutcomes(drawn.map((each) => resultWith({ outcome: each })));
      const sum = Object.values(counts).reduce((total, n) => total + n, 0);
      expect(sum).toBe(drawn.length);
      expect(ran(counts)).toBe(drawn.filter((each) => each !== 'not-run').length);
    }),
  );
});
