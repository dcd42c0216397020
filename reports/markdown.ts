import type { CauseShare } from './cause.ts';
import { outcomes } from './counts.ts';
import { differenceText } from './difference-text.ts';
import { type Gist, gistOf } from './gist.ts';
import type { CaseResult, Counts, Plan, Run } from './result.ts';
import { countsSentence } from './sentence.ts';
import { setUpFaults } from './set-up.ts';

/** How many cases with their differences a summary shows before it only counts. */
const casesMax = 50;
const causesMax = 5;
/** Reasons for not running are few; the cases they hold for may be many. */
const notRunMax = 200;

const escapeCell = (text: string): string =>
  text.replaceAll('|', '\\|').replaceAll('\r', ' ').replaceAll('\n', ' ');

const code = (text: string): string => `\`${text.replaceAll('`', "'")}\``;

const countsTable = (counts: Counts): readonly string[] => [
  '| Outcome | Cases |',
  '| --- | ---: |',
  ...outcomes.map((outcome) => `| ${outcome} | ${counts[outcome]} |`),
  '',
];

const causesTable = (all: readonly CauseShare[]): readonly string[] => {
  const causes = all.slice(0, causesMax);
  if (causes.length === 0) return [];
  return [
    '## Fix first',
    '',
    '| Cause | Cases | First case |',
    '| --- | ---: | --- |',
    ...causes.map(
      ({ text, cases, count }) => `| ${escapeCell(text)} | ${count} | ${code(cases[0] ?? '')} |`,
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
    ...cases
      .slice(0, notRunMax)
      .map(({ id, because }) => `- ${code(id)}: ${because ?? 'no reason given'}`),
    ...(cases.length > notRunMax
      ? ['', `${cases.length - notRunMax} more are in the run record.`]
      : []),
    '',
  ];
};

const listed = (names: readonly string[]): string =>
  names.length === 0 ? 'none' : names.map(code).join(', ');

const recorded = (counts: Counts): number => Object.values(counts).reduce((sum, n) => sum + n, 0);

const setUpSection = (plan: Plan): readonly string[] => {
  const faults = setUpFaults(plan);
  if (faults.length === 0) return [];
  return [
    'The set-up check of the target failed, so nothing was judged:',
    '',
    ...faults.flatMap(({ said, help }) => [`- ${said}`, ...(help === null ? [] : [`  (${help})`])]),
    '',
  ];
};

/** A run on one page, for people, for pull requests and for GitHub's step summary. */
export const markdownFrom = ({
  plan,
  counts,
  notRun,
  causes,
  cases,
  digest,
  complete,
}: Gist): string =>
  [
    '# Muster run',
    '',
    `**${countsSentence(counts, notRun)}**`,
    '',
    ...setUpSection(plan),
    ...(complete || setUpFaults(plan).length > 0
      ? []
      : [`Interrupted after ${recorded(counts)} of ${plan.cases.length} cases.`, '']),
    ...countsTable(counts),
    ...causesTable(causes),
    ...casesSection(cases),
    ...notRunSection(cases),
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

export const summaryMarkdown = (run: Run): string => markdownFrom(gistOf(run));
