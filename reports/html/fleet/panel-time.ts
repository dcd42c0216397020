import { amountText } from '../../fleet/amount-text.ts';
import type { DetectionTimes, PartnerTimes, Undecided } from '../../fleet/detection.ts';
import { samplesNeeded } from '../../fleet/histogram.ts';
import type { FleetSummary } from '../../fleet/summary.ts';
import { behind, type Cell, cell, dataTable, figure, word } from '../chart/data-table.ts';
import { type Html, html } from '../html.ts';
import { none, panel } from '../panel.ts';
import { meaningOf } from './code-words.ts';
import { detectionPicture } from './detection-picture.ts';
import { amount, duration } from './told.ts';

const percentile = (place: string, value: number | null, wanted: number, seen: number): Cell => {
  if (value !== null) return cell(duration(place, value), value);
  const needed = amountText(samplesNeeded(wanted));
  return cell(
    html`${duration(place, null)}<span class="meaning">needs ${needed}: ${amountText(seen)} seen</span>`,
  );
};

const timesRow = (name: Html | string, place: string, times: DetectionTimes): readonly Cell[] => {
  const { detections, p50Ms, p90Ms, p99Ms, meanMs, maxMs } = times;
  return [
    cell(name),
    cell(amount(`${place}.detections`, detections), detections),
    percentile(`${place}.p50Ms`, p50Ms, 0.5, detections),
    percentile(`${place}.p90Ms`, p90Ms, 0.9, detections),
    percentile(`${place}.p99Ms`, p99Ms, 0.99, detections),
    cell(duration(`${place}.meanMs`, meanMs), meanMs),
    cell(duration(`${place}.maxMs`, maxMs), maxMs),
  ];
};

const nameOf = ({ partner, platform }: Pick<PartnerTimes, 'partner' | 'platform'>): Html =>
  html`<code>${partner}</code> on ${platform}`;

/** Panel 4: how long it takes until a detection has an effect. */
export const timePanel = ({ detection: { overall, byPartner } }: FleetSummary): Html =>
  panel(
    'time',
    'From detection to decision',
    'How long after an app had detected a threat the device lost access or compliance. A percentile is an upper bound, at most 3.2 % above the truth; one that fewer than ten detections lie beyond is not shown, with the number it would need. Histograms of shares are merged, never their percentiles averaged.',
    overall.detections === 0
      ? none('No detection was followed by a decision.')
      : dataTable(
          'Time from detection to decision',
          [word('partner'), ...['n', 'p50', 'p90', 'p99', 'mean', 'slowest'].map(figure)],
          byPartner.map((times, at) => timesRow(nameOf(times), `detection.byPartner.${at}`, times)),
          { isSortable: true, sums: [timesRow('all of them', 'detection.overall', overall)] },
        ),
  );

const histogramTable = ({ detection: { byPartner } }: FleetSummary): Html =>
  dataTable(
    'Detections by how long they took',
    [word('partner'), figure('from'), figure('below'), figure('detections')],
    byPartner.flatMap((times, at) =>
      times.histogram.map(({ fromMs, belowMs, detections }, bar) => {
        const place = `detection.byPartner.${at}.histogram.${bar}`;
        return [
          cell(nameOf(times)),
          cell(duration(`${place}.fromMs`, fromMs), fromMs),
          cell(duration(`${place}.belowMs`, belowMs), belowMs),
          cell(amount(`${place}.detections`, detections), detections),
        ];
      }),
    ),
  );

const undecided = ({ undecided: all, words }: FleetSummary): Html => {
  if (all.length === 0) return none('Every detection was followed by a decision.');
  const reasons = [...new Set(all.map(({ why }) => why))].sort();
  const keyOf = ({ partner, platform }: Undecided): string => `${partner}/${platform}`;
  const groups = new Map(all.map((each) => [keyOf(each), each]));
  const rows = [...groups].map(([key, group]) => [
    cell(nameOf(group)),
    ...reasons.map((why) => {
      const at = all.findIndex((each) => keyOf(each) === key && each.why === why);
      const detections = all[at]?.detections;
      if (detections === undefined) return cell('0', 0);
      return cell(amount(`undecided.${at}.detections`, detections), detections);
    }),
  ]);
  const meanings = reasons.map(
    (why) => html`<dt><code>${why}</code></dt><dd>${meaningOf(why, words)}</dd>`,
  );
  return html`${dataTable('Detections that no decision followed', [word('partner'), ...reasons.map(figure)], rows, { isSortable: true })}<dl class="facts words">${meanings}</dl>`;
};

/** Panel 6: the same as a picture, partner by partner. */
export const detectionPanel = (summary: FleetSummary): Html => {
  const { byPartner } = summary.detection;
  return panel(
    'detection',
    'Detections, partner by partner',
    'A row for each partner and platform; its bars count the detections that took so long, upon an axis on which every step is twice the last. Bars are as high as their share of the tallest in their row. The strokes are p50, p90 and p99 where they can be told.',
    html`${byPartner.length === 0 ? none('There was none.') : html`<div class="wide" role="region" aria-label="Detections by time" tabindex="0">${detectionPicture(byPartner)}</div>${behind(histogramTable(summary))}`}<h4>Detections that no decision followed</h4>${undecided(summary)}`,
  );
};
