import { amountText, minutesText, shareText } from '../../fleet/amount-text.ts';
import { comparisonHeadline } from '../../fleet/comparison-markdown.ts';
import type {
  CohortComparison,
  ComparisonSummary,
  ExchangedMinutes,
} from '../../fleet/comparison-summary.ts';
import { divergingBar } from '../chart/bars.ts';
import { type Cell, cell, dataTable, figure, picture, word } from '../chart/data-table.ts';
import { type Html, html } from '../html.ts';
import { none, panel } from '../panel.ts';
import { meant } from './code-words.ts';
import { amount, signedMinutes } from './told.ts';

const netText = ({ gainedDeviceMinutes, lostDeviceMinutes }: ExchangedMinutes): string => {
  const net = gainedDeviceMinutes - lostDeviceMinutes;
  if (net === 0) return '0';
  return `${net < 0 ? '−' : '+'}${minutesText(Math.abs(net))}`;
};

const netOf = ({ gainedDeviceMinutes, lostDeviceMinutes }: ExchangedMinutes): number =>
  gainedDeviceMinutes - lostDeviceMinutes;

const exchangeCells = (place: string, change: ExchangedMinutes, most: number): readonly Cell[] => {
  const { gainedDeviceMinutes: gained, lostDeviceMinutes: lost } = change;
  return [
    cell(signedMinutes(`comparison.${place}.lostDeviceMinutes`, lost, '−'), lost),
    cell(divergingBar(gained, lost, most)),
    cell(signedMinutes(`comparison.${place}.gainedDeviceMinutes`, gained, '+'), gained),
    cell(netText(change), netOf(change)),
  ];
};

const exchangeColumns = [figure('less'), picture('less and more'), word('more'), figure('net')];

const largest = (changes: readonly ExchangedMinutes[]): number =>
  Math.max(
    0,
    ...changes.flatMap(({ gainedDeviceMinutes, lostDeviceMinutes }) => [
      gainedDeviceMinutes,
      lostDeviceMinutes,
    ]),
  );

const causesTable = (
  title: string,
  kind: 'exposure' | 'overBlocking',
  comparison: ComparisonSummary,
): Html => {
  const { byCause } = comparison[kind];
  if (byCause.length === 0) return html`<h4>${title}</h4>${none('Nothing of it changes.')}`;
  const most = largest(byCause);
  return html`<h4>${title}</h4>${dataTable(
    title,
    [word('cause'), ...exchangeColumns],
    byCause.map((change, at) => [
      cell(meant(change.cause, comparison.words)),
      ...exchangeCells(`${kind}.byCause.${at}`, change, most),
    ]),
    { isSortable: true },
  )}`;
};

const tile = (place: string, value: number, of: number, says: string): Html =>
  html`<li><b>${amount(`comparison.devices.${place}`, value)}</b><span class="says">${says}${place === 'compared' || of === 0 ? '' : `, ${shareText(value / of)}`}</span></li>`;

const sides = ({ first, second }: ComparisonSummary): Html =>
  html`<p class="from">From ${first.tenant === null ? "the profile's own tenant" : html`<code>${first.tenant}</code>`} to ${second.tenant === null ? "the profile's own tenant" : html`<code>${second.tenant}</code>`}, the same devices with the same seed. Gained and lost are looked at moment by moment: what is gained at one moment is not set off against what is lost at another.</p>`;

/** Who gains, who loses, and what it does to safety and annoyance. */
export const whatIfPanel = (comparison: ComparisonSummary): Html => {
  const { devices, access, exposure, overBlocking } = comparison;
  const rows = [
    ['access', 'access', access],
    ['exposure', 'exposure', exposure],
    ['over-blocking', 'overBlocking', overBlocking],
  ] as const;
  const most = largest([access, exposure, overBlocking]);
  const tiles = html`<ul class="tiles four">${tile('compared', devices.compared, devices.compared, 'devices compared')}${tile('differing', devices.differing, devices.compared, 'differ in anything')}${tile('gainingAccess', devices.gainingAccess, devices.compared, 'gain access at some time')}${tile('losingAccess', devices.losingAccess, devices.compared, 'lose access at some time')}</ul>`;
  const totals = dataTable(
    'Device time gained and lost',
    [word('device time'), ...exchangeColumns],
    rows.map(([name, place, change]) => [cell(name), ...exchangeCells(place, change, most)]),
  );
  const partial = comparison.complete
    ? null
    : html`<p class="o-not-demonstrated">Incomplete: ${amountText(devices.compared)} of ${amountText(devices.planned)} planned devices were compared.</p>`;
  return panel(
    'what-if',
    'What the other tenant would change',
    'Bars to the left are less, hatched ones to the right are more, under the second tenant than under the first. Less exposure is safer; more over-blocking annoys.',
    html`<p class="lead">${comparisonHeadline(comparison).join(' ')}</p>${partial}${tiles}${totals}${comparison.alike ? null : html`${causesTable('Exposure by cause', 'exposure', comparison)}${causesTable('Over-blocking by cause', 'overBlocking', comparison)}`}${sides(comparison)}`,
  );
};

const cohortRow = (cohort: CohortComparison, at: number): readonly Cell[] => {
  const { devices, devicesGainingAccess, devicesLosingAccess } = cohort;
  const place = `comparison.cohorts.${at}`;
  return [
    cell(html`<code>${cohort.cohort}</code>`),
    cell(amount(`${place}.devices`, devices), devices),
    cell(amount(`${place}.devicesGainingAccess`, devicesGainingAccess), devicesGainingAccess),
    cell(amount(`${place}.devicesLosingAccess`, devicesLosingAccess), devicesLosingAccess),
    ...(['access', 'exposure', 'overBlocking'] as const).map((kind) =>
      cell(netText(cohort[kind]), netOf(cohort[kind])),
    ),
  ];
};

/** The change cohort by cohort, the most touched first. */
export const whatIfCohortsPanel = ({ cohorts }: ComparisonSummary): Html => {
  const touched = ({ devicesGainingAccess, devicesLosingAccess, devices }: CohortComparison) =>
    (devicesGainingAccess + devicesLosingAccess) / Math.max(1, devices);
  const rows = cohorts
    .map((cohort, at) => ({ cohort, at }))
    .sort((a, b) => touched(b.cohort) - touched(a.cohort));
  return panel(
    'what-if-cohorts',
    'Whom it touches',
    'Each cohort with the devices that gain or lose access at some time, and the net change of device time. The cohort with the largest share of touched devices is first; a click on a title sorts.',
    dataTable(
      'The change by cohort',
      [
        word('cohort'),
        ...['devices', 'gain access', 'lose access'].map(figure),
        ...['access, net', 'exposure, net', 'over-blocking, net'].map(figure),
      ],
      rows.map(({ cohort, at }) => cohortRow(cohort, at)),
      { isSortable: true },
    ),
  );
};
