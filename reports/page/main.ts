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
import { copy, download, summaryText } from './offer.ts';
import { compareWith, type Opened, openRecord, readFile } from './record-file.ts';
import { nextTheme } from './theme.ts';

/** What the page shows now. */
interface Shown {
  data: ReportData;
  list: CaseList;
  kase: PageCase | null;
  scale: Scale;
}

const embedded = (id: string): unknown => JSON.parse(byId(id).textContent ?? '');

const embeddedReport = (): ReportData => {
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

const showPart = (id: string): void => {
  const part = document.getElementById(id);
  if (part === null) return;
  for (let up: Element | null = part; up !== null; up = up.parentElement) {
    if (up instanceof HTMLDetailsElement) up.open = true;
  }
  for (const old of document.querySelectorAll('.target')) old.classList.remove('target');
  if (part instanceof HTMLTableRowElement) part.classList.add('target');
  part.scrollIntoView();
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

const say = (text: string): void => {
  const note = document.createElement('p');
  note.className = 'notice';
  note.setAttribute('role', 'alert');
  note.textContent = text;
  byId('page').prepend(note);
};

/** Draws everything anew, as for another record. */
const render = (shown: Shown): void => {
  byId('page').innerHTML = conformanceBody(shown.data).markup;
  shown.list = newCaseList(byId('list'));
  shown.kase = null;
  filter(shown);
};

const take = <T>(opened: Opened<T>, use: (value: T) => void): void => {
  if (opened.kind === 'opened') use(opened.value);
  else say(`The file was not opened: ${opened.why}.`);
};

const openFile = (shown: Shown, file: File): void =>
  readFile(file, (read) =>
    take(read, (text) =>
      take(openRecord(text), (data) => {
        shown.data = data;
        history.replaceState(null, '', '#');
        render(shown);
        scrollTo(0, 0);
        say(`This is ${file.name}, opened from your computer.`);
      }),
    ),
  );

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

const unfold = ({ data }: Shown, button: HTMLElement): void => {
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
  cell.innerHTML = areaCells(data, button.dataset['area'] ?? '').markup;
  unfolded.append(cell);
  row.after(unfolded);
};

const actions: Readonly<Record<string, (shown: Shown, button: HTMLElement) => void>> = {
  theme: (_shown, button) => nextTheme(button),
  copy: ({ data }, button) => copy(summaryText(data), button),
  download: ({ data }) => download('report.json', JSON.stringify(data, null, 2)),
  scale: (shown) => {
    shown.scale = shown.scale === 'linear' ? 'compressed' : 'linear';
    drawCase(shown);
  },
};

const listen = (shown: Shown): void => {
  addEventListener('resize', () => drawCase(shown));
  addEventListener('hashchange', () => followAddress(shown));
  document.addEventListener('click', (event) => {
    const button = nearest(event, 'button');
    if (button === null) {
      // The same address again brings no change of it, but somebody wants to go there.
      const link = nearest(event, 'a[href^="#"]');
      if (link?.getAttribute('href') === location.hash) followAddress(shown);
      return;
    }
    const { do: action, copy: text, area } = button.dataset;
    if (action !== undefined) actions[action]?.(shown, button);
    if (text !== undefined) copy(text, button);
    if (area !== undefined) unfold(shown, button);
  });
  document.addEventListener('input', (event) => {
    if (nearest(event, '#query') === null) return;
    filter(shown);
    history.replaceState(null, '', queryLink(queryBox().value));
  });
  document.addEventListener('change', (event) => {
    const input = nearest(event, 'input[type=file]');
    if (!(input instanceof HTMLInputElement)) return;
    const file = input.files?.[0];
    if (file === undefined) return;
    if (input.dataset['do'] === 'compare') compareFile(shown, file);
    else openFile(shown, file);
  });
  document.addEventListener('dragover', (event) => event.preventDefault());
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (file !== undefined) openFile(shown, file);
  });
};

const start = (): void => {
  const data = embeddedReport();
  const shown: Shown = { data, list: newCaseList(byId('list')), kase: null, scale: 'compressed' };
  listen(shown);
  filter(shown);
  followAddress(shown);
  const [first] = data.cases.filter(({ outcome }) => outcome !== 'met' && outcome !== 'not-run');
  const chosen = first ?? data.cases[0];
  if (shown.kase === null && chosen !== undefined) {
    shown.kase = chosen;
    drawCase(shown);
    shown.list.mark(chosen.id);
  }
  document.documentElement.dataset['ready'] = linkTo('case', chosen?.id ?? '');
};

start();
