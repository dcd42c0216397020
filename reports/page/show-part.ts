import { wantedOf } from './address.ts';

/** Goes to a part of the page, unfolding whatever it is folded away in. */
export const showPart = (id: string): void => {
  const part = document.getElementById(id);
  if (part === null) return;
  for (let up: Element | null = part; up !== null; up = up.parentElement) {
    if (up instanceof HTMLDetailsElement) up.open = true;
  }
  for (const old of document.querySelectorAll('.target')) old.classList.remove('target');
  if (part instanceof HTMLTableRowElement) part.classList.add('target');
  part.scrollIntoView();
};

/** Goes to the part of the page that stands in the address. */
export const followPart = (): void => {
  const wanted = wantedOf(location.hash);
  if (wanted?.show === 'part') showPart(wanted.id);
};
