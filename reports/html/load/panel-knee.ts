import { amountText } from '../../fleet/amount-text.ts';
import type { Percentile } from '../../load/percentile.ts';
import { timeText } from '../../load/text.ts';
import { type Cell, cell, dataTable, figure, word } from '../chart/data-table.ts';
import { type Html, html } from '../html.ts';
import { glyph } from '../outcome-words.ts';
import { none, panel, wide } from '../panel.ts';
import { type KneePoint, kneePicture } from './knee.ts';
import type { LoadData } from './load-data.ts';
import {
  coarser,
  joined,
  type Moment,
  momentsOf,
  momentsWithin,
  type PhaseSpan,
  phaseSpans,
  responseAt,
} from './moments.ts';
import { momentText, percentText } from './told.ts';

const pointsMost = 300;
/** A step that answered less than this share of what was due fell behind. */
const keptUp = 0.99;

/** The furthest percentile that at least half of the moments have enough requests for. */
const shareFor = (moments: readonly Moment[]): number => {
  const asked = moments.filter(({ due }) => due > 0);
  const isKnown = (share: number): boolean =>
    2 * asked.filter((moment) => responseAt(moment, share) !== null).length >= asked.length;
  return [0.99, 0.95, 0.9].find(isKnown) ?? 0.5;
};

const pointsOf = (
  { summary }: LoadData,
  moments: readonly Moment[],
  share: number,
): readonly KneePoint[] => {
  const spans = phaseSpans(summary.phases);
  return moments.flatMap((moment) => {
    const percentile = responseAt(moment, share);
    if (percentile === null) return [];
    const middle = (moment.from + moment.until) / 2;
    const span = spans.find(({ from, until }) => middle >= from && middle < until);
    return [
      {
        offered: moment.due / (moment.until - moment.from),
        value: Math.max(1, percentile.value),
        isAtLeast: percentile.isAtLeast,
        isWarmUp: span?.phase.isWarmUp ?? false,
        about: `at ${momentText(moment.from)}`,
      },
    ];
  });
};

/** A step with all that was due in it; null where it is shorter than a moment. */
interface Step {
  readonly name: string;
  readonly from: number;
  readonly until: number;
  readonly planned: number;
  readonly sum: Moment | null;
}

const stepsOf = (
  moments: readonly Moment[],
  { phase, from, until }: PhaseSpan,
): readonly Step[] => {
  const { steps, planned, name } = phase;
  const parts = steps?.map((step) => ({
    from: from + step.from / 1_000,
    until: from + step.until / 1_000,
    planned: step.planned,
  })) ?? [{ from, until, planned: planned.mean }];
  return parts.map((part, at) => ({
    ...part,
    name: parts.length === 1 ? name : `${name}, step ${at + 1}`,
    sum: joined(momentsWithin(moments, part.from, part.until)),
  }));
};

const percentileText = (percentile: Percentile | null): string =>
  percentile === null ? '–' : `${percentile.isAtLeast ? '≥ ' : ''}${timeText(percentile.value)}`;

const percentileCell = (moment: Moment, share: number): Cell => {
  const percentile = responseAt(moment, share);
  return cell(percentileText(percentile), percentile?.value);
};

const verdict = (sum: Moment): Html => {
  const share = sum.due === 0 ? 1 : sum.answered / sum.due;
  const completed = sum.due === 0 ? 1 : sum.completed / sum.due;
  const hasKept = share >= keptUp && completed >= keptUp;
  const sign = hasKept ? 'met' : 'violated';
  return html`<span class="word o-${sign}">${glyph(sign)}${hasKept ? 'kept up' : 'fell behind'}</span>`;
};

const rowOf = ({ name, from, until, planned, sum }: Step): readonly Cell[] => {
  const head = [
    cell(
      html`${name}<span class="meaning">${momentText(from)} to ${momentText(until)}</span>`,
      from,
    ),
    cell(`${amountText(planned)}/s`, planned),
  ];
  if (sum === null) return [...head, ...Array.from({ length: 7 }, () => cell('–'))];
  const length = sum.until - sum.from;
  const failed = sum.due - sum.answered;
  return [
    ...head,
    cell(`${amountText(sum.due / length)}/s`, sum.due / length),
    cell(`${amountText(sum.completed / length)}/s`, sum.completed / length),
    percentileCell(sum, 0.5),
    percentileCell(sum, 0.99),
    cell(sum.due === 0 ? '–' : percentText(failed / sum.due), failed),
    cell(amountText(sum.flying), sum.flying),
    cell(verdict(sum)),
  ];
};

/** Panel 9: what more load did to the time. */
export const kneePanel = (data: LoadData): Html => {
  const moments = momentsOf(data.summary);
  const drawn = coarser(moments, pointsMost);
  const share = shareFor(drawn);
  const name = `p${share * 100}`;
  const points = pointsOf(data, drawn, share);
  const steps = phaseSpans(data.summary.phases).flatMap((span) => stepsOf(moments, span));
  return panel(
    'knee',
    'Load against latency',
    `A point for each moment, by what was offered then and the ${name} of the response time, the furthest that most moments have enough requests for. Where the points turn upwards is what the service can do; at one rate there is one cloud. A triangle is at least so long, a ring was for warming up. A step kept up where 99 of 100 that were due were answered without an error, and as many within it.`,
    html`${points.length === 0 ? none('No moment had the 20 requests a p50 needs, so there is no picture. The steps below join all moments of each.') : wide('Load against latency', kneePicture(points, name))}${dataTable(
      'Steps',
      [
        word('step'),
        ...['planned', 'offered', 'completed', 'p50', 'p99', 'failed', 'in flight at its end'].map(
          figure,
        ),
        word('verdict'),
      ],
      steps.map(rowOf),
    )}`,
  );
};
