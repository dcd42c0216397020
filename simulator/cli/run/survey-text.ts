import type {
  ReadingSurvey,
  ReadingTurn,
  SurveyedReading,
} from '../../../reports/reading-survey.ts';
import {
  changeText,
  nobodyLooks,
  restsOnText,
  turnSentence,
} from '../../../reports/reading-survey-markdown.ts';
import type { Terminal } from '../terminal.ts';

const turnLines = ({ changed }: ReadingTurn, faint: (text: string) => string): readonly string[] =>
  changed.flatMap((one) => {
    const label = faint(`(${restsOnText(one)})`);
    if (one.results.length === 0) return [`    ${one.id}: ${one.was} becomes ${one.is} ${label}`];
    return [
      `    ${one.id}`,
      ...one.results.map((result) => {
        const { file, line, column } = result.place;
        return `      ${file}:${line}:${column}: ${changeText(result)} ${label}`;
      }),
    ];
  });

const readingLines = (reading: SurveyedReading, { paint }: Terminal): readonly string[] => {
  const { name, question, concerns, noticed, turns } = reading;
  const head = `${paint.strong(name)}: ${question} (${concerns.join(', ')})`;
  if (!noticed) return ['', head, `  ${paint.doubtful(nobodyLooks)}`];
  const said = turns.flatMap((turn) => [
    `  ${turn.value}${turn.isDefault ? ' (default)' : ''}: ${turnSentence(turn)}`,
    ...turnLines(turn, paint.faint),
  ]);
  return ['', head, ...said];
};

/** What every single reading decides, a line for each result, and what nobody looks at. */
export const surveyText = (survey: ReadingSurvey, terminal: Terminal): string => {
  const unseen = survey.readings.filter(({ noticed }) => !noticed).map(({ name }) => name);
  return [
    ...survey.readings.flatMap((reading) => readingLines(reading, terminal)),
    '',
    ...(survey.complete ? [] : ['interrupted: this is not all']),
    `${survey.cases} cases, ${survey.readings.length} readings`,
    ...(unseen.length === 0 ? [] : [`${nobodyLooks}: ${unseen.join(', ')}`]),
  ].join('\n');
};
