import { counted, grouped, type Html, html } from '../html.ts';
import { panel } from '../panel.ts';
import type { LoadData } from './load-data.ts';
import { stretchText } from './series-charts.ts';

const limits: readonly string[] = [
  'One machine asked. What lies between it and the target, such as its network, is in every time.',
  'Response times are what somebody waits who asks at these instants; other users of the target are not in the record, and may have been there.',
  'Percentiles of a moment are of coarser buckets than those of the whole: at most 6.3 % above the truth, against 0.8 %.',
  'Start lag, event loop and processor are watched in the measured phases only; the calibration was made before them and cannot see what changed since.',
  'Nobody has signed this file.',
];

/** Panel 14: what else one must know of the numbers. */
export const provenancePanel = (data: LoadData): Html => {
  const { summary } = data;
  const { provenance, settings, profile, seed, target, series } = summary;
  const { threads, connections, timeout, mostInFlight } = settings;
  const rows: readonly (readonly [string, string])[] = [
    ['tool', provenance.tool],
    ['target', target],
    ['profile', `${profile.name}, digest ${profile.digest}`],
    ['seed', String(seed)],
    [
      'settings',
      `${counted(threads, 'thread')} that ask and one that paces, ${counted(connections, 'connection')}, time-out ${grouped(timeout)} ms, at most ${grouped(mostInFlight)} in flight`,
    ],
    ['command', provenance.command],
    ['started', provenance.startedAt],
    ['machine', `${counted(provenance.cores, 'core')}, ${provenance.processor}`],
    ['system', `${provenance.system}, Node ${provenance.node}`],
    [
      'record',
      `summary.json, ${summary.format}: every number of this page with its place in it; the run from moment to moment by the ${stretchText(data)}, arrivals by ${series.starts.length / 1_000} s`,
    ],
    [
      'charts',
      'uPlot by Leon Sorokin, part of this file under the MIT licence, which stands in its script',
    ],
  ];
  return panel(
    'provenance',
    'Provenance',
    'What was measured by what and on which machine, and what cannot be concluded from it. The page is made of the record alone: the same record gives the same page.',
    html`<dl class="facts">${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl><h4>Known limits</h4><ul class="points">${limits.map((limit) => html`<li>${limit}</li>`)}</ul><p class="tools"><button type="button" data-do="download">Save the data of this page</button></p>`,
  );
};
