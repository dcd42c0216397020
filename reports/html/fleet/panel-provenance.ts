import { counted, grouped, type Html, html } from '../html.ts';
import { none, panel } from '../panel.ts';
import type { Machine } from '../report-data.ts';
import { utcText } from '../utc.ts';
import type { FleetData } from './fleet-data.ts';
import { commandOf } from './panel-verdict.ts';

const machineText = (machine: Machine | null): string => {
  if (machine === null) return 'not told; nothing on this page depends on it';
  const { node, system, processor, cores, threads } = machine;
  return `Node ${node} on ${system}, ${processor}, ${counted(cores, 'core')}, ${counted(threads, 'thread')} used`;
};

const wallText = ({ machine, summary }: FleetData): string => {
  if (machine === null) return 'not told';
  const { startedAt, wallMs } = machine;
  const rate = wallMs === 0 ? 0 : Math.round(summary.counts.events / (wallMs / 1_000));
  return `${utcText(startedAt).slice(0, 19)} UTC, ${(wallMs / 1_000).toFixed(1)} s, ${grouped(rate)} events a second`;
};

const limits: readonly string[] = [
  'The fleet is made up. Its rates of threats, scans and check-ins are those of the profile and measured nowhere.',
  'Every decision is Muster’s reading of the documents; where they are silent, one of the readings in force. No server of Microsoft was asked.',
  'Time is virtual: detection times hold the rhythms of the profile and no network but the one the profile describes.',
  'Access means that the work app opens and a token is granted, for the one app and resource each device of the profile uses.',
  'The digest covers every decision and its instant. Nobody has signed this file.',
];

/** Panel 14: what else one must know of the numbers. */
export const provenancePanel = (data: FleetData): Html => {
  const { summary, hours, comparison } = data;
  const files = [
    'summary.json',
    ...(hours === null ? [] : ['tally.json']),
    ...(comparison === null ? [] : ['comparison.json']),
  ];
  const rows: readonly (readonly [string, string])[] = [
    ['tool', summary.tool],
    ['profile', summary.profile],
    ['tenant', summary.tenant ?? 'the one the profile uses'],
    ['inputs', `${summary.inputs}, a fingerprint of profile, tenant and readings`],
    ['seed', String(summary.seed)],
    ['devices and days', `${grouped(summary.counts.devicesPlanned)} over ${summary.days} days`],
    ['readings turned for this run', summary.turned.join(', ') || 'none'],
    ['readings in force', summary.readings.join(', ') || 'none'],
    ['digest', summary.digest],
    ['command', commandOf(summary)],
    ['made from', files.join(', ')],
    ['wall time', wallText(data)],
    ['machine', machineText(data.machine)],
    [
      'charts',
      'uPlot by Leon Sorokin, part of this file under the MIT licence, which stands in its script',
    ],
  ];
  return panel(
    'provenance',
    'Provenance',
    'What was played by what, and what cannot be concluded from it. The same tool, inputs and seed give the same digest on every machine, whatever the shares and threads.',
    html`<dl class="facts">${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl><h4>Known limits</h4><ul class="points">${limits.map((limit) => html`<li>${limit}</li>`)}</ul>${summary.complete ? null : none('The run is not complete: thresholds are judged on whole runs only.')}<p class="tools"><button type="button" data-do="download">Save the data of this page</button></p>`,
  );
};
