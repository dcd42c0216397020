import { amountText } from '../../fleet/amount-text.ts';
import type { SliceSummary } from '../../load/judgement-record.ts';
import { samplesNeeded } from '../../load/percentile.ts';
import type { LoadSummary, PhaseSummary } from '../../load/summary.ts';
import { type Cell, cell, dataTable, figure, word } from '../chart/data-table.ts';
import { type Html, html } from '../html.ts';
import { none, panel } from '../panel.ts';
import { amount, percentileCell, percentText, timeCell } from './told.ts';

const worstShown = 5;

const failedShare = ({ answered, failed }: SliceSummary): number =>
  answered + failed === 0 ? 0 : failed / (answered + failed);

/** Wrong answers weigh most, then what failed, then what was slow. */
const byBadness = (a: SliceSummary, b: SliceSummary): number =>
  b.wrong - a.wrong || failedShare(b) - failedShare(a) || (b.p99 ?? -1) - (a.p99 ?? -1);

type Placed = { readonly slice: SliceSummary; readonly at: number };

const percentileOrNeed = (
  place: string,
  value: number | null,
  share: number,
  seen: number,
): Cell => {
  if (value !== null) return timeCell(place, value);
  const needed = amountText(samplesNeeded(share));
  return cell(
    html`–<span class="meaning">needs ${needed}</span><span class="meaning">${amountText(seen)} seen</span>`,
  );
};

const rowOf = ({ slice, at }: Placed, name: Html | string): readonly Cell[] => {
  const place = `/measured/slices/${at}`;
  const count = (each: 'answered' | 'failed' | 'correct' | 'stale' | 'wrong'): Cell =>
    cell(amount(`${place}/${each}`, slice[each]), slice[each]);
  return [
    cell(name),
    count('answered'),
    count('failed'),
    cell(percentText(failedShare(slice)), failedShare(slice)),
    count('correct'),
    count('stale'),
    count('wrong'),
    percentileOrNeed(`${place}/p50`, slice.p50, 0.5, slice.answered),
    percentileOrNeed(`${place}/p99`, slice.p99, 0.99, slice.answered),
  ];
};

const figures = ['answered', 'failed', 'share failed', 'correct', 'stale', 'wrong', 'p50', 'p99'];

const slicesPart = ({ measured }: LoadSummary): Html => {
  const placed = measured.slices.map((slice, at) => ({ slice, at }));
  const dimensions = [...new Set(measured.slices.map(({ dimension }) => dimension))];
  const worst = [...placed].sort((a, b) => byBadness(a.slice, b.slice)).slice(0, worstShown);
  const table = (label: string, title: string, rows: readonly (readonly Cell[])[]): Html =>
    dataTable(label, [word(title), ...figures.map(figure)], rows, { isSortable: true });
  return html`<h4>The worst ${worst.length}</h4>${table(
    'The worst slices',
    'slice',
    worst.map((each) =>
      rowOf(each, html`${each.slice.dimension} <code>${each.slice.value}</code>`),
    ),
  )}${dimensions.map(
    (dimension) =>
      html`<h4>By ${dimension}</h4>${table(
        `Answers by ${dimension}`,
        dimension,
        placed
          .filter(({ slice }) => slice.dimension === dimension)
          .map((each) => rowOf(each, html`<code>${each.slice.value}</code>`)),
      )}`,
  )}`;
};

const rate = (count: number, { duration }: PhaseSummary): Cell =>
  cell(duration === 0 ? '–' : `${amountText((count * 1_000) / duration)}/s`, count);

const phaseRow = (phase: PhaseSummary, at: number): readonly Cell[] => {
  const place = `/phases/${at}`;
  const { sums, response, name, isWarmUp } = phase;
  const failed = sums.refused + sums.lost + sums.timedOut + sums.dropped + sums.inFlight;
  return [
    cell(html`${name}${isWarmUp ? html`<span class="meaning">not measured</span>` : null}`),
    rate(sums.offered, phase),
    rate(sums.completed, phase),
    cell(amountText(failed), failed),
    cell(amount(`${place}/sums/stale`, sums.stale), sums.stale),
    cell(amount(`${place}/sums/wrong`, sums.wrong), sums.wrong),
    percentileCell(`${place}/response`, response, 'p50'),
    percentileCell(`${place}/response`, response, 'p99'),
  ];
};

/** Panel 8: the same, cut by whom and what it was about. */
export const slicesPanel = (summary: LoadSummary): Html =>
  panel(
    'slices',
    'Slices',
    'The worst first: by wrong answers, then by the share that failed, then by p99. Failed is what was refused, lost, timed out, dropped or still in flight. Times of slices are of answers alone. A click on a title sorts.',
    html`<h4>By phase</h4>${dataTable(
      'Answers by phase',
      [
        word('phase'),
        ...['offered', 'completed', 'failed', 'stale', 'wrong', 'p50', 'p99'].map(figure),
      ],
      summary.phases.map(phaseRow),
      { isSortable: true },
    )}${
      summary.measured.slices.length === 0
        ? none(
            'By vendor, platform, version and endpoint it was not cut in this run: its requests were not about a fleet.',
          )
        : slicesPart(summary)
    }`,
  );
