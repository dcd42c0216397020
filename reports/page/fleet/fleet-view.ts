import { fleetBody } from '../../html/fleet/fleet-body.ts';
import type { FleetData } from '../../html/fleet/fleet-data.ts';
import { fleetGist } from '../../html/fleet/fleet-gist.ts';
import { lanesSvg } from '../../html/fleet/lanes.ts';
import { chartsOf } from '../../html/fleet/series.ts';
import { wantedOf } from '../address.ts';
import { byId } from '../element.ts';
import { showPart } from '../show-part.ts';
import type { View } from '../view.ts';
import { newPlots, type Plots, type Shown } from './plots.ts';
import { sortBy } from './sort.ts';

/** No closer than this, in days: a quarter of an hour. */
const leastSpan = 1 / 96;
const rounded = (day: number): string => String(Math.round(day * 100) / 100);

/** What the page of a fleet brings with it. */
export const embeddedFleet = (): FleetData =>
  JSON.parse(byId('data-fleet').textContent ?? '') as FleetData;

const boxOf = (id: string): HTMLInputElement => byId(id) as HTMLInputElement;

const drawLanes = ({ summary }: FleetData, shown: Shown): void => {
  const place = document.querySelector('[data-lanes]');
  if (!(place instanceof HTMLElement)) return;
  const extent = { ...shown, width: place.clientWidth };
  place.innerHTML = lanesSvg(summary.connectors, summary.days, extent).markup;
};

const withinRun = ({ from, until }: Shown, days: number): Shown | null => {
  const first = Math.max(0, Math.min(from, until));
  const last = Math.min(days, Math.max(from, until));
  return last - first < leastSpan ? null : { from: first, until: last };
};

const follow = (): void => {
  const wanted = wantedOf(location.hash);
  if (wanted?.show === 'part') showPart(wanted.id);
};

interface Time {
  readonly show: (wanted: Shown, keep?: HTMLElement | null) => void;
  readonly redraw: () => void;
  readonly plots: Plots;
}

/** The pictures over the days, which always show the same ones. */
const timeOf = (data: FleetData): Time => {
  const { days } = data.summary;
  let now: Shown = { from: 0, until: days };
  const show = (wanted: Shown, keep: HTMLElement | null = null): void => {
    const shown = withinRun(wanted, days);
    if (shown === null) return;
    now = shown;
    plots.show(shown);
    drawLanes(data, shown);
    const boxes = [
      [boxOf('zoom-from'), shown.from],
      [boxOf('zoom-until'), shown.until],
    ] as const;
    for (const [box, day] of boxes) if (box !== keep) box.value = rounded(day);
  };
  const plots = newPlots(chartsOf(data), days, show);
  drawLanes(data, now);
  return { show, plots, redraw: () => drawLanes(data, now) };
};

const typedDays = (): Shown => ({
  from: boxOf('zoom-from').valueAsNumber,
  until: boxOf('zoom-until').valueAsNumber,
});

const typed = (event: Event, { show, plots }: Time): void => {
  const { target } = event;
  if (!(target instanceof HTMLInputElement)) return;
  const { chart, line } = target.dataset;
  if (chart !== undefined && line !== undefined) {
    plots.toggle(chart, Number(line), target.checked);
    target.closest('li')?.classList.toggle('off', !target.checked);
  }
  const wanted = typedDays();
  const isZoom = target.id.startsWith('zoom-');
  if (isZoom && Number.isFinite(wanted.from + wanted.until)) show(wanted, target);
};

/** Brings the page of a fleet to life, which stands there already. */
export const startFleet = (data: FleetData): View => {
  const time = timeOf(data);
  follow();
  document.documentElement.dataset['ready'] = 'fleet';
  return {
    summary: () => fleetGist(data),
    saved: () => ({ name: 'summary.json', value: data.summary }),
    actions: {
      sort: sortBy,
      whole: () => time.show({ from: 0, until: data.summary.days }),
    },
    clicked: () => undefined,
    typed: (event) => typed(event, time),
    chosen: () => false,
    follow,
    resized: () => {
      time.plots.resize();
      time.redraw();
    },
    painted: time.plots.paint,
  };
};

/** Draws the page of another fleet. */
export const openFleet = (data: FleetData): View => {
  byId('page').innerHTML = fleetBody(data).markup;
  return startFleet(data);
};
