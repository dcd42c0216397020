import { amountText, minutesText } from '../../fleet/amount-text.ts';
import type { ComparisonSummary } from '../../fleet/comparison-summary.ts';
import { reproduceFleet } from '../../fleet/reproduce.ts';
import { cell, dataTable, figure, word } from '../chart/data-table.ts';
import { type Html, html } from '../html.ts';
import { none, panel, wide } from '../panel.ts';
import { meant } from './code-words.ts';
import { amount, signedMinutes } from './told.ts';

const matrixRow = (
  { finalStates }: ComparisonSummary,
  states: readonly string[],
  from: string,
): Html => {
  const cells = states.map((to) => {
    const at = finalStates.findIndex((each) => each.from === from && each.to === to);
    const devices = finalStates[at]?.devices ?? 0;
    const look = devices === 0 ? 'zero' : from === to ? 'same' : 'moved';
    return html`<td class="n ${look}">${at < 0 ? '0' : amount(`comparison.finalStates.${at}.devices`, devices)}</td>`;
  });
  return html`<tr><th scope="row">${from}</th>${cells}</tr>`;
};

/** Where the devices end up under the one and under the other. */
export const statesPanel = (comparison: ComparisonSummary): Html => {
  const { finalStates } = comparison;
  const states = [...new Set(finalStates.flatMap(({ from, to }) => [from, to]))].sort();
  const moved = finalStates
    .filter(({ from, to }) => from !== to)
    .reduce((sum, { devices }) => sum + devices, 0);
  return panel(
    'what-if-states',
    'Compliance at the end',
    `Devices by their state under the first tenant (rows) and under the second (columns). Those in frames, ${amountText(moved)} in all, end in another state.`,
    wide(
      'Final states under both tenants',
      html`<table class="final"><caption class="unseen">Final states under both tenants</caption><thead><tr><th scope="col">from</th>${states.map((state) => html`<th scope="col" class="n">to ${state}</th>`)}</tr></thead><tbody>${states.map((from) => matrixRow(comparison, states, from))}</tbody></table>`,
    ),
  );
};

const commandFor = (
  comparison: ComparisonSummary,
  device: number | 'NUMBER',
  tenant: string | null,
): string => {
  const { devices, profile, days, seed, turned } = comparison;
  const run = { profile, tenant, devices: devices.planned, days, seed, turned };
  return `${reproduceFleet(run)} --device ${device} --as-scenario`;
};

const copies = (comparison: ComparisonSummary, device: number): Html => {
  const { first, second } = comparison;
  const button = (text: string, tenant: string | null) =>
    html`<button type="button" data-copy="${commandFor(comparison, device, tenant)}" aria-label="Copy the command for device ${device} under the ${text} tenant">${text}</button>`;
  return html`<span class="tools">${button('first', first.tenant)}${button('second', second.tenant)}</span>`;
};

const command = (comparison: ComparisonSummary): Html =>
  html`<p>The life of one of them under the first tenant, as a scenario:</p><pre class="command">${commandFor(comparison, 'NUMBER', comparison.first.tenant)}</pre>`;

/** At most ten devices that show what the change means. */
export const tellingPanel = (comparison: ComparisonSummary): Html => {
  const { telling, words } = comparison;
  const rows = telling.map((each, at) => {
    const place = `comparison.telling.${at}`;
    const change = each.exposureChangeMinutes;
    const sign = change < 0 ? '−' : '+';
    const exposure =
      change === 0
        ? '0'
        : html`<data data-of="${place}.exposureChangeMinutes" value="${change}">${sign}${minutesText(Math.abs(change))}</data>`;
    return [
      cell(String(each.device), each.device),
      cell(html`<code>${each.cohort}</code>`),
      cell(signedMinutes(`${place}.accessGainedMinutes`, each.accessGainedMinutes, '+')),
      cell(signedMinutes(`${place}.accessLostMinutes`, each.accessLostMinutes, '−')),
      cell(exposure),
      cell(meant(each.cause, words)),
      cell(copies(comparison, each.device)),
    ];
  });
  return panel(
    'telling',
    'The most telling devices',
    'The devices with most changed time, at most three for one cause. A scenario of such a life lints, runs and gives the same verdicts at the same instants; a run with `--out` has written them to its folder `devices`.',
    telling.length === 0
      ? none('No device is any different.')
      : html`${command(comparison)}${dataTable(
          'The most telling devices',
          [
            word('device'),
            word('cohort'),
            ...['access gained', 'access lost', 'exposure'].map(figure),
            word('mostly because of'),
            word('copy the command'),
          ],
          rows,
        )}`,
  );
};
