const textOf = (row: HTMLTableRowElement, column: number): string =>
  row.cells[column]?.textContent?.trim() ?? '';

const orderOf = (row: HTMLTableRowElement, column: number): number | null => {
  const order = row.cells[column]?.dataset['order'];
  return order === undefined ? null : Number(order);
};

/** Numbers before texts, whatever has no number at the end. */
const compare = (a: HTMLTableRowElement, b: HTMLTableRowElement, column: number): number => {
  const [left, right] = [orderOf(a, column), orderOf(b, column)];
  if (left !== null && right !== null) return left - right;
  if (left === null && right === null) {
    return textOf(a, column).localeCompare(textOf(b, column), 'en');
  }
  return left === null ? 1 : -1;
};

/** Sorts the table a title belongs to: figures largest first, names A to Z, then the other way. */
export const sortBy = (button: HTMLElement): void => {
  const header = button.closest('th');
  const table = button.closest('table');
  const body = table?.tBodies[0];
  if (header === null || table === null || body === undefined) return;
  const now = header.getAttribute('aria-sort');
  const isFigure = header.classList.contains('n');
  const isDown = now === null ? isFigure : now === 'ascending';
  for (const other of table.querySelectorAll('thead th')) other.removeAttribute('aria-sort');
  header.setAttribute('aria-sort', isDown ? 'descending' : 'ascending');
  const rows = [...body.rows].sort((a, b) => compare(a, b, header.cellIndex));
  body.append(...(isDown ? rows.reverse() : rows));
};
