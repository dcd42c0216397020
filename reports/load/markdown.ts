import { amountText } from '../fleet/amount-text.ts';
import { code, figure, table, word } from '../fleet/table.ts';
import { findingText } from './finding-text.ts';
import { honestyStanding } from './honesty-text.ts';
import type { LoadSummary } from './summary.ts';
import {
  calibrationText,
  clockMeanings,
  ratesOf,
  sumLines,
  threadCells,
  threadTitles,
  thresholdText,
  timesCells,
  timesTitles,
  verdictWord,
} from './text.ts';

const columnsOf = (titles: readonly string[]) =>
  titles.map((title, index) => (index === 0 ? word(title) : figure(title)));

const list = (lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [...lines.map((line) => `- ${line}`), ''];

const phaseRow = (phase: LoadSummary['measured']): readonly string[] => {
  const [offered, completed] = ratesOf(phase);
  return [
    phase.isWarmUp ? `${phase.name} (not measured)` : phase.name,
    phase.shape,
    `${amountText(offered)}/s`,
    `${amountText(completed)}/s`,
  ];
};

/** `summary.md` of a load run. */
export const loadMarkdown = (summary: LoadSummary): string => {
  const { measured, grade, doubts, instrument, thresholds, provenance, settings } = summary;
  const { wall } = instrument.machine;
  const verdict = thresholds.length === 0 ? grade : `${verdictWord(thresholds)}, ${grade}`;
  return [
    `# Load run against ${code(summary.target)}: ${verdict}`,
    '',
    ...list(doubts.map((doubt) => `**${doubt.grade}**: ${doubt.because}`)),
    '## Promise and delivery',
    '',
    ...list(sumLines(measured.sums)),
    ...table(columnsOf(['phase', 'shape', 'offered', 'completed']), summary.phases.map(phaseRow)),
    ...(thresholds.length === 0
      ? []
      : ['## Thresholds', '', ...list(thresholds.map(thresholdText))]),
    '## Time',
    '',
    ...table(columnsOf(timesTitles), [
      timesCells('response', measured.response),
      timesCells('service', measured.service),
      timesCells('start lag', measured.lag),
      timesCells('refused', measured.refused),
      ...(measured.detection === null ? [] : [timesCells('detection', measured.detection)]),
    ]),
    ...list([
      `response: ${clockMeanings.response}`,
      `service: ${clockMeanings.service}`,
      `start lag: ${clockMeanings.lag}`,
      ...(measured.detection === null ? [] : [`detection: ${clockMeanings.detection}`]),
      'a dash: fewer than ten samples lie beyond it; `≥`: answers nobody waited for may be longer',
    ]),
    ...(measured.findings.length === 0
      ? []
      : ['## First wrong and stale answers', '', ...list(measured.findings.map(findingText))]),
    ...(measured.errors.length === 0
      ? []
      : [
          '## Errors',
          '',
          ...table(
            columnsOf(['kind', 'count']),
            measured.errors.map(([kind, count]) => [code(kind), amountText(count)]),
          ),
        ]),
    '## Instrument',
    '',
    ...table(
      columnsOf(threadTitles),
      instrument.threads.map((thread) => threadCells(thread, wall)),
    ),
    ...list([
      calibrationText(instrument.calibration),
      honestyStanding(summary.honesty),
      `driver and target: ${instrument.neighbourhood}`,
      `load average ${instrument.machine.loadAverage.toFixed(2)}`,
    ]),
    '## Provenance',
    '',
    ...list([
      `${provenance.tool}, Node ${provenance.node}, ${provenance.system}`,
      `${provenance.cores} × ${provenance.processor}`,
      `seed ${summary.seed}, profile ${summary.profile.name} (${code(summary.profile.digest)})`,
      `${settings.threads} threads, ${settings.connections} connections, ` +
        `time-out ${settings.timeout} ms, at most ${settings.mostInFlight} in flight`,
      `started ${provenance.startedAt}`,
      code(provenance.command),
    ]),
  ].join('\n');
};
