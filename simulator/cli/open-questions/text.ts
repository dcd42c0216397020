import type { Page } from '../page.ts';
import type { ReadingEntry } from './entry.ts';

const entryLines = (entry: ReadingEntry, page: Page): readonly string[] => {
  const { name, question, choices, silence, silent, readOn, requirements, openQuestions } = entry;
  const wide = Math.max(...choices.map(({ choice }) => choice.length));
  const indent = ' '.repeat(wide + 6);
  const from = [...openQuestions, ...requirements].join(', ');
  return [
    ...page.lines(`${page.paint.strong(name)}: ${question} (${from})`, ''),
    ...choices.flatMap(({ choice, takesDuration, isDefault, meaning }) => {
      const kind = isDefault ? 'default: ' : takesDuration ? 'or any other duration: ' : '';
      return page.lines(`${kind}${meaning}`, `    ${choice.padEnd(wide)}  `, indent);
    }),
    ...page.lines(silence, '    '),
    ...silent.map((document) => page.paint.faint(`      ${document}; read on ${readOn}`)),
  ];
};

/** The readings for a terminal. */
export const readingsText = (entries: readonly ReadingEntry[], page: Page): string =>
  entries.map((entry) => entryLines(entry, page).join('\n')).join('\n\n');
