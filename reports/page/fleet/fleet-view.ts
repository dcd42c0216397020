import { fleetBody } from '../../html/fleet/fleet-body.ts';
import type { FleetData } from '../../html/fleet/fleet-data.ts';
import { fleetGist } from '../../html/fleet/fleet-gist.ts';
import { lanesSvg } from '../../html/fleet/lanes.ts';
import { chartsOf } from '../../html/fleet/series.ts';
import { sortBy } from '../chart/sort.ts';
import { newTime } from '../chart/time.ts';
import { byId } from '../element.ts';
import { followPart } from '../show-part.ts';
import type { View } from '../view.ts';

/** A quarter of an hour, in days. */
const leastSpan = 1 / 96;

/** What the page of a fleet brings with it. */
export const embeddedFleet = (): FleetData =>
  JSON.parse(byId('data-fleet').textContent ?? '') as FleetData;

/** Brings the page of a fleet to life, which stands there already. */
export const startFleet = (data: FleetData): View => {
  const { connectors, days } = data.summary;
  const time = newTime({
    charts: chartsOf(data),
    until: days,
    leastSpan,
    draw: (shown) => {
      const place = document.querySelector('[data-lanes]');
      if (!(place instanceof HTMLElement)) return;
      const extent = { ...shown, width: place.clientWidth };
      place.innerHTML = lanesSvg(connectors, days, extent).markup;
    },
  });
  followPart();
  document.documentElement.dataset['ready'] = 'fleet';
  return {
    summary: () => fleetGist(data),
    saved: () => ({ name: 'summary.json', value: data.summary }),
    actions: { sort: sortBy, whole: time.whole },
    clicked: () => undefined,
    typed: time.typed,
    chosen: () => false,
    follow: followPart,
    resized: time.resized,
    painted: time.painted,
  };
};

/** Draws the page of another fleet. */
export const openFleet = (data: FleetData): View => {
  byId('page').innerHTML = fleetBody(data).markup;
  return startFleet(data);
};
