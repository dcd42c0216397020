import { amountText, countedText } from '../fleet/amount-text.ts';
import type { CeilingRecord } from './ceiling.ts';

/** Stands with every figure of a closed loop. */
export const closedLoopWarning =
  'Closed loop: each connection asks again as soon as it was answered, so the rate is what the ' +
  'route gives, and its times are no latency at a rate. For those there is `muster load`.';

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

const figuresOf = (record: CeilingRecord): readonly string[] => {
  const { answers, seconds, times, settings, statuses, driver } = record;
  const all = answers.successes + answers.refused;
  return [
    `${countedText(settings.connections, 'connection')}, ${settings.pipelining} in each at once, ` +
      `${(record.duration / 1_000).toFixed(1)} s after ${settings.warmUp / 1_000} s to warm up`,
    `${amountText(all)} answered = ${amountText(answers.successes)} successes + ` +
      `${amountText(answers.refused)} refused; beside them ${amountText(answers.lost)} lost, ` +
      `${amountText(answers.timedOut)} timed out`,
    ...statuses.map(([status, count]) => `${amountText(count)} × status ${status}`),
    `in one second ${amountText(seconds.least)} to ${amountText(seconds.most)}, ` +
      `standard deviation ${amountText(seconds.deviation)}`,
    `closed-loop times, whole ms: p50 ${times.p50}, p99 ${times.p99}, longest ${times.most}`,
    `driver: its event loop was busy ${percent(driver.utilisation)} of the time, ` +
      `stolen ${driver.machine.steal === null ? '–' : percent(driver.machine.steal)}`,
  ];
};

const headline = ({ rate, isAtLeast, asked }: CeilingRecord): string =>
  `${isAtLeast ? '≥ ' : ''}${amountText(rate)} successes/s, closed loop: ` +
  `${asked.method} ${asked.path}`;

/** What is printed at the end. */
export const ceilingLines = (record: CeilingRecord): readonly string[] => [
  record.grade,
  ...record.doubts.map(({ grade, because }) => `  ${grade}: ${because}`),
  '',
  headline(record),
  ...figuresOf(record).map((line) => `  ${line}`),
  '',
  closedLoopWarning,
];

export const ceilingMarkdown = (record: CeilingRecord): string => {
  const { provenance, doubts, grade, target } = record;
  const list = (lines: readonly string[]): readonly string[] => lines.map((line) => `- ${line}`);
  return [
    `# ${grade}: ${headline(record)}`,
    '',
    closedLoopWarning,
    '',
    ...list(doubts.map((doubt) => `${doubt.grade}: ${doubt.because}`)),
    ...list(figuresOf(record)),
    '',
    '## Provenance',
    '',
    ...list([
      `asked ${target}`,
      `${provenance.tool}, Node ${provenance.node}, ${provenance.system}`,
      `${provenance.cores} × ${provenance.processor}`,
      `started ${provenance.startedAt}`,
      `\`${provenance.command}\``,
      'made with autocannon, without its correction of omissions',
    ]),
    '',
  ].join('\n');
};
