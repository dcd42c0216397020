import { amountText } from '../../fleet/amount-text.ts';
import { brokenIn, type Standing } from '../../load/standing.ts';
import type { LoadSummary } from '../../load/summary.ts';
import { timeText } from '../../load/text.ts';
import type { JudgedLoadThreshold } from '../../load/threshold.ts';
import type { Outcome } from '../../result.ts';
import { boundBar } from '../chart/bars.ts';
import { type Cell, cell, dataTable, figure, picture, word } from '../chart/data-table.ts';
import { type Html, html } from '../html.ts';
import { glyph } from '../outcome-words.ts';
import { none, panel } from '../panel.ts';
import { momentText, percentText } from './told.ts';

type Verdict = JudgedLoadThreshold['verdict'];

const signs: Readonly<Record<Verdict, Outcome>> = {
  met: 'met',
  missed: 'violated',
  vacuous: 'not-demonstrated',
};

const order: readonly Verdict[] = ['missed', 'vacuous', 'met'];

const valueText = (value: number | null, unit: JudgedLoadThreshold['unit']): string => {
  if (value === null) return '–';
  const sign = value < 0 ? '−' : '';
  const size = Math.abs(value);
  if (unit === 'duration') return `${sign}${timeText(size)}`;
  return `${sign}${unit === 'share' ? percentText(size) : amountText(size)}`;
};

/** What is left before the bound; below zero it was passed. */
const marginOf = ({ measured, bound, sign }: JudgedLoadThreshold): number | null => {
  if (measured === null) return null;
  if (sign === '==') return measured === bound ? 0 : -Math.abs(measured - bound);
  return sign.startsWith('<') ? bound - measured : measured - bound;
};

const standingText = (standing: Standing | null): Html | string => {
  if (standing === null) return html`–<span class="meaning">not kept from moment to moment</span>`;
  const { firstBroken, kept, known } = standing;
  const share = known === 0 ? '–' : `${percentText(kept / known)}`;
  return html`${firstBroken === null ? 'never' : `at ${momentText(firstBroken)}`}<span class="meaning">kept in ${amountText(kept)} of ${amountText(known)} s, ${share}</span>`;
};

const rowOf = (judged: JudgedLoadThreshold, at: number, summary: LoadSummary): readonly Cell[] => {
  const { text, measured, bound, verdict, because, unit } = judged;
  const sign = signs[verdict];
  const told = (name: string, value: number | null): Html =>
    html`<data data-of="/thresholds/${at}/${name}" value="${value ?? ''}">${valueText(value, unit)}</data>`;
  return [
    cell(html`<code>${text}</code>`),
    cell(
      html`<span class="word o-${sign}">${glyph(sign)}${verdict}</span>${because === null ? null : html`<span class="meaning">${because}</span>`}`,
    ),
    cell(told('measured', measured)),
    cell(told('bound', bound)),
    cell(valueText(marginOf(judged), unit)),
    cell(standingText(brokenIn(judged, summary))),
    cell(measured === null ? '' : boundBar(measured, bound, verdict === 'met' ? 'good' : 'bad')),
  ];
};

/** Panel 3: what the run was judged by, what went wrong first. */
export const thresholdsPanel = (summary: LoadSummary): Html => {
  const rows = summary.thresholds
    .map((judged, at) => ({ judged, at }))
    .sort((a, b) => order.indexOf(a.judged.verdict) - order.indexOf(b.judged.verdict))
    .map(({ judged, at }) => rowOf(judged, at, summary));
  return panel(
    'thresholds',
    'Thresholds',
    'Judged on all measured phases together. The margin is what is left before the bound. A threshold is first broken in the first moment whose own requests miss it; a run can keep it as a whole and break it for a while. In the picture the stroke is the bound and the bar what was measured. One whose case never occurred is vacuous.',
    rows.length === 0
      ? none(
          "None was set, so that the run can neither pass nor fail: `--threshold 'response_p99 < 50ms'` sets one.",
        )
      : dataTable(
          'Thresholds',
          [
            word('threshold'),
            word('verdict'),
            ...['measured', 'bound', 'margin'].map(figure),
            word('first broken'),
            picture('measured against the bound'),
          ],
          rows,
        ),
  );
};
