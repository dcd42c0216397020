import type { LoadSummary } from '../../load/summary.ts';
import { timeText } from '../../load/text.ts';
import type { TimesSummary } from '../../load/times-summary.ts';
import { behind, type Cell, cell, dataTable, figure, word } from '../chart/data-table.ts';
import { type Html, html } from '../html.ts';
import { none, panel, wide } from '../panel.ts';
import { timesCells, timesColumns } from './panel-time.ts';
import { barsOf, timesBars } from './times-bars.ts';

const splitSlice = (slice: string): readonly [partner: string, platform: string] => {
  const [partner = slice, ...platform] = slice.split('/');
  return [partner, platform.join('/')];
};

const row = (name: Html | string, place: string, times: TimesSummary): readonly Cell[] => [
  cell(name),
  ...timesCells(place, times),
];

const nameOf = (slice: string): Html => {
  const [partner, platform] = splitSlice(slice);
  return html`<code>${partner}</code>${platform === '' ? '' : ` on ${platform}`}`;
};

const barsTable = ({ detections }: LoadSummary['measured']): Html =>
  dataTable(
    'Threats by how long it took',
    [word('partner'), ...['from', 'below', 'threats'].map(figure)],
    detections.flatMap(([slice, times]) =>
      barsOf(times.histogram).map(({ from, below, count }) => [
        cell(nameOf(slice)),
        cell(timeText(from), from),
        cell(timeText(below), below),
        cell(String(count), count),
      ]),
    ),
  );

const shown = ({ measured }: LoadSummary, whole: TimesSummary): Html => {
  const { detections } = measured;
  const label =
    'Threats by how long it took until an answer showed them; the table below holds the same';
  const rows = [
    ['all of them', '', whole] as const,
    ...detections.map(([slice, times]) => {
      const [partner, platform] = splitSlice(slice);
      return [partner, platform, times] as const;
    }),
  ];
  return html`${wide('Threats by time', timesBars(label, rows))}${dataTable(
    'From detection to decision',
    [word('partner'), ...timesColumns.map(figure)],
    detections.map(([slice, times], at) =>
      row(nameOf(slice), `/measured/detections/${at}/1`, times),
    ),
    { isSortable: true, sums: [row('all of them', '/measured/detection', whole)] },
  )}${behind(barsTable(measured))}`;
};

/** Panel 6, the headline: how long a threat goes unseen. */
export const detectionPanel = (summary: LoadSummary): Html => {
  const { detection } = summary.measured;
  return panel(
    'detection',
    'From detection to decision',
    'How long after a threat was to be told an answer first showed what follows from it: the time in which a phone with a threat still gets in. Queues of the partner, of the service and of its own calculation are all in it, and how often somebody looks. What nobody saw by the end counts as at least so long.',
    detection === null
      ? none(
          'Not measured in this run: no partner told of a threat. A run with a fleet, as of a profile, measures it.',
        )
      : shown(summary, detection),
  );
};
