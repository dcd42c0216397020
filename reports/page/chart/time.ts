import type { LineChart } from '../../html/chart/chart.ts';
import { byId } from '../element.ts';
import { newPlots, type Plots, type Shown } from './plots.ts';

/** The pictures over the time of a run, which always show the same part of it. */
export interface Time {
  /** @param keep what somebody is typing into, and is left as it is */
  readonly show: (wanted: Shown, keep?: HTMLElement | null) => void;
  readonly whole: () => void;
  readonly typed: (event: Event) => void;
  readonly resized: () => void;
  readonly painted: () => void;
}

export interface TimeOptions {
  readonly charts: readonly LineChart[];
  readonly until: number;
  /** No closer than this. */
  readonly leastSpan: number;
  /** Draws whatever else runs over the time. */
  readonly draw: (shown: Shown) => void;
}

const rounded = (moment: number): string => String(Math.round(moment * 100) / 100);

const boxOf = (id: string): HTMLInputElement => byId(id) as HTMLInputElement;

const within = ({ from, until }: Shown, { until: end, leastSpan }: TimeOptions): Shown | null => {
  const first = Math.max(0, Math.min(from, until));
  const last = Math.min(end, Math.max(from, until));
  return last - first < leastSpan ? null : { from: first, until: last };
};

const typedMoments = (): Shown => ({
  from: boxOf('zoom-from').valueAsNumber,
  until: boxOf('zoom-until').valueAsNumber,
});

const typed = (event: Event, plots: Plots, show: Time['show']): void => {
  const { target } = event;
  if (!(target instanceof HTMLInputElement)) return;
  const { chart, line } = target.dataset;
  if (chart !== undefined && line !== undefined) {
    plots.toggle(chart, Number(line), target.checked);
    target.closest('li')?.classList.toggle('off', !target.checked);
  }
  if (!target.id.startsWith('zoom-')) return;
  const wanted = typedMoments();
  if (Number.isFinite(wanted.from + wanted.until)) show(wanted, target);
};

export const newTime = (options: TimeOptions): Time => {
  const { charts, until, draw } = options;
  const run: Shown = { from: 0, until };
  let now = run;
  const show: Time['show'] = (wanted, keep = null) => {
    const shown = within(wanted, options);
    if (shown === null) return;
    now = shown;
    plots.show(shown);
    draw(shown);
    const boxes = [
      [boxOf('zoom-from'), shown.from],
      [boxOf('zoom-until'), shown.until],
    ] as const;
    for (const [box, moment] of boxes) if (box !== keep) box.value = rounded(moment);
  };
  const plots = newPlots(charts, run, show);
  draw(now);
  return {
    show,
    whole: () => show(run),
    typed: (event) => typed(event, plots, show),
    resized: () => {
      plots.resize();
      draw(now);
    },
    painted: plots.paint,
  };
};
