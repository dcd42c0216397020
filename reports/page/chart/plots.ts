import uPlot from 'uplot';
import { dashes, type LineChart, stepsFor } from '../../html/chart/chart.ts';
import { namedMarks, plotSides } from '../../html/chart/line-chart.ts';

const height = 210;
/** Room above the plot where the names of marks stand. */
const markRoom = 16;

/** From and to which moment every chart is drawn, in the unit of their axis. */
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
    points: { show: line.values.length < 2, size: 5 },
  }));

/** The steps of what is drawn now, which change as lines are ticked. */
type Steps = () => readonly number[];

const axesOf = ({ axis, scale }: LineChart, steps: Steps): uPlot.Axis[] => {
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
      splits: (plot, _axis, min, max) => [...axis.steps(min, max, Math.max(3, plot.width / 52))],
      values: (_plot, splits) => splits.map(axis.tick),
    },
    {
      ...common,
      size: plotSides.left,
      gap: 8,
      grid,
      splits: () => [...steps()],
      filter: (_plot, splits) => splits,
      values: (_plot, splits) => splits.map(scale.text),
    },
  ];
};

/** The values under the cursor stand beside the names; without a cursor there are none. */
const tell = (chart: LineChart, index: number | null | undefined): void => {
  const { id, lines, at, axis, scale } = chart;
  const box = document.getElementById(`chart-${id}`);
  for (const [number, line] of lines.entries()) {
    const place = box?.querySelector(`[data-now="${number}"]`);
    const value = index === null || index === undefined ? undefined : line.values[index];
    if (place) place.textContent = value === undefined || value === null ? '' : scale.text(value);
  }
  const says = box?.querySelector('[data-moment]');
  const moment = index === null || index === undefined ? undefined : at[index];
  if (says) says.textContent = moment === undefined ? '' : axis.moment(moment);
};

/** A stroke for each mark, with its name where there is room for it. */
const drawMarks = ({ marks }: LineChart, plot: uPlot): void => {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  const soft = softColour();
  ctx.save();
  ctx.strokeStyle = soft;
  ctx.fillStyle = soft;
  ctx.font = `${11 * ratio}px system-ui, sans-serif`;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'bottom';
  ctx.setLineDash([2 * ratio, 3 * ratio]);
  const { min = 0, max = 0 } = plot.scales['x'] ?? {};
  const inside = marks.filter(({ at }) => at >= (min ?? 0) && at <= (max ?? 0));
  for (const { mark, isNamed } of namedMarks(inside, (at) => plot.valToPos(at, 'x'))) {
    const x = Math.round(plot.valToPos(mark.at, 'x', true));
    ctx.beginPath();
    ctx.moveTo(x, bbox.top - markRoom * ratio);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    if (isNamed) ctx.fillText(mark.name, x + 4 * ratio, bbox.top - 2 * ratio);
  }
  ctx.restore();
};

const draggedOver =
  (zoom: Zoom) =>
  (plot: uPlot): void => {
    const { left, width: long } = plot.select;
    if (long < 4) return;
    const [from, until] = [plot.posToVal(left, 'x'), plot.posToVal(left + long, 'x')];
    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    zoom({ from, until });
  };

const optionsOf = (
  chart: LineChart,
  width: number,
  shown: () => Shown,
  zoom: Zoom,
): uPlot.Options => {
  const { scale, marks } = chart;
  let isDrawn = chart.lines.map(({ isShown }) => isShown);
  const steps: Steps = () =>
    stepsFor(
      chart,
      chart.lines.filter((_, at) => isDrawn[at] === true),
    );
  const ends = (): [number, number] => {
    const all = steps();
    return [all[0] ?? 0, all.at(-1) ?? 1];
  };
  return {
    width,
    height,
    legend: { show: false },
    padding: [marks.length === 0 ? 8 : markRoom + 4, plotSides.right, 0, 0],
    cursor: {
      sync: { key: 'page' },
      drag: { x: true, y: false, setScale: false },
      points: { size: 7 },
      y: false,
    },
    scales: {
      x: { time: false, range: () => [shown().from, shown().until] },
      y: {
        range: (plot) => {
          isDrawn = plot.series.slice(1).map(({ show }) => show === true);
          return ends();
        },
        ...(scale.isLogarithmic ? { distr: 3, log: 10 } : {}),
      },
    },
    axes: axesOf(chart, steps),
    series: [{}, ...seriesOf(chart)],
    hooks: {
      setSelect: [draggedOver(zoom)],
      setCursor: [(plot) => tell(chart, plot.cursor.left === -10 ? null : plot.cursor.idx)],
      draw: [(plot) => drawMarks(chart, plot)],
    },
  };
};

const pressed = (key: string, now: number, first: number, last: number): number | null => {
  const moved = { ArrowLeft: now - 1, ArrowRight: now + 1, Home: first, End: last }[key];
  return moved === undefined ? null : Math.min(last, Math.max(first, moved));
};

const readOut = ({ chart, plot }: Plot, index: number): string => {
  const { lines, axis, at, scale } = chart;
  const values = lines.flatMap(({ name, values }, number) => {
    const value = values[index];
    if (plot.series[number + 1]?.show !== true) return [];
    return [`${name} ${value === null || value === undefined ? 'unknown' : scale.text(value)}`];
  });
  const moment = axis.moment(at[index] ?? 0);
  return `${moment.charAt(0).toUpperCase()}${moment.slice(1)}: ${values.join(', ')}`;
};

/** By keyboard the cursor goes from value to value, and what it shows is read out. */
const followKeys = (made: Plot): void => {
  const { chart, place, plot } = made;
  // Whoever reads by keys goes on from there, wherever the mouse happens to lie.
  let held: number | null = null;
  place.addEventListener('blur', () => {
    held = null;
  });
  place.addEventListener('keydown', (event) => {
    const { min = 0, max = 0 } = plot.scales['x'] ?? {};
    const [first, last] = [plot.valToIdx(min ?? 0), plot.valToIdx(max ?? 0)];
    const index = pressed(event.key, held ?? plot.cursor.idx ?? first - 1, first, last);
    if (index === null) return;
    held = index;
    event.preventDefault();
    plot.setCursor({ left: plot.valToPos(chart.at[index] ?? 0, 'x'), top: 10 });
    const says = document.querySelector(`[data-says="${CSS.escape(chart.id)}"]`);
    if (says !== null) says.textContent = readOut(made, index);
  });
};

/** A logarithm knows no nothing, which is drawn as nothing. */
const dataOf = ({ at, lines, scale }: LineChart): uPlot.AlignedData => [
  [...at],
  ...lines.map(({ values }) =>
    values.map((value) => (scale.isLogarithmic && value !== null && value <= 0 ? null : value)),
  ),
];

const newPlot = (chart: LineChart, shown: () => Shown, zoom: Zoom): Plot | null => {
  const place = document.querySelector<HTMLElement>(`[data-plot="${CSS.escape(chart.id)}"]`);
  if (place === null) return null;
  const box = document.createElement('div');
  box.className = 'live';
  place.append(box);
  place.classList.add('drawn');
  place.tabIndex = 0;
  place.setAttribute('role', 'group');
  place.setAttribute('aria-label', `${chart.title}: the arrow keys go from moment to moment`);
  const options = optionsOf(chart, place.clientWidth, shown, zoom);
  const made = { chart, place, plot: new uPlot(options, dataOf(chart), box) };
  followKeys(made);
  return made;
};

/** Draws every chart of the page; `zoom` is called when somebody draws over one. */
export const newPlots = (charts: readonly LineChart[], whole: Shown, zoom: Zoom): Plots => {
  let shown = whole;
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
