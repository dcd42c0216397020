import { noPaint } from '../../../reports/paint.ts';
import { pageOf } from '../page.ts';
import type { ReadingChoiceEntry, ReadingEntry } from './entry.ts';

/** As wide as the other pages of the documentation. */
const { lines } = pageOf({ paint: noPaint, columns: 100 });

const introduction: readonly string[] = [
  'Where the documents are silent or contradict each other, Muster does not decide in secret. Each ' +
    'such question is a *reading*: a named switch with a default. A scenario names the readings it ' +
    'depends on (`readings:`), a run can turn one with `--reading name=value`, and every run says ' +
    'which were in force. What rests on a reading is interpretive: a target that answers otherwise ' +
    'is recorded, never failed for it.',
  'The first choice is the default. `muster readings` prints this page, for one reading or for all ' +
    'of them. `muster run --all-readings` turns one after the other and lists the results that ' +
    'change. `muster requirements` shows the statements and sources of the requirements named here.',
];

const choiceLines = ({ choice, takesDuration, isDefault, meaning }: ReadingChoiceEntry) => {
  const written = takesDuration ? `a duration such as \`${choice}\`` : `\`${choice}\``;
  return lines(`${written}${isDefault ? ' (default)' : ''}: ${meaning}.`, '- ', '  ');
};

const section = (entry: ReadingEntry): readonly string[] => [
  `## ${entry.name}`,
  '',
  `**${entry.question}**`,
  '',
  ...entry.choices.flatMap(choiceLines),
  '',
  ...lines(entry.silence, ''),
  '',
  `Silent, read on ${entry.readOn}:`,
  '',
  ...entry.silent.flatMap((document) => lines(document, '- ', '  ')),
  '',
  `Requirements: ${entry.requirements.join(', ')}.`,
  ...(entry.openQuestions.length === 0
    ? []
    : [`Open questions: ${entry.openQuestions.join(', ')}.`]),
  '',
];

/** The readings as a page of documentation. */
export const readingsPage = (entries: readonly ReadingEntry[]): string =>
  [
    '# Readings',
    '',
    ...introduction.flatMap((paragraph) => [...lines(paragraph, ''), '']),
    ...entries.flatMap(section),
  ]
    .join('\n')
    .trimEnd();
