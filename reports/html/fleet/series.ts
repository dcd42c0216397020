import { amountText, minutesText } from '../../fleet/amount-text.ts';
import type { Changes, Counts } from '../../fleet/tally.ts';
import { dashes, type Line, type LineChart, linear, type TimeAxis } from '../chart/chart.ts';
import { daySteps } from '../chart/scale.ts';
import type { FleetData } from './fleet-data.ts';

const hoursInDay = 24;
/** Lines of one chart that are drawn at first; more of them cannot be told apart. */
const linesShown = 5;
/** Colours of names that mean neither good nor bad. */
const looks = 6;

/** What matters most is first, and solid. */
const lookOfState: Readonly<Record<string, string>> = {
  noncompliant: 'bad',
  inGracePeriod: 'wait',
  error: 'odd',
  compliant: 'good',
  unknown: 'off',
};

type Kind = 'complianceState' | 'reasons' | 'access';
type Levels = ReadonlyMap<string, readonly number[]>;

const levelsFrom = (changes: Changes, hours: number): Levels =>
  new Map(
    Object.entries(changes).map(([name, list]) => {
      let devices = 0;
      return [name, Array.from({ length: hours }, (_, hour) => (devices += list[hour] ?? 0))];
    }),
  );

const levelsByDay = (days: readonly Counts[]): Levels => {
  const names = [...new Set(days.flatMap((day) => Object.keys(day)))].sort();
  return new Map(names.map((name) => [name, days.map((day) => day[name] ?? 0)]));
};

const levelsOf = ({ summary, hours }: FleetData, kind: Kind): Levels =>
  hours === null
    ? levelsByDay(summary.byDay.map((day) => day[kind]))
    : levelsFrom(hours.byHour[kind], summary.days * hoursInDay);

/** The instants of values: the end of each hour, or of each day. */
const instantsOf = ({ summary, hours }: FleetData): readonly number[] =>
  hours === null
    ? summary.byDay.map(({ day }) => day)
    : Array.from({ length: summary.days * hoursInDay }, (_, hour) => (hour + 1) / hoursInDay);

const linesFrom = (
  levels: Levels,
  names: readonly string[],
  lookOf: (name: string, at: number) => string,
  isShown: (name: string, at: number) => boolean,
): readonly Line[] =>
  names.map((name, at) => ({
    name,
    look: lookOf(name, at),
    dash: at % dashes.length,
    values: levels.get(name) ?? [],
    isShown: isShown(name, at),
  }));

const minutesInDay = 1_440;

/** `11d 9h`: how long after the start, as a profile writes it. */
export const momentText = (minute: number): string =>
  minute === 0 ? 'the start' : minutesText(Math.round(minute));

const axisOf = (days: number): TimeAxis => ({
  until: days,
  steps: daySteps,
  tick: String,
  moment: (day) => `after ${momentText(day * minutesInDay)}`,
});

const overDays = (
  { summary }: FleetData,
  at: readonly number[],
): Pick<LineChart, 'at' | 'axis' | 'scale' | 'marks'> => ({
  at,
  axis: axisOf(summary.days),
  scale: linear(amountText),
  marks: [],
});

const each = ({ hours }: FleetData): string =>
  hours === null ? 'at the end of each day' : 'at the end of each hour';

const statesChart = (data: FleetData, days: readonly number[]): LineChart => {
  const levels = levelsOf(data, 'complianceState');
  const usual = ['compliant', 'unknown'];
  const order = Object.keys(lookOfState);
  const names = [...levels.keys()].sort((a, b) => order.indexOf(a) - order.indexOf(b));
  const isAnyUnusual = names.some((name) => !usual.includes(name));
  return {
    id: 'states',
    title: 'Compliance state',
    how: `Devices in each state ${each(data)}. Compliant ones, and phones nobody manages, which have no state, are so many that they wait to be ticked.`,
    ...overDays(data, days),
    lines: linesFrom(
      levels,
      names,
      (name) => lookOfState[name] ?? 'c0',
      (name) => !isAnyUnusual || !usual.includes(name),
    ),
  };
};

const reasonsChart = (data: FleetData, days: readonly number[]): LineChart => {
  const { reasons } = data.summary.compliance.deviceHours;
  const names = Object.entries(reasons)
    .sort(([a, most], [b, other]) => other - most || (a < b ? -1 : 1))
    .map(([name]) => name);
  return {
    id: 'reasons',
    title: 'Reasons of noncompliance',
    how: `Devices with each reason ${each(data)}, the reason that lasted longest first; a device can have several.`,
    ...overDays(data, days),
    lines: linesFrom(
      levelsOf(data, 'reasons'),
      names,
      (_, at) => `c${at % looks}`,
      (_, at) => at < linesShown,
    ),
  };
};

const accessChart = (data: FleetData, days: readonly number[]): LineChart => ({
  id: 'access',
  title: 'Without access',
  how: `Devices whose work app does not open or gets no token (closed) ${each(data)}; the others have access (open).`,
  ...overDays(data, days),
  lines: linesFrom(
    levelsOf(data, 'access'),
    ['closed', 'open'],
    (name) => (name === 'closed' ? 'bad' : 'good'),
    (name) => name === 'closed',
  ),
});

const checkInsChart = (data: FleetData, days: readonly number[]): LineChart => {
  const { hours, summary } = data;
  const values = hours === null ? summary.byDay.map((day) => day.checkIns) : hours.checkIns;
  const within = hours === null ? 'day' : 'hour';
  return {
    id: 'check-ins',
    title: 'Check-ins',
    how: `Check-ins within each ${within}; a wave of them shows where many devices wake at once.`,
    ...overDays(data, days),
    lines: [
      {
        name: 'check-ins',
        look: 'c0',
        dash: 0,
        values: days.map((_, at) => values[at] ?? 0),
        isShown: true,
      },
    ],
  };
};

/** Every chart over the days of a run; those with nothing in them are left out. */
export const chartsOf = (data: FleetData): readonly LineChart[] => {
  const days = instantsOf(data);
  const charts = [statesChart, reasonsChart, accessChart, checkInsChart];
  return charts.map((make) => make(data, days)).filter(({ lines }) => lines.length > 0);
};
