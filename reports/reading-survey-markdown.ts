import { cannotShow } from './difference-text.ts';
import {
  type ChangedCase,
  type ChangedResult,
  type ReadingSurvey,
  type ReadingTurn,
  resultsIn,
  type SurveyedReading,
} from './reading-survey.ts';

/** What is said of a reading that nothing depends on. */
export const nobodyLooks = 'no case looks at this';

const many = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** `12 results of 4 cases change`. */
export const turnSentence = ({ changed, played }: ReadingTurn): string => {
  if (changed.length === 0) return `no result of ${many(played, 'case')} changes`;
  const results = resultsIn(changed);
  const verb = results === 1 ? 'changes' : 'change';
  return `${many(results, 'result')} of ${many(changed.length, 'case')} ${verb}`;
};

/** `at 7d: pixel.complianceState: compliant becomes noncompliant`. */
export const changeText = (result: ChangedResult): string => {
  const { offset, subject, field, was, is } = result;
  const what = field === '' ? subject : `${subject}.${field}`;
  return `at ${offset}: ${what}: ${was ?? cannotShow} becomes ${is ?? cannotShow}`;
};

/** Said of each result, so that nobody takes it for what the product does. */
export const restsOnText = ({ restsOn }: ChangedCase): string => `rests on our reading ${restsOn}`;

const code = (text: string): string => `\`${text.replaceAll('`', "'")}\``;

const caseLines = (changed: ChangedCase): readonly string[] => {
  const { id, was, is, results } = changed;
  const label = `interpretive, ${restsOnText(changed)}`;
  if (results.length === 0) return [`- ${code(id)}: ${was} becomes ${is} (${label})`];
  return results.map((result) => `- ${code(id)}, ${code(changeText(result))} (${label})`);
};

const turnLines = (turn: ReadingTurn): readonly string[] => [
  `### ${code(turn.value)}${turn.isDefault ? ' (default)' : ''}: ${turnSentence(turn)}`,
  '',
  ...turn.changed.flatMap(caseLines),
  ...(turn.changed.length > 0 ? [''] : []),
];

const readingLines = ({ name, question, concerns, noticed, turns }: SurveyedReading) => [
  `## ${name}`,
  '',
  `${question} (${concerns.join(', ')})`,
  '',
  ...(noticed ? turns.flatMap(turnLines) : [`**${nobodyLooks}**`, '']),
];

const row = ({ name, noticed, turns }: SurveyedReading): string => {
  const said = turns.map((turn) => `${code(turn.value)}: ${turnSentence(turn)}`).join('; ');
  return `| ${name} | ${noticed ? said : nobodyLooks} |`;
};

/** `readings.md`: what every single reading decides in a suite. */
export const surveyMarkdown = (survey: ReadingSurvey): string =>
  [
    '# What rests on our readings',
    '',
    `${many(survey.cases, 'case')}, played as their files have them and once more for each value ` +
      'of each reading. Every result below rests on our reading, not on a document.',
    '',
    ...(survey.complete ? [] : ['Interrupted: what is below is not all.', '']),
    '| Reading | What changes |',
    '| --- | --- |',
    ...survey.readings.map(row),
    '',
    ...survey.readings.flatMap(readingLines),
    '## What was run',
    '',
    `- tool: ${survey.tool}`,
    `- target: ${survey.target}`,
    `- digest: ${code(survey.digest)}`,
    '',
  ].join('\n');
