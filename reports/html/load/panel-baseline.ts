import { amountText } from '../../fleet/amount-text.ts';
import { type ComparedChange, repeatsNeeded } from '../../load/compare.ts';
import { timeText } from '../../load/text.ts';
import type { Outcome } from '../../result.ts';
import { type Cell, cell, dataTable, figure, word } from '../chart/data-table.ts';
import { type Html, html } from '../html.ts';
import { glyph } from '../outcome-words.ts';
import { none, panel } from '../panel.ts';
import type { Baseline } from './load-data.ts';

const signs: Readonly<Record<ComparedChange['verdict'], Outcome>> = {
  better: 'met',
  worse: 'violated',
  same: 'informational',
  unknown: 'not-run',
};

const valueText = (value: number | null, unit: ComparedChange['unit']): string => {
  if (value === null) return '–';
  if (unit === 'µs') return timeText(value);
  return unit === '/s' ? `${amountText(value)}/s` : amountText(value);
};

const signed = (part: number): string =>
  `${part < 0 ? '−' : '+'}${(Math.abs(part) * 100).toFixed(1)} %`;

const rowOf = (change: ComparedChange): readonly Cell[] => {
  const { name, unit, before, after, interval, noise, verdict } = change;
  return [
    cell(name),
    cell(valueText(before, unit)),
    cell(valueText(after, unit)),
    cell(change.change === null ? '–' : signed(change.change), change.change),
    cell(interval === null ? '–' : `${signed(interval[0])} to ${signed(interval[1])}`),
    cell(noise === null ? '–' : `±${(noise * 100).toFixed(1)} %`),
    cell(html`<span class="word o-${signs[verdict]}">${glyph(signs[verdict])}${verdict}</span>`),
  ];
};

const compared = ({ name, startedAt, compared: found }: Baseline): Html => {
  const runs = startedAt.length === 1 ? '' : ` (${startedAt.length} runs)`;
  const from = html`<p class="lead">Against <code>${name}</code>${runs}, measured at ${startedAt.join(', ')}.</p>`;
  if (found.kind === 'refused') return html`${from}${none(`Not compared: ${found.because}.`)}`;
  const tooFew = found.changes.every(({ interval }) => interval === null);
  return html`${from}${dataTable(
    'Changes against the earlier run',
    [
      word('metric'),
      ...['before', 'now', 'change', '95 % interval', 'noise band'].map(figure),
      word('verdict'),
    ],
    found.changes.map(rowOf),
  )}${tooFew ? html`<p class="says">Fewer than ${repeatsNeeded} repeats on a side: nobody can say what is noise. <code>muster load --repeat 5</code> and <code>muster compare</code> can.</p>` : null}`;
};

/** Panel 12: what changed since an earlier run. */
export const baselinePanel = (baseline: Baseline | null): Html =>
  panel(
    'baseline',
    'Baseline',
    'Medians of the repeats before and now. A change counts where it is beyond its own 95 % interval and beyond how far the earlier repeats were apart. Runs of other seeds, profiles, settings or machines, and INVALID ones, are not compared.',
    html`${baseline === null ? none('Compared with no earlier run. `muster compare BEFORE AFTER` compares repeats; one earlier run can be held against this one here.') : compared(baseline)}<p class="tools"><label class="file">Compare with an earlier summary.json <input type="file" accept=".json" data-do="compare"></label></p>`,
  );
