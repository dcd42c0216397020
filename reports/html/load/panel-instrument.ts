import { amountText } from '../../fleet/amount-text.ts';
import { type Grade, limits } from '../../load/grade.ts';
import {
  deviationOf,
  type HonestyClaim,
  type HonestyFigure,
  type HonestyRecord,
  isWithin,
} from '../../load/honesty.ts';
import { honestyStanding, honestyValueText, toleranceText } from '../../load/honesty-text.ts';
import type { Instrument, ThreadReading } from '../../load/instrument.ts';
import type { LoadSummary } from '../../load/summary.ts';
import { timeText } from '../../load/text.ts';
import { type Cell, cell, dataTable, figure, word } from '../chart/data-table.ts';
import { type Html, html } from '../html.ts';
import { glyph } from '../outcome-words.ts';
import { none, panel } from '../panel.ts';
import { gradeWord } from './panel-verdict.ts';
import { amount, percentileTime, percentText, share, time } from './told.ts';

const orDash = (place: string, value: number | null, of: typeof time): Cell =>
  cell(of(place, value), value);

const ofWall = (value: number | null, wall: number): Cell =>
  value === null || wall === 0 ? cell('–') : cell(percentText(value / wall), value / wall);

const threadRow = (thread: ThreadReading, at: number, wall: number): readonly Cell[] => {
  const place = `/instrument/threads/${at}`;
  return [
    cell(thread.name),
    orDash(`${place}/utilisation`, thread.utilisation, share),
    orDash(`${place}/loopDelayP99`, thread.loopDelayP99, time),
    orDash(`${place}/loopDelayMost`, thread.loopDelayMost, time),
    ofWall(thread.cpu, wall),
    ofWall(thread.waitedForCpu, wall),
    cell(amount(`${place}/collections`, thread.collections), thread.collections),
    orDash(`${place}/collecting`, thread.collecting, time),
    orDash(`${place}/longestCollection`, thread.longestCollection, time),
  ];
};

const threads = ({ threads: all, machine }: Instrument): Html =>
  dataTable(
    'Threads of the driver',
    [
      word('thread'),
      ...[
        'loop in use',
        'loop delay p99',
        'loop delay most',
        'CPU',
        'waited for CPU',
        'collections',
        'collecting',
        'longest',
      ].map(figure),
    ],
    all.map((thread, at) => threadRow(thread, at, machine.wall)),
  );

/** A figure the grade looks at, with the limits it is held against. */
interface Watched {
  readonly name: string;
  readonly limit: keyof typeof limits;
  readonly value: number | null;
  readonly text: (value: number) => string;
}

const mostOf = (values: readonly (number | null)[]): number | null =>
  values.reduce<number | null>(
    (most, value) => (value === null ? most : Math.max(most ?? 0, value)),
    null,
  );

const watchedIn = ({ measured, instrument }: LoadSummary): readonly Watched[] => {
  const { threads: all, machine, calibration } = instrument;
  const lag = measured.lag.percentiles.p99?.value ?? null;
  const response = measured.response.percentiles.p99?.value ?? null;
  const waited = mostOf(all.map(({ waitedForCpu }) => waitedForCpu));
  const isSmall = lag === null || response === null || lag <= 1_000;
  return [
    {
      name: 'busiest event loop',
      limit: 'utilisation',
      value: mostOf(all.map(({ utilisation }) => utilisation)),
      text: percentText,
    },
    {
      name: 'event loop delay p99, worst thread',
      limit: 'loopDelayP99',
      value: mostOf(all.map(({ loopDelayP99 }) => loopDelayP99)),
      text: timeText,
    },
    { name: 'start lag p99', limit: 'lagP99', value: lag, text: timeText },
    {
      name: 'start lag p99 of response p99, where above 1 ms',
      limit: 'lagShare',
      value: isSmall ? null : lag / response,
      text: percentText,
    },
    {
      name: 'waited for a processor, worst thread',
      limit: 'waitedForCpu',
      value: waited === null || machine.wall === 0 ? null : waited / machine.wall,
      text: percentText,
    },
    { name: 'stolen by the host', limit: 'steal', value: machine.steal, text: percentText },
    {
      name: "busiest rate of the driver's own ceiling",
      limit: 'ofCeiling',
      value: calibration === null ? null : measured.planned.peak / calibration.ceiling,
      text: percentText,
    },
  ];
};

const gradeOf = ({ limit, value }: Watched): Grade | null => {
  if (value === null) return null;
  if (value > limits[limit].invalid) return 'INVALID';
  return value > limits[limit].degraded ? 'DEGRADED' : 'VALID';
};

const limitsTable = (summary: LoadSummary): Html =>
  dataTable(
    'Figures of the driver and their limits',
    [word('figure'), ...['seen', 'DEGRADED above', 'INVALID above'].map(figure), word('so it is')],
    watchedIn(summary).map((watched) => {
      const { name, limit, value, text } = watched;
      const grade = gradeOf(watched);
      return [
        cell(name),
        cell(value === null ? '–' : text(value), value),
        cell(text(limits[limit].degraded)),
        cell(text(limits[limit].invalid)),
        cell(
          grade === null ? html`<span class="o-not-run">not looked at</span>` : gradeWord(grade),
        ),
      ];
    }),
  );

const neighbours: Readonly<Record<Instrument['neighbourhood'], string>> = {
  'other-machine': 'on another machine',
  'other-cores': 'on this machine, with cores of its own',
  'same-cores': 'on the cores of the driver, which is DEGRADED at best',
  unknown: 'nobody can say where, which is DEGRADED at best',
};

const machineFacts = ({ machine, neighbourhood, calibration }: Instrument): Html => {
  const of = (name: string): string => `/instrument/machine/${name}`;
  const { wall, cpu, rss, steal, busy, loadAverage, listenOverflows, sockets } = machine;
  const floor =
    calibration === null
      ? html`not calibrated`
      : html`a target that does nothing answers in ${time('/instrument/calibration/floorP50', calibration.floorP50)} (p50) and ${time('/instrument/calibration/floorP99', calibration.floorP99)} (p99): no time here means less. At most ${amount('/instrument/calibration/ceiling', calibration.ceiling)} requests a second can be made`;
  const used = wall === 0 ? '–' : percentText(cpu / wall);
  return html`<dl class="facts"><dt>calibration</dt><dd>${floor}</dd><dt>target</dt><dd>${neighbours[neighbourhood]}</dd><dt>measured for</dt><dd>${time(of('wall'), wall)}</dd><dt>CPU of the driver</dt><dd>${used} of one processor, ${time(of('cpu'), cpu)} in all</dd><dt>memory</dt><dd>${amountText(rss / 1_048_576)} MB resident at the end</dd><dt>sockets</dt><dd>${amount(of('sockets'), sockets)} open at the end</dd><dt>machine</dt><dd>${share(of('busy'), busy)} of its time in use, ${share(of('steal'), steal)} stolen by its host, load average ${loadAverage.toFixed(2)}</dd><dt>full queues</dt><dd>${listenOverflows === null ? 'the system does not say' : html`${amount(of('listenOverflows'), listenOverflows)} connections met a full queue of a listener`}</dd></dl>`;
};

const lagSentence = ({ measured: { lag } }: LoadSummary): Html => {
  const told = (['p50', 'p99'] as const).map((name) => {
    const percentile = lag.percentiles[name];
    const value =
      percentile === null
        ? html`too few samples`
        : percentileTime(`/measured/lag/percentiles/${name}`, percentile);
    return html`${name} ${value}, `;
  });
  return html`<p class="lead">Start lag: ${told}at most ${time('/measured/lag/most', lag.most)}.</p>`;
};

const sign = (holds: boolean): Html =>
  html`<span class="word o-${holds ? 'met' : 'violated'}">${glyph(holds ? 'met' : 'violated')}${holds ? 'within' : 'beyond'}</span>`;

const figureRow = (tested: HonestyFigure): readonly Cell[] => [
  cell(html`${tested.what}<span class="meaning">${tested.experiment}</span>`),
  cell(honestyValueText(tested.told, tested.unit)),
  cell(honestyValueText(tested.truth, tested.unit)),
  cell(percentText(deviationOf(tested))),
  cell(toleranceText(tested)),
  cell(sign(isWithin(tested))),
];

const claimRow = ({ what, experiment, seen, holds }: HonestyClaim): readonly Cell[] => [
  cell(html`${what}<span class="meaning">${experiment}</span>`),
  cell(seen),
  ...Array.from({ length: 3 }, () => cell('–')),
  cell(sign(holds)),
];

const honesty = (record: HonestyRecord | undefined): Html => {
  const title = html`<h4 id="honesty">Is the driver honest?</h4>`;
  if (record === undefined) {
    return html`${title}${none('Not tested on this machine: `muster selftest honesty` puts the driver before servers that keep a log, and its result stands in every report that follows.')}`;
  }
  return html`${title}<p class="lead">${honestyStanding(record)}</p>${dataTable(
    'Figures of the driver beside the log of the server',
    [
      word('figure'),
      ...['told', "server's log", 'apart', 'tolerance'].map(figure),
      word('so it is'),
    ],
    [...record.figures.map(figureRow), ...record.claims.map(claimRow)],
  )}`;
};

/** Panel 11: what the driver saw of itself. */
export const instrumentPanel = (summary: LoadSummary): Html =>
  panel(
    'instrument',
    'Instrument',
    'How the driver itself did while it measured. Nothing of it is subtracted anywhere: where a figure is beyond its limit, the grade says so. CPU and waiting are shares of the time that was measured.',
    html`${lagSentence(summary)}${limitsTable(summary)}<h4>Threads</h4>${threads(summary.instrument)}<h4>Machine</h4>${machineFacts(summary.instrument)}${honesty(summary.honesty)}`,
  );
