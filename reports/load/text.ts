import { amountText, durationText } from '../fleet/amount-text.ts';
import { findingLines } from './finding-text.ts';
import type { Grade } from './grade.ts';
import { honestyStanding } from './honesty-text.ts';
import type { Calibration, ThreadReading } from './instrument.ts';
import type { Percentile } from './percentile.ts';
import type { LoadSummary, PhaseSummary } from './summary.ts';
import type { Sums } from './sums.ts';
import type { JudgedLoadThreshold } from './threshold.ts';
import { percentileNames, type TimesSummary } from './times-summary.ts';

/** `0.251 ms`, `12.4 ms`, `1.84 s`: three figures, from µs. */
export const timeText = (time: number): string => {
  const [value, unit] = time < 1_000_000 ? [time / 1_000, 'ms'] : [time / 1_000_000, 's'];
  if (value === 0) return '0 ms';
  const decimals = value < 1 ? 3 : value < 10 ? 2 : value < 100 ? 1 : 0;
  return `${value.toFixed(decimals)} ${unit}`;
};

/** `≥ 2.00 s` where what nobody waited for may have taken longer; a dash where nobody can say. */
const percentileText = (percentile: Percentile | null): string => {
  if (percentile === null) return '–';
  return `${percentile.isAtLeast ? '≥ ' : ''}${timeText(percentile.value)}`;
};

const orDash = (time: number | null): string => (time === null ? '–' : timeText(time));

/** How to read each of the three clocks. */
export const clockMeanings = {
  response:
    'from the intended start to the last byte; what was never answered counts as at least so long',
  service: 'from going onto a connection to the last byte',
  detection:
    'from when a threat was to be told to the first answer that shows it; unseen ones: at least so long',
  lag: "from the intended start until the driver handed it over: the driver's own lateness",
} as const;

export const timesCells = (name: string, times: TimesSummary): readonly string[] => [
  name,
  orDash(times.least),
  ...percentileNames.map((percentile) => percentileText(times.percentiles[percentile])),
  orDash(times.most),
  orDash(times.mean),
  amountText(times.count + times.atLeast),
];

export const timesTitles: readonly string[] = ['', 'min', ...percentileNames, 'max', 'mean', 'n'];

/** The whole account as three sums, each of which adds up. */
export const sumLines = (sums: Sums): readonly string[] => {
  const part = (count: number, what: string): string => `${amountText(count)} ${what}`;
  return [
    `${part(sums.offered, 'offered')} = ${part(sums.started, 'started')} + ${part(sums.dropped, 'dropped')}`,
    `${part(sums.started, 'started')} = ${part(sums.completed, 'completed')} + ` +
      `${part(sums.lost, 'lost')} + ${part(sums.timedOut, 'timed out')} + ` +
      part(sums.inFlight, 'in flight at the end'),
    `${part(sums.completed, 'completed')} = ${part(sums.correct, 'correct')} + ` +
      `${part(sums.stale, 'stale')} + ${part(sums.wrong, 'wrong')} + ` +
      `${part(sums.refused, 'refused')} + ${part(sums.unchecked, 'unchecked')}`,
  ];
};

/** Requests a second that were offered, and that were completed. */
export const ratesOf = ({ sums, duration }: PhaseSummary): readonly [number, number] =>
  duration === 0
    ? [0, 0]
    : [(sums.offered * 1_000) / duration, (sums.completed * 1_000) / duration];

export const thresholdText = (threshold: JudgedLoadThreshold): string => {
  const { text, measured, unit, verdict, because } = threshold;
  const value = measured === null ? '' : `: ${unit === 'duration' ? timeText(measured) : measured}`;
  return `${verdict} ${text}${value}${because === null ? '' : ` (${because})`}`;
};

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

const shareOfWall = (time: number | null, wall: number): string =>
  time === null || wall === 0 ? '–' : percent(time / wall);

export const threadCells = (thread: ThreadReading, wall: number): readonly string[] => [
  thread.name,
  thread.utilisation === null ? '–' : percent(thread.utilisation),
  orDash(thread.loopDelayP99),
  shareOfWall(thread.cpu, wall),
  shareOfWall(thread.waitedForCpu, wall),
  `${thread.collections}, longest ${timeText(thread.longestCollection)}`,
];

export const threadTitles: readonly string[] = [
  'thread',
  'loop use',
  'loop delay p99',
  'CPU',
  'waited for CPU',
  'GC',
];

export const calibrationText = (calibration: Calibration | null): string =>
  calibration === null
    ? 'not calibrated'
    : `against a target that does nothing: p50 ${timeText(calibration.floorP50)}, ` +
      `p99 ${timeText(calibration.floorP99)}, at most ${amountText(calibration.ceiling)} requests/s`;

export const verdictWord = (thresholds: readonly JudgedLoadThreshold[]): 'PASS' | 'FAIL' | '–' => {
  if (thresholds.length === 0) return '–';
  return thresholds.every(({ verdict }) => verdict === 'met') ? 'PASS' : 'FAIL';
};

/** Rows in columns: the first to the left, the others to the right. */
export const columns = (rows: readonly (readonly string[])[]): readonly string[] => {
  const widths = (rows[0] ?? []).map((_, index) =>
    rows.reduce((most, row) => Math.max(most, (row[index] ?? '').length), 0),
  );
  return rows.map((row) =>
    row
      .map((text, index) =>
        index === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart((widths[index] ?? 0) + 2),
      )
      .join('')
      .trimEnd(),
  );
};

const gradeLine = (grade: Grade, thresholds: readonly JudgedLoadThreshold[]): string => {
  const word = verdictWord(thresholds);
  return word === '–' ? grade : `${word}, ${grade}`;
};

/** What is printed at the end of a run. */
export const loadLines = (summary: LoadSummary): readonly string[] => {
  const { measured, grade, doubts, thresholds, instrument, wasStopped } = summary;
  const [offered, completed] = ratesOf(measured);
  const { wall, rss, steal } = instrument.machine;
  const achieved = `${amountText(offered)}/s offered, ${amountText(completed)}/s completed`;
  return [
    gradeLine(grade, thresholds),
    ...doubts.map((doubt) => `  ${doubt.grade}: ${doubt.because}`),
    '',
    `${measured.shape}: ${achieved}${wasStopped ? ', stopped early' : ''}`,
    ...sumLines(measured.sums).map((line) => `  ${line}`),
    ...measured.errors.map(([kind, count]) => `  ${amountText(count)} × ${kind}`),
    ...findingLines(measured),
    '',
    ...columns([
      timesTitles,
      timesCells('response', measured.response),
      timesCells('service', measured.service),
      timesCells('start lag', measured.lag),
      ...(measured.detection === null ? [] : [timesCells('detection', measured.detection)]),
    ]),
    '',
    ...columns([threadTitles, ...instrument.threads.map((thread) => threadCells(thread, wall))]),
    `driver ${Math.round(rss / 1_048_576)} MB, stolen ${steal === null ? '–' : percent(steal)}, ` +
      `${instrument.machine.sockets} sockets, ${durationText(wall / 1_000)} measured`,
    `driver ${calibrationText(instrument.calibration)}`,
    honestyStanding(summary.honesty),
    ...(thresholds.length === 0 ? [] : ['', ...thresholds.map(thresholdText)]),
  ];
};
