import { minutesText, shareText } from '../../fleet/amount-text.ts';
import type { Minutes } from '../../fleet/minutes.ts';
import type { FleetSummary } from '../../fleet/summary.ts';
import { shareBar } from '../chart/bars.ts';
import { cell, dataTable, figure, picture, word } from '../chart/data-table.ts';
import { type Html, html } from '../html.ts';
import { none, panel } from '../panel.ts';
import { meant } from './code-words.ts';
import { minutes, share } from './told.ts';

const causes = (place: string, of: Minutes, words: FleetSummary['words'], look: string): Html => {
  const most = of.byCause[0]?.deviceMinutes ?? 0;
  return dataTable(
    `${place === 'exposure' ? 'Exposure' : 'Over-blocking'} by cause`,
    [word('cause'), figure('share'), figure('device time'), picture('share of the largest')],
    of.byCause.map(({ cause, deviceMinutes, share: part }, at) => [
      cell(meant(cause, words)),
      cell(share(`${place}.byCause.${at}.share`, part), part),
      cell(minutes(`${place}.byCause.${at}.deviceMinutes`, deviceMinutes), deviceMinutes),
      cell(shareBar(most === 0 ? 0 : deviceMinutes / most, look)),
    ]),
    { isSortable: true },
  );
};

/** Access while a threat was there, and why it stayed open. */
export const exposurePanel = (summary: FleetSummary): Html => {
  const { exposure, threatenedDeviceMinutes, words } = summary;
  const lead = html`<p>Threats were on devices for ${minutes('threatenedDeviceMinutes', threatenedDeviceMinutes)} of device time; during ${share('exposure.share', exposure.share)} of it, ${minutes('exposure.deviceMinutes', exposure.deviceMinutes)}, the device had access. That is ${minutes('exposure.minutesPerDevice', exposure.minutesPerDevice)} for an average device.</p>`;
  return panel(
    'exposure',
    'Exposure, by cause',
    'Device time with access while a threat was on the device. Each moment has one cause: the first thing on the way from threat to block that was not there yet. The longest is at the top.',
    exposure.byCause.length === 0
      ? none('No device ever had access while a threat was on it.')
      : html`${lead}${causes('exposure', exposure, words, 'bad')}`,
  );
};

/** No access though nothing was wrong, and why it was closed. */
export const overBlockingPanel = (summary: FleetSummary): Html => {
  const { overBlocking, words } = summary;
  const lead = html`<p>Healthy devices were without access for ${minutes('overBlocking.deviceMinutes', overBlocking.deviceMinutes)} of device time, ${share('overBlocking.share', overBlocking.share)} of the time they were healthy. That is ${minutes('overBlocking.minutesPerDevice', overBlocking.minutesPerDevice)} for an average device.</p>`;
  return panel(
    'over-blocking',
    'Over-blocking, by cause',
    'Device time without access though no threat was on the device. Each moment counts for the first of the reasons the device was given; the longest is at the top.',
    overBlocking.byCause.length === 0
      ? none('No device was ever without access while nothing was wrong with it.')
      : html`${lead}${causes('overBlocking', overBlocking, words, 'wait')}`,
  );
};

/** Four numbers: what was so, and what was decided. */
export const correctnessPanel = (summary: FleetSummary): Html => {
  const { counts, days, threatenedDeviceMinutes, exposure, overBlocking } = summary;
  const all = counts.devicesPlayed * days * 1_440;
  const healthy = all - threatenedDeviceMinutes;
  const rightly = threatenedDeviceMinutes - exposure.deviceMinutes;
  const open = healthy - overBlocking.deviceMinutes;
  const of = (value: number) =>
    html`<span class="meaning">${all === 0 ? '' : shareText(value / all)}</span>`;
  const rows = [
    [
      cell('no threat on the device'),
      cell(html`${minutesText(open)}${of(open)}`),
      cell(
        html`<span class="o-not-demonstrated">over-blocking: ${minutes('overBlocking.deviceMinutes', overBlocking.deviceMinutes)}</span>${of(overBlocking.deviceMinutes)}`,
      ),
    ],
    [
      cell('a threat on the device'),
      cell(
        html`<span class="o-violated">exposure: ${minutes('exposure.deviceMinutes', exposure.deviceMinutes)}</span>${of(exposure.deviceMinutes)}`,
      ),
      cell(html`${minutesText(rightly)}${of(rightly)}`),
    ],
  ];
  return panel(
    'correctness',
    'What was so, and what was decided',
    'All device time of the run in four parts, with their shares of it. Rows are the truth, which only the simulator knows; columns are what Intune decided. Off the diagonal it was not what one would wish.',
    dataTable(
      'Device time by truth and decision',
      [word('truth'), figure('access open'), figure('access closed')],
      rows,
    ),
  );
};
