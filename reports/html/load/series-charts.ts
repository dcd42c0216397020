import { amountText } from '../../fleet/amount-text.ts';
import { timeText } from '../../load/text.ts';
import {
  type Line,
  type LineChart,
  linear,
  logarithmic,
  type Mark,
  type TimeAxis,
} from '../chart/chart.ts';
import { secondSteps } from '../chart/scale.ts';
import type { LoadData } from './load-data.ts';
import { lagAt, lengthOf, type Moment, momentsOf, phaseSpans, responseAt } from './moments.ts';
import { momentText } from './told.ts';

const axisOf = (until: number): TimeAxis => ({
  until,
  steps: secondSteps,
  tick: (second) => (until < 600 ? String(second) : momentText(second)),
  moment: (second) => `at ${momentText(second)}`,
});

const marksOf = ({ summary }: LoadData): readonly Mark[] =>
  phaseSpans(summary.phases).map(({ phase, from }) => ({ at: from, name: phase.name }));

type Value = (moment: Moment) => number | null;

interface Asked {
  readonly name: string;
  readonly look: string;
  readonly dash: number;
  readonly value: Value;
  readonly isShown?: boolean;
}

const perSecond =
  (count: (moment: Moment) => number): Value =>
  (moment) =>
    count(moment) / (moment.until - moment.from);

const percentile =
  (of: typeof responseAt, share: number): Value =>
  (moment) =>
    of(moment, share)?.value ?? null;

const rates: readonly Asked[] = [
  { name: 'offered', look: 'off', dash: 1, value: perSecond(({ due }) => due) },
  { name: 'started', look: 'c0', dash: 2, value: perSecond(({ begun }) => begun) },
  { name: 'completed', look: 'good', dash: 0, value: perSecond(({ completed }) => completed) },
];

const times: readonly Asked[] = [
  { name: 'response p99', look: 'bad', dash: 0, value: percentile(responseAt, 0.99) },
  { name: 'response p95', look: 'wait', dash: 1, value: percentile(responseAt, 0.95) },
  { name: 'response p90', look: 'good', dash: 3, value: percentile(responseAt, 0.9) },
  { name: 'response p50', look: 'c0', dash: 2, value: percentile(responseAt, 0.5) },
  { name: 'start lag p99', look: 'odd', dash: 3, value: percentile(lagAt, 0.99) },
  { name: 'start lag p90', look: 'c5', dash: 1, value: percentile(lagAt, 0.9) },
];

const flights: readonly Asked[] = [
  { name: 'in flight', look: 'c0', dash: 0, value: ({ flying }) => flying },
];

const failures: readonly Asked[] = [
  { name: 'refused', look: 'bad', dash: 0, value: perSecond(({ refused }) => refused) },
  { name: 'timed out', look: 'wait', dash: 1, value: perSecond(({ timedOut }) => timedOut) },
  { name: 'lost', look: 'odd', dash: 2, value: perSecond(({ lost }) => lost) },
  { name: 'dropped', look: 'c5', dash: 3, value: perSecond(({ dropped }) => dropped) },
  { name: 'wrong', look: 'c1', dash: 2, value: perSecond(({ wrong }) => wrong) },
  { name: 'stale', look: 'c2', dash: 3, value: perSecond(({ stale }) => stale) },
];

/** What each line shows, by its name. */
export const seriesValues: ReadonlyMap<string, Value> = new Map(
  [...rates, ...times, ...flights, ...failures].map(({ name, value }) => [name, value]),
);

const lineOf = ({ value, isShown = true, ...line }: Asked, moments: readonly Moment[]): Line => ({
  ...line,
  isShown,
  values: moments.map(value),
});

type Common = Pick<LineChart, 'at' | 'axis' | 'marks'>;

const chart = (
  about: Pick<LineChart, 'id' | 'title' | 'how' | 'scale'>,
  asked: readonly Asked[],
  moments: readonly Moment[],
  common: Common,
): LineChart => ({
  ...about,
  ...common,
  lines: asked.map((each) => lineOf(each, moments)),
});

const rateScale = linear((value) => `${amountText(value)}/s`);

export interface LoadCharts {
  readonly rates: LineChart;
  readonly times: LineChart;
  readonly flights: LineChart;
  /** Null: nothing ever failed. */
  readonly failures: LineChart | null;
}

/** `second`, or `8 seconds` of a long run. */
export const stretchText = ({ summary: { series } }: LoadData): string =>
  series.length === 1_000 ? 'second' : `${series.length / 1_000} seconds`;

/** The charts over the time of a run; a value stands in the middle of what it is of. */
export const loadCharts = (data: LoadData): LoadCharts => {
  const moments = momentsOf(data.summary);
  const common: Common = {
    at: moments.map(({ from, until }) => (from + until) / 2),
    axis: axisOf(lengthOf(data.summary)),
    marks: marksOf(data),
  };
  const each = stretchText(data);
  const seen = failures.filter(({ value }) => moments.some((moment) => (value(moment) ?? 0) > 0));
  const known = times.filter(({ value }) => moments.some((moment) => value(moment) !== null));
  return {
    rates: chart(
      {
        id: 'rates',
        title: 'Offered, started, completed',
        how: `Requests a second in each ${each}: offered by when they were due, started and completed by when that happened. Where completed lies below offered, the service is falling behind or the driver is.`,
        scale: rateScale,
      },
      rates,
      moments,
      common,
    ),
    times: chart(
      {
        id: 'times',
        title: 'Response time and start lag',
        how: `Percentiles of the requests due in each ${each}, upon a scale on which every step is several times the last. A gap, or no line at all: fewer than ten samples lie beyond it. What nobody waited for counts with the least it can have taken. Start lag is the driver's own lateness; where it comes near the response time, the driver was the cause.`,
        scale: logarithmic(timeText),
      },
      known,
      moments,
      common,
    ),
    flights: chart(
      {
        id: 'flights',
        title: 'In flight',
        how: `Requests handed over and not yet over at the end of each ${each}. A line that only rises is a queue that only grows.`,
        scale: linear(amountText),
      },
      flights,
      moments,
      common,
    ),
    failures:
      seen.length === 0
        ? null
        : chart(
            {
              id: 'failures',
              title: 'What went wrong',
              how: `A second, by when the requests were due in each ${each}, whenever they failed. What never occurred has no line.`,
              scale: rateScale,
            },
            seen,
            moments,
            common,
          ),
  };
};

/** Every chart the page draws. */
export const chartsOfLoad = (data: LoadData): readonly LineChart[] =>
  Object.values(loadCharts(data)).filter((each) => each !== null);
