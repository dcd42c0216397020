import { conformanceBody } from '../html/body.ts';
import { casePage } from '../html/case-page.ts';
import { counted, linkTo, queryLink } from '../html/html.ts';
import { outcomeOrder } from '../html/outcome-words.ts';
import { areaCells } from '../html/panel-matrix.ts';
import type { PageCase, ReportData } from '../html/report-data.ts';
import type { Scale } from '../html/time-axis.ts';
import { type Asked, queryOf } from '../query.ts';
import { wantedOf } from './address.ts';
import { changedWordsOf } from './changed-words.ts';
import { byId, nearest } from './element.ts';
import { type CaseList, newCaseList } from './list.ts';
import { take } from './notice.ts';
import { summaryText } from './offer.ts';
import { compareWith, readFile } from './record-file.ts';
import { showPart } from './show-part.ts';
import type { View } from './view.ts';

/** What the page shows now. */
interface Shown {
  data: ReportData;
  list: CaseList;
  kase: PageCase | null;
  scale: Scale;
}

const embedded = (id: string): unknown => JSON.parse(byId(id).textContent ?? '');

/** What the page of a run brings with it. */
export const embeddedReport = (): ReportData => {
  const rest = embedded('data-report') as Omit<ReportData, 'cases'>;
  return { ...rest, cases: embedded('data-cases') as readonly PageCase[] };
};

const queryBox = (): HTMLInputElement => byId('query') as HTMLInputElement;

/** What failed first, each kind in the order of the run. */
const worstFirst = (cases: readonly PageCase[]): readonly PageCase[] =>
  outcomeOrder.flatMap((outcome) => cases.filter((kase) => kase.outcome === outcome));

const filter = ({ data, list, kase }: Shown): void => {
  const box = queryBox();
  const query = queryOf(box.value, changedWordsOf(data.changes));
  const says = byId('query-says');
  box.setAttribute('aria-invalid', String(query.kind === 'mistake'));
  if (query.kind === 'mistake') {
    says.textContent = query.mistake;
    return;
  }
  const left: readonly (PageCase & Asked)[] = worstFirst(data.cases.filter(query.matches));
  says.textContent = `${counted(left.length, 'case')} of ${counted(data.cases.length, 'case')}`;
  list.show(left);
  list.mark(kase?.id ?? null);
};

const drawCase = ({ data, kase, scale }: Shown): void => {
  const place = byId('case');
  // Two pixels are the border of the picture.
  const drawing = { scale, room: place.clientWidth - 2 };
  if (kase !== null) place.innerHTML = casePage(data, kase, drawing).markup;
};

const showCase = (shown: Shown, id: string): void => {
  const kase = shown.data.cases.find((each) => each.id === id);
  const place = byId('case');
  if (kase === undefined) {
    place.innerHTML = '<p class="none"></p>';
    const text = `The page holds no case \`${id}\`; it may be among those that were left out.`;
    if (place.firstElementChild !== null) place.firstElementChild.textContent = text;
  } else {
    shown.kase = kase;
    drawCase(shown);
    shown.list.mark(id);
  }
  byId(matchMedia('(max-width: 900px)').matches ? 'case' : 'cases').scrollIntoView();
  document.getElementById('case-title')?.focus({ preventScroll: true });
};

const followAddress = (shown: Shown): void => {
  const wanted = wantedOf(location.hash);
  if (wanted === null) return;
  if (wanted.show === 'case') showCase(shown, wanted.id);
  else if (wanted.show === 'part') showPart(wanted.id);
  else if (queryBox().value !== wanted.query) {
    queryBox().value = wanted.query;
    filter(shown);
    byId('cases').scrollIntoView();
  }
};

/** Draws everything anew, as for another record. */
const render = (shown: Shown): void => {
  byId('page').innerHTML = conformanceBody(shown.data).markup;
  shown.list = newCaseList(byId('list'));
  shown.kase = null;
  filter(shown);
};

const compareFile = (shown: Shown, file: File): void =>
  readFile(file, (read) =>
    take(read, (text) =>
      take(compareWith(shown.data, file.name, text), (changes) => {
        shown.data = { ...shown.data, changes };
        render(shown);
        byId('changes').scrollIntoView();
      }),
    ),
  );

const unfold = ({ data }: Shown, button: HTMLElement, area: string): void => {
  const row = button.closest('tr');
  if (row === null) return;
  const isOpen = button.getAttribute('aria-expanded') === 'true';
  button.setAttribute('aria-expanded', String(!isOpen));
  if (isOpen) {
    row.nextElementSibling?.remove();
    return;
  }
  const unfolded = document.createElement('tr');
  unfolded.className = 'unfolded';
  const cell = document.createElement('td');
  cell.colSpan = row.children.length;
  cell.innerHTML = areaCells(data, area).markup;
  unfolded.append(cell);
  row.after(unfolded);
};

const viewOf = (shown: Shown): View => ({
  summary: () => summaryText(shown.data),
  saved: () => ({ name: 'report.json', value: shown.data }),
  actions: {
    scale: () => {
      shown.scale = shown.scale === 'linear' ? 'compressed' : 'linear';
      drawCase(shown);
    },
  },
  clicked: (button) => {
    const { area } = button.dataset;
    if (area !== undefined) unfold(shown, button, area);
  },
  typed: (event) => {
    if (nearest(event, '#query') === null) return;
    filter(shown);
    history.replaceState(null, '', queryLink(queryBox().value));
  },
  chosen: (file, { dataset }) => {
    if (dataset['do'] !== 'compare') return false;
    compareFile(shown, file);
    return true;
  },
  follow: () => followAddress(shown),
  resized: () => drawCase(shown),
  painted: () => undefined,
});

/** Shows the first case that failed, unless the address names another. */
const chooseCase = (shown: Shown): PageCase | undefined => {
  const { data, list } = shown;
  const [first] = data.cases.filter(({ outcome }) => outcome !== 'met' && outcome !== 'not-run');
  const chosen = first ?? data.cases[0];
  if (shown.kase === null && chosen !== undefined) {
    shown.kase = chosen;
    drawCase(shown);
    list.mark(chosen.id);
  }
  return chosen;
};

/** Brings the page of a run to life, which stands there already. */
export const startConformance = (data: ReportData): View => {
  const shown: Shown = { data, list: newCaseList(byId('list')), kase: null, scale: 'compressed' };
  filter(shown);
  followAddress(shown);
  const chosen = chooseCase(shown);
  document.documentElement.dataset['ready'] = linkTo('case', chosen?.id ?? '');
  return viewOf(shown);
};

/** Draws the page of another run. */
export const openConformance = (data: ReportData): View => {
  byId('page').innerHTML = conformanceBody(data).markup;
  const shown: Shown = { data, list: newCaseList(byId('list')), kase: null, scale: 'compressed' };
  filter(shown);
  return viewOf(shown);
};
