import type { Change, Comparison } from './compare.ts';
import type { Paint } from './paint.ts';

/** Lines of one kind beyond this many are only counted. */
const linesMax = 40;

interface Section {
  readonly title: string;
  readonly lines: readonly string[];
  readonly isBad: boolean;
}

const changeLine = ({ id, formerly, from, to }: Change): string =>
  `${id}: ${from} → ${to}${formerly === null ? '' : ` (was called ${formerly})`}`;

const sectionsOf = (found: Comparison): readonly Section[] => [
  { title: 'newly failing', lines: found.newlyFailing.map(changeLine), isBad: true },
  {
    title: 'gone',
    lines: found.gone.map(({ id, outcome }) => `${id} (was ${outcome})`),
    isBad: true,
  },
  { title: 'newly met', lines: found.newlyMet.map(changeLine), isBad: false },
  { title: 'otherwise changed', lines: found.otherwise.map(changeLine), isBad: false },
  {
    title: 'new',
    lines: found.added.map(({ id, outcome }) => `${id}: ${outcome}`),
    isBad: false,
  },
  {
    title: 'renamed',
    lines: found.renamed.map(({ from, to }) => `${from} → ${to}`),
    isBad: false,
  },
  {
    title: 'changed readings',
    lines: found.readings.map(
      ({ name, from, to }) => `${name}: ${from ?? 'not there'} → ${to ?? 'not there'}`,
    ),
    isBad: false,
  },
];

/** Every kind of change by name, also where there is none. */
const comparisonSentence = (found: Comparison): string =>
  [
    ...sectionsOf(found).map(({ title, lines }) => `${lines.length} ${title}`),
    `${found.same} alike`,
  ].join(', ');

const sideLine = ({ name, tool, target, digest }: Comparison['first']): string =>
  `${name}: ${tool}, target ${target}, digest ${digest.slice(0, 12)}`;

const limited = (lines: readonly string[]): readonly string[] => [
  ...lines.slice(0, linesMax),
  ...(lines.length > linesMax ? [`and ${lines.length - linesMax} more`] : []),
];

/** Two runs beside each other, for a terminal. */
export const comparisonText = (found: Comparison, paint: Paint): string =>
  [
    `from ${sideLine(found.first)}`,
    `to   ${sideLine(found.second)}`,
    ...sectionsOf(found)
      .filter(({ lines }) => lines.length > 0)
      .flatMap(({ title, lines, isBad }) => [
        '',
        (isBad ? paint.bad : paint.strong)(`${title}: ${lines.length}`),
        ...limited(lines).map((line) => `  ${line}`),
      ]),
    '',
    paint.strong(comparisonSentence(found)),
  ].join('\n');

const code = (text: string): string => `\`${text.replaceAll('`', "'")}\``;

/** The same for a pull request. */
export const comparisonMarkdown = (found: Comparison): string =>
  [
    '# Muster: what has changed',
    '',
    `**${comparisonSentence(found)}**`,
    '',
    `- from ${sideLine(found.first)}`,
    `- to ${sideLine(found.second)}`,
    '',
    ...sectionsOf(found)
      .filter(({ lines }) => lines.length > 0)
      .flatMap(({ title, lines }) => [
        `## ${title[0]?.toUpperCase()}${title.slice(1)}`,
        '',
        ...limited(lines).map((line) => `- ${code(line)}`),
        '',
      ]),
  ].join('\n');
