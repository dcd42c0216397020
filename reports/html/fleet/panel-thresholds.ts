import { measuredText, shareText } from '../../fleet/amount-text.ts';
import type { JudgedThreshold, ThresholdVerdict } from '../../fleet/judge-threshold.ts';
import { metrics } from '../../fleet/metrics.ts';
import type { FleetSummary } from '../../fleet/summary.ts';
import { narrowedMetric } from '../../fleet/threshold.ts';
import type { Outcome } from '../../result.ts';
import { boundBar } from '../chart/bars.ts';
import { type Cell, cell, dataTable, figure, picture, word } from '../chart/data-table.ts';
import { type Html, html } from '../html.ts';
import { glyph } from '../outcome-words.ts';
import { none, panel } from '../panel.ts';

const signs: Readonly<Record<ThresholdVerdict, Outcome>> = {
  met: 'met',
  missed: 'violated',
  vacuous: 'not-demonstrated',
  'not-judged': 'not-run',
};

const order: readonly ThresholdVerdict[] = ['missed', 'vacuous', 'not-judged', 'met'];

const meaningOf = ({ metric }: JudgedThreshold): string | null => {
  const found = narrowedMetric(metric);
  return found === null ? null : metrics[found.name].meaning;
};

/** Of a bound of nothing there is no share. */
const room = ({ margin, bound }: JudgedThreshold): Html | null =>
  margin === null || bound === 0
    ? null
    : html`<span class="meaning">${shareText(Math.abs(margin) / bound)} of the bound</span>`;

const told = (place: string, value: number | null, { unit }: JudgedThreshold): Html =>
  html`<data data-of="${place}" value="${value ?? ''}">${measuredText(value, unit)}</data>`;

const rowOf = (judged: JudgedThreshold, at: number): readonly Cell[] => {
  const { text, measured, margin, bound, verdict, because } = judged;
  const sign = signs[verdict];
  const meaning = meaningOf(judged);
  const picture =
    measured === null ? '' : boundBar(measured, bound, verdict === 'met' ? 'good' : 'bad');
  return [
    cell(
      html`<code>${text}</code>${meaning === null ? null : html`<span class="meaning">${meaning}</span>`}`,
    ),
    cell(
      html`<span class="word o-${sign}">${glyph(sign)}${verdict}</span>${because === null ? null : html`<span class="meaning">${because}</span>`}`,
    ),
    cell(told(`thresholds.${at}.measured`, measured, judged)),
    cell(told(`thresholds.${at}.bound`, bound, judged)),
    cell(html`${told(`thresholds.${at}.margin`, margin, judged)}${room(judged)}`),
    cell(picture),
  ];
};

/** Panel 3: what the run was judged by, what went wrong first. */
export const thresholdsPanel = ({ thresholds }: FleetSummary): Html => {
  const rows = thresholds
    .map((judged, at) => ({ judged, at }))
    .sort((a, b) => order.indexOf(a.judged.verdict) - order.indexOf(b.judged.verdict));
  const table = dataTable(
    'Thresholds',
    [
      word('threshold'),
      word('verdict'),
      figure('measured'),
      figure('bound'),
      figure('margin'),
      picture('measured against the bound'),
    ],
    rows.map(({ judged, at }) => rowOf(judged, at)),
  );
  return panel(
    'thresholds',
    'Thresholds',
    'The margin is what is left before the bound; below zero the bound was passed. In the picture the stroke is the bound and the bar what was measured. One whose case never occurred is vacuous, and so is the run.',
    thresholds.length === 0
      ? none('None was set, so that the run can neither pass nor fail.')
      : table,
  );
};
