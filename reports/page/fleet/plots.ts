import uPlot from 'uplot';
import { amountText } from '../../fleet/amount-text.ts';
import { momentText } from '../../html/fleet/lanes.ts';
import { plotSides } from '../../html/fleet/line-chart.ts';
import { daySteps, roundSteps } from '../../html/fleet/scale.ts';
import { dashes, type LineChart } from '../../html/fleet/series.ts';

const height = 210;
const minutesInDay = 1_440;

/** From and to which day every chart is drawn. */
export interface Shown {
  readonly from: number;
  readonly until: number;
}

/** The charts of a page, which move together. */
export interface Plots {
  readonly show: (shown: Shown) => void;
  readonly toggle: (chart: string, line: number, isShown: boolean) => void;
  readonly resize: () => void;
  /** Draws anew in the colours that hold now. */
  readonly paint: () => void;
}

interface Plot {
  readonly chart: LineChart;
  readonly place: HTMLElement;
  readonly plot: uPlot;
}

type Zoom = (shown: Shown) => void;

const colourOf = (place: Element | null): string =>
  place === null ? '#888' : getComputedStyle(place).color;

/** The colour of a line is that of its sample, which the style gives it. */
const lineColour = (chart: string, line: number): string => {
  const samples = document.querySelectorAll(`#chart-${CSS.escape(chart)} .key .sample`);
  return colourOf(samples[line] ?? null);
};

const softColour = (): string => colourOf(document.querySelector('.how'));

const seriesOf = ({ id, lines }: LineChart): uPlot.Series[] =>
  lines.map((line, at) => ({
    label: line.name,
    show: line.isShown,
    width: 1.8,
    dash: [...(dashes[line.dash] ?? [])],
    stroke: () => lineColour(id, at),
    points: { show: line.values.length < 2 },
  }));

const axes = (): uPlot.Axis[] => {
  const common = {
    stroke: softColour,
    ticks: { show: false },
    font: '12px system-ui, sans-serif',
  };
  const grid = { stroke: () => `color-mix(in srgb, ${softColour()} 22%, transparent)`, width: 1 };
  return [
    {
      ...common,
      size: 28,
      gap: 6,
      grid: { show: false },
      splits: (plot, _axis, min, max) => [...daySteps(min, max, Math.max(3, plot.width / 52))],
      values: (_plot, splits) => splits.map(String),
    },
    {
      ...common,
      size: plotSides.left,
      gap: 8,
      grid,
      splits: (_plot, _axis, _min, max) => roundSteps(max).filter((step) => step <= max),
      values: (_plot, splits) => splits.map(amountText),
    },
  ];
};

/** The values under the cursor stand beside the names; without a cursor there are none. */
const tell = ({ id, lines, days }: LineChart, index: number | null | undefined): void => {
  const box = document.getElementById(`chart-${id}`);
  for (const [at, line] of lines.entries()) {
    const place = box?.querySelector(`[data-now="${at}"]`);
    const value = index === null || index === undefined ? undefined : line.values[index];
    if (place) place.textContent = value === undefined ? '' : amountText(value);
  }
  const says = box?.querySelector('[data-moment]');
  const day = index === null || index === undefined ? undefined : days[index];
  if (says) says.textContent = day === undefined ? '' : `after ${momentText(day * minutesInDay)}`;
};

const optionsOf = (
  chart: LineChart,
  width: number,
  shown: () => Shown,
  zoom: Zoom,
): uPlot.Options => ({
  width,
  height,
  legend: { show: false },
  padding: [8, plotSides.right, 0, 0],
  cursor: {
    sync: { key: 'fleet' },
    drag: { x: true, y: false, setScale: false },
    points: { size: 7 },
    y: false,
  },
  scales: {
    x: { time: false, range: () => [shown().from, shown().until] },
    y: { range: (_plot, _min, max) => [0, roundSteps(max ?? 0).at(-1) ?? 1] },
  },
  axes: axes(),
  series: [{}, ...seriesOf(chart)],
  hooks: {
    setSelect: [
      (plot) => {
        const { left, width: long } = plot.select;
        if (long < 4) return;
        const [from, until] = [plot.posToVal(left, 'x'), plot.posToVal(left + long, 'x')];
        plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        zoom({ from, until });
      },
    ],
    setCursor: [(plot) => tell(chart, plot.cursor.left === -10 ? null : plot.cursor.idx)],
  },
});

const pressed = (key: string, now: number, first: number, last: number): number | null => {
  const moved = { ArrowLeft: now - 1, ArrowRight: now + 1, Home: first, End: last }[key];
  return moved === undefined ? null : Math.min(last, Math.max(first, moved));
};

/** By keyboard the cursor goes from value to value, and what it shows is read out. */
const followKeys = ({ chart, place, plot }: Plot): void =>
  place.addEventListener('keydown', (event) => {
    const { min = 0, max = 0 } = plot.scales['x'] ?? {};
    const [first, last] = [plot.valToIdx(min ?? 0), plot.valToIdx(max ?? 0)];
    const index = pressed(event.key, plot.cursor.idx ?? first - 1, first, last);
    if (index === null) return;
    event.preventDefault();
    plot.setCursor({ left: plot.valToPos(chart.days[index] ?? 0, 'x'), top: 10 });
    const says = document.querySelector(`[data-says="${CSS.escape(chart.id)}"]`);
    const values = chart.lines
      .filter((_, at) => plot.series[at + 1]?.show === true)
      .map(({ name, values }) => `${name} ${amountText(values[index] ?? 0)}`);
    const moment = momentText((chart.days[index] ?? 0) * minutesInDay);
    if (says !== null) says.textContent = `After ${moment}: ${values.join(', ')}`;
  });

const newPlot = (chart: LineChart, shown: () => Shown, zoom: Zoom): Plot | null => {
  const place = document.querySelector<HTMLElement>(`[data-plot="${CSS.escape(chart.id)}"]`);
  if (place === null) return null;
  const data: uPlot.AlignedData = [
    [...chart.days],
    ...chart.lines.map(({ values }) => [...values]),
  ];
  const box = document.createElement('div');
  box.className = 'live';
  place.append(box);
  place.classList.add('drawn');
  place.tabIndex = 0;
  place.setAttribute('role', 'group');
  place.setAttribute('aria-label', `${chart.title}: the arrow keys go from moment to moment`);
  const plot = new uPlot(optionsOf(chart, place.clientWidth, shown, zoom), data, box);
  const made = { chart, place, plot };
  followKeys(made);
  return made;
};

/** Draws every chart of the page; `zoom` is called when somebody draws over one. */
export const newPlots = (charts: readonly LineChart[], days: number, zoom: Zoom): Plots => {
  let shown: Shown = { from: 0, until: days };
  const plots = charts.flatMap((chart) => newPlot(chart, () => shown, zoom) ?? []);
  return {
    show: (wanted) => {
      shown = wanted;
      for (const { plot } of plots) plot.setScale('x', { min: wanted.from, max: wanted.until });
    },
    toggle: (id, line, isShown) => {
      const found = plots.find(({ chart }) => chart.id === id);
      found?.plot.setSeries(line + 1, { show: isShown });
    },
    resize: () => {
      for (const { plot, place } of plots) plot.setSize({ width: place.clientWidth, height });
    },
    paint: () => {
      for (const { plot } of plots) plot.redraw(true, true);
    },
  };
};
