import type { FleetSummary } from '../../fleet/summary.ts';
import { shareBar, stackedBar } from '../chart/bars.ts';
import { cell, dataTable, figure, picture, word } from '../chart/data-table.ts';
import { type Html, html } from '../html.ts';
import { panel } from '../panel.ts';
import { amount, share } from './told.ts';

const reconciled = ({ counts }: FleetSummary): Html => {
  const { devicesPlanned, devicesPlayed, devicesLost } = counts;
  const missing = devicesPlanned - devicesPlayed - devicesLost;
  const bar = stackedBar([
    { name: 'played', size: devicesPlayed, look: 'good' },
    { name: 'lost', size: devicesLost, look: 'bad' },
    { name: 'not played', size: Math.max(0, missing), look: 'off' },
  ]);
  return html`<p class="sum"><b>${amount('counts.devicesPlanned', devicesPlanned)}</b> planned = <b>${amount('counts.devicesPlayed', devicesPlayed)}</b> played + <b>${amount('counts.devicesLost', devicesLost)}</b> lost + <b>${missing}</b> not played</p>${bar}`;
};

const points = (difference: number): string => {
  const text = Math.abs(difference * 100).toFixed(1);
  if (text === '0.0') return '0.0';
  return difference < 0 ? `−${text}` : `+${text}`;
};

const cohorts = ({ cohorts: all }: FleetSummary): Html => {
  const most = all.reduce((max, { playedShare }) => Math.max(max, playedShare ?? 0), 0);
  const rows = all.map(({ cohort, plannedShare, playedShare, devices }, at) => {
    const difference = (playedShare ?? 0) - (plannedShare ?? 0);
    return [
      cell(html`<code>${cohort}</code>`),
      cell(amount(`cohorts.${at}.devices`, devices), devices),
      cell(share(`cohorts.${at}.plannedShare`, plannedShare), plannedShare),
      cell(share(`cohorts.${at}.playedShare`, playedShare), playedShare),
      cell(points(difference), difference),
      cell(shareBar(most === 0 ? 0 : (playedShare ?? 0) / most)),
    ];
  });
  return dataTable(
    'Cohorts as planned and as played',
    [
      word('cohort'),
      figure('devices'),
      figure('planned'),
      figure('played'),
      figure('points off'),
      picture('played'),
    ],
    rows,
    { isSortable: true },
  );
};

/** Panel 2: what was promised and what came of it, as one sum. */
export const deliveryPanel = (summary: FleetSummary): Html =>
  panel(
    'delivery',
    'Promise and delivery',
    'Every planned device is in exactly one place of the sum. Cohorts are drawn by chance, so that a small fleet is some points off its plan.',
    html`${reconciled(summary)}<h4>Cohorts</h4>${cohorts(summary)}`,
  );
