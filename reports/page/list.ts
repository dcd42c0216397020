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

export const newCaseList = (box: HTMLElement): CaseList => {
  let cases: readonly PageCase[] = [];
  let marked: string | null = null;
  const rows = document.createElement('ul');
  rows.className = 'rows';
  box.replaceChildren(rows);

  const draw = (): void => {
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

  const reveal = (index: number): void => {
    const y = index * rowHeight;
    if (y < box.scrollTop) box.scrollTop = y;
    if (y + rowHeight > box.scrollTop + box.clientHeight) {
      box.scrollTop = y + rowHeight - box.clientHeight;
    }
    draw();
  };

  const focusRow = (index: number): void => {
    reveal(index);
    rows.querySelector<HTMLElement>(`[data-index="${index}"] a`)?.focus();
  };

  let isDue = false;
  box.addEventListener('scroll', () => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      const focused = document.activeElement?.closest<HTMLElement>('[data-index]')?.dataset;
      draw();
      // Drawing anew takes the focus away from the row that had it.
      const index = focused?.['index'];
      if (index !== undefined) {
        rows
          .querySelector<HTMLElement>(`[data-index="${index}"] a`)
          ?.focus({ preventScroll: true });
      }
    });
  });

  box.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step === undefined || cases.length === 0) return;
    event.preventDefault();
    const row = document.activeElement?.closest<HTMLElement>('[data-index]');
    const from = row === null || row === undefined ? -1 : Number(row.dataset['index']);
    focusRow(Math.min(cases.length - 1, Math.max(0, from + step)));
  });

  return {
    show: (next) => {
      cases = next;
      box.scrollTop = 0;
      draw();
    },
    mark: (id) => {
      marked = id;
      const index = cases.findIndex((kase) => kase.id === id);
      if (index >= 0) reveal(index);
      else draw();
    },
  };
};
