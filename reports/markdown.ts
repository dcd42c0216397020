import { causesOf } from './cause.ts';
import { countOutcomes, outcomes } from './counts.ts';
import { differenceText } from './difference-text.ts';
import type { CaseResult, Run } from './result.ts';
import { closingSentence } from './sentence.ts';

/** How many cases with their differences a summary shows before it only counts. */
const casesMax = 50;

const escapeCell = (text: string): string =>
  text.replaceAll('|', '\\|').replaceAll('\r', ' ').replaceAll('\n', ' ');

const code = (text: string): string => `\`${text.replaceAll('`', "'")}\``;

const countsTable = (results: readonly CaseResult[]): readonly string[] => {
  const counts = countOutcomes(results);
  return [
    '| Outcome | Cases |',
    '| --- | ---: |',
    ...outcomes.map((outcome) => `| ${outcome} | ${counts[outcome]} |`),
    '',
  ];
};

const causesTable = (results: readonly CaseResult[]): readonly string[] => {
  const causes = causesOf(results).slice(0, 5);
  if (causes.length === 0) return [];
  return [
    '## Fix first',
    '',
    '| Cause | Cases | First case |',
    '| --- | ---: | --- |',
    ...causes.map(
      ({ text, cases }) => `| ${escapeCell(text)} | ${cases.length} | ${code(cases[0] ?? '')} |`,
    ),
    '',
  ];
};

const caseLines = (result: CaseResult): readonly string[] => [
  `### ${result.outcome}: ${code(result.id)}`,
  '',
  result.title,
  '',
  ...(result.because === null ? [] : [`- ${result.because}`]),
  ...result.differences.map((each) => `- ${code(differenceText(each))}`),
  '',
];

const notMet = (result: CaseResult): boolean =>
  result.outcome !== 'met' && result.outcome !== 'not-run';

const casesSection = (results: readonly CaseResult[]): readonly string[] => {
  const cases = results.filter(notMet);
  if (cases.length === 0) return [];
  const left = cases.length - casesMax;
  return [
    '## Cases that were not met',
    '',
    ...cases.slice(0, casesMax).flatMap(caseLines),
    ...(left > 0 ? [`${left} more are in the run record.`, ''] : []),
  ];
};

const notRunSection = (results: readonly CaseResult[]): readonly string[] => {
  const cases = results.filter(({ outcome }) => outcome === 'not-run');
  if (cases.length === 0) return [];
  return [
    '## Not run',
    '',
    ...cases.map(({ id, because }) => `- ${code(id)}: ${because ?? 'no reason given'}`),
    '',
  ];
};

const listed = (names: readonly string[]): string =>
  names.length === 0 ? 'none' : names.map(code).join(', ');

/** The run on one page, for people and for GitHub's step summary. */
export const summaryMarkdown = (run: Run): string => {
  const { plan, results, digest, complete } = run;
  return [
    '# Muster run',
    '',
    `**${closingSentence(results)}**`,
    '',
    ...(complete ? [] : [`Interrupted after ${results.length} of ${plan.cases.length} cases.`, '']),
    ...countsTable(results),
    ...causesTable(results),
    ...casesSection(results),
    ...notRunSection(results),
    '## What was run',
    '',
    `- tool: ${plan.tool}`,
    `- target: ${plan.target}`,
    `- cases planned: ${plan.cases.length}`,
    `- readings turned for this run: ${listed(plan.turned)}`,
    `- readings in force: ${listed(plan.readings)}`,
    `- digest: ${code(digest)}`,
    '',
  ].join('\n');
};
