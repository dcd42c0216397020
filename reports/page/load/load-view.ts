import { loadBody } from '../../html/load/load-body.ts';
import type { LoadData } from '../../html/load/load-data.ts';
import { loadGist } from '../../html/load/load-gist.ts';
import { lengthOf } from '../../html/load/moments.ts';
import { drawHeat } from '../../html/load/panel-over-time.ts';
import { chartsOfLoad } from '../../html/load/series-charts.ts';
import { sortBy } from '../chart/sort.ts';
import { newTime } from '../chart/time.ts';
import { byId } from '../element.ts';
import { take } from '../notice.ts';
import { readFile } from '../record-file.ts';
import { followPart } from '../show-part.ts';
import type { View } from '../view.ts';
import { compareWithFile } from './load-file.ts';

/** What the page of a load run brings with it. */
export const embeddedLoad = (): LoadData =>
  JSON.parse(byId('data-load').textContent ?? '') as LoadData;

/** Holds the run against an earlier one, and draws everything anew. */
const compare = (data: LoadData, file: File, draw: (data: LoadData) => void): void =>
  readFile(file, (read) =>
    take(read, (text) =>
      take(compareWithFile(data, file.name, text), (baseline) => {
        draw({ ...data, baseline });
        byId('baseline').scrollIntoView();
      }),
    ),
  );

const timeOf = (data: LoadData) =>
  newTime({
    charts: chartsOfLoad(data),
    until: lengthOf(data.summary),
    leastSpan: data.summary.series.length / 1_000,
    draw: (shown) => {
      const place = document.querySelector('[data-heat]');
      if (!(place instanceof HTMLElement)) return;
      place.innerHTML = drawHeat(data, { ...shown, width: place.clientWidth }).markup;
    },
  });

/** Brings the page of a load run to life, which stands there already. */
export const startLoad = (given: LoadData): View => {
  let data = given;
  let time = timeOf(data);
  const draw = (next: LoadData): void => {
    data = next;
    byId('page').innerHTML = loadBody(data).markup;
    time = timeOf(data);
  };
  followPart();
  document.documentElement.dataset['ready'] = 'load';
  return {
    summary: () => loadGist(data),
    saved: () => ({ name: 'summary.json', value: data.summary }),
    actions: { sort: sortBy, whole: () => time.whole() },
    clicked: () => undefined,
    typed: (event) => time.typed(event),
    chosen: (file, { dataset }) => {
      if (dataset['do'] !== 'compare') return false;
      compare(data, file, draw);
      return true;
    },
    follow: followPart,
    resized: () => time.resized(),
    painted: () => time.painted(),
  };
};

/** Draws the page of another load run. */
export const openLoad = (data: LoadData): View => {
  byId('page').innerHTML = loadBody(data).markup;
  return startLoad(data);
};
