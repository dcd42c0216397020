import type { Comparison } from '../compare.ts';
import type { ChangedWords } from '../query.ts';

/** What `changed:` in the query box can be asked for, by case. */
export const changedWordsOf = (changes: Comparison | null): ChangedWords => {
  const words = new Map<string, string[]>();
  const add = (ids: readonly { readonly id: string }[], ...said: readonly string[]): void => {
    for (const { id } of ids) words.set(id, [...(words.get(id) ?? []), ...said]);
  };
  if (changes === null) return words;
  add(changes.newlyFailing, 'yes', 'newly-failing');
  add(
    changes.newlyFailing.filter(({ to }) => to === 'violated'),
    'newly-violated',
  );
  add(changes.newlyMet, 'yes', 'newly-met');
  add(changes.otherwise, 'yes');
  add(changes.added, 'yes', 'new');
  add(
    changes.renamed.map(({ to }) => ({ id: to })),
    'renamed',
  );
  return words;
};
