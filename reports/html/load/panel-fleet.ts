import { amountText } from '../../fleet/amount-text.ts';
import type { SliceSummary } from '../../load/judgement-record.ts';
import type { LoadSummary } from '../../load/summary.ts';
import { shareBar } from '../chart/bars.ts';
import { type Cell, cell, dataTable, figure, picture, word } from '../chart/data-table.ts';
import { type Html, html } from '../html.ts';
import { none, panel } from '../panel.ts';
import { percentText } from './told.ts';

const askedOf = ({ answered, failed }: SliceSummary): number => answered + failed;

const rowsOf = (slices: readonly SliceSummary[]): readonly (readonly Cell[])[] => {
  const all = slices.reduce((sum, slice) => sum + askedOf(slice), 0);
  const most = slices.reduce((max, slice) => Math.max(max, askedOf(slice)), 0);
  return slices.map((slice) => {
    const asked = askedOf(slice);
    return [
      cell(html`<code>${slice.value}</code>`),
      cell(amountText(asked), asked),
      cell(all === 0 ? '–' : percentText(asked / all), asked),
      cell(shareBar(most === 0 ? 0 : asked / most)),
    ];
  });
};

/** Panel 13: who asked, and whether each kind of request occurred at all. */
export const fleetPanel = ({ measured: { slices } }: LoadSummary): Html => {
  const dimensions = [...new Set(slices.map(({ dimension }) => dimension))];
  return panel(
    'fleet',
    'Fleet',
    'What the fleet asked in the measured phases, cut by each of its dimensions: shares of requests as they came, to be held against those of the profile. What a profile has and no row shows never occurred, and nothing was found out about it.',
    dimensions.length === 0
      ? none('No fleet was simulated in this run: every request was the same or made for it alone.')
      : html`${dimensions.map((dimension) => {
          const chosen = slices.filter((slice) => slice.dimension === dimension);
          return html`<h4>By ${dimension}</h4>${dataTable(
            `Requests by ${dimension}`,
            [word(dimension), figure('requests'), figure('share'), picture('share')],
            rowsOf(chosen),
            { isSortable: true },
          )}`;
        })}`,
  );
};
