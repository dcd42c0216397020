import { caseRow } from '../html/panel-cases.ts';
import type { PageCase } from '../html/report-data.ts';

/** Pixels; the style says the same. */
const rowHeight = 46;
/** Rows beyond the edges, so that scrolling shows no gap. */
const beyond = 8;

/** A list of any length of which only what can be seen is in the page. */
export interface CaseList {
  readonly show: (cases: readonly PageCase[]) => void;
  /** Marks a case and scrolls to it where it is in the list. */
  readonly mark: (id: string | null) => void;
}

const rowOf = (kase: PageCase, index: number, count: number, isMarked: boolean): HTMLElement => {
  const row = document.createElement('li');
  row.innerHTML = caseRow(kase).markup;
  row.style.top = `${index * rowHeight}px`;
  row.dataset['index'] = String(index);
  row.setAttribute('aria-setsize', String(count));
  row.setAttribute('aria-posinset', String(index + 1));
  if (isMarked) row.querySelector('a')?.setAttribute('aria-current', 'true');
  return row;
};

interface Drawn {
  readonly box: HTMLElement;
  readonly rows: HTMLElement;
  cases: readonly PageCase[];
  marked: string | null;
}

/** Puts those rows into the page that can be seen, and a few beyond. */
const draw = ({ box, rows, cases, marked }: Drawn): void => {
  const first = Math.max(0, Math.floor(box.scrollTop / rowHeight) - beyond);
  const last = Math.min(
    cases.length,
    Math.ceil((box.scrollTop + Math.max(box.clientHeight, 1)) / rowHeight) + beyond,
  );
  rows.style.height = `${cases.length * rowHeight}px`;
  const shown = cases.slice(first, last);
  rows.replaceChildren(
    ...shown.map((kase, at) => rowOf(kase, first + at, cases.length, kase.id === marked)),
  );
};

const reveal = (drawn: Drawn, index: number): void => {
  const { box } = drawn;
  const y = index * rowHeight;
  if (y < box.scrollTop) box.scrollTop = y;
  if (y + rowHeight > box.scrollTop + box.clientHeight) {
    box.scrollTop = y + rowHeight - box.clientHeight;
  }
  draw(drawn);
};

const focusRow = ({ rows }: Drawn, index: number): void =>
  rows.querySelector<HTMLElement>(`[data-index="${index}"] a`)?.focus({ preventScroll: true });

/** Index of the row that has the focus; null where none has. */
const focusedRow = (): number | null => {
  const row = document.activeElement?.closest<HTMLElement>('[data-index]');
  return row === null || row === undefined ? null : Number(row.dataset['index']);
};

/** Draws once for each picture of the screen, however often it is scrolled. */
const followScrolling = (drawn: Drawn): void => {
  let isDue = false;
  drawn.box.addEventListener('scroll', () => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      const focused = focusedRow();
      draw(drawn);
      // Drawing anew takes the focus away from the row that had it.
      if (focused !== null) focusRow(drawn, focused);
    });
  });
};

const followKeys = (drawn: Drawn): void =>
  drawn.box.addEventListener('keydown', (event) => {
    const { cases } = drawn;
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step === undefined || cases.length === 0) return;
    event.preventDefault();
    const index = Math.min(cases.length - 1, Math.max(0, (focusedRow() ?? -1) + step));
    reveal(drawn, index);
    focusRow(drawn, index);
  });

export const newCaseList = (box: HTMLElement): CaseList => {
  const rows = document.createElement('ul');
  rows.className = 'rows';
  box.replaceChildren(rows);
  const drawn: Drawn = { box, rows, cases: [], marked: null };
  followScrolling(drawn);
  followKeys(drawn);
  return {
    show: (cases) => {
      drawn.cases = cases;
      box.scrollTop = 0;
      draw(drawn);
    },
    mark: (id) => {
      drawn.marked = id;
      const index = drawn.cases.findIndex((kase) => kase.id === id);
      if (index >= 0) reveal(drawn, index);
      else draw(drawn);
    },
  };
};
