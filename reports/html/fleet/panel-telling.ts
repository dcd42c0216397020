import { amountText, minutesText } from '../../fleet/amount-text.ts';
import type { ComparisonSummary } from '../../fleet/comparison-summary.ts';
import { reproduceFleet } from '../../fleet/reproduce.ts';
import { type Html, html } from '../html.ts';
import { none, panel, wide } from '../panel.ts';
import { meant } from './code-words.ts';
import { cell, dataTable, figure, word } from './data-table.ts';
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
  device: number,
  tenant: string | null,
): string => {
  const { devices, profile, days, seed, turned } = comparison;
  const run = { profile, tenant, devices: devices.planned, days, seed, turned };
  return `${reproduceFleet(run)} --device ${device} --as-scenario`;
};

const commands = (comparison: ComparisonSummary, device: number): Html => {
  const first = commandFor(comparison, device, comparison.first.tenant);
  const second = commandFor(comparison, device, comparison.second.tenant);
  return html`<code class="command">${first}</code><span class="tools"><button type="button" data-copy="${first}" aria-label="Copy the command for device ${device} under the first tenant">Copy, first</button><button type="button" data-copy="${second}" aria-label="Copy the command for device ${device} under the second tenant">Copy, second</button></span>`;
};

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
      cell(commands(comparison, each.device)),
    ];
  });
  return panel(
    'telling',
    'The most telling devices',
    'The devices with most changed time, at most three for one cause. The command writes the life of one as a scenario that lints, runs and gives the same verdicts at the same instants.',
    telling.length === 0
      ? none('No device is any different.')
      : dataTable(
          'The most telling devices',
          [
            word('device'),
            word('cohort'),
            ...['access gained', 'access lost', 'exposure'].map(figure),
            word('mostly because of'),
            word('as a scenario'),
          ],
          rows,
        ),
  );
};
