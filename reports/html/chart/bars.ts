import { type Html, html } from '../html.ts';

const width = 200;
const height = 12;

/** What there is at all stays visible. */
const lengthOf = (share: number, room: number): number =>
  share <= 0 ? 0 : Math.max(1.5, Math.min(1, share) * room);

/** A bar for a share of the longest; the number stands in another cell. */
export const shareBar = (share: number | null, look = 'accent'): Html =>
  html`<svg class="bar b-${look}" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" height="${height}" aria-hidden="true"><rect width="${lengthOf(share ?? 0, width).toFixed(1)}" height="${height}"/></svg>`;

/** A piece of a stacked bar. */
export interface Piece {
  readonly name: string;
  readonly size: number;
  readonly look: string;
}

export const stackedBar = (pieces: readonly Piece[], tall = 14): Html => {
  const total = pieces.reduce((sum, { size }) => sum + size, 0);
  let x = 0;
  const rects = pieces.map(({ name, size, look }) => {
    const long = total === 0 ? 0 : lengthOf(size / total, 1000);
    const from = x;
    x += long;
    return html`<g class="s-${look}"><title>${name}</title><rect class="fill" x="${from.toFixed(1)}" width="${Math.max(0, long - 2).toFixed(1)}" height="${tall}"/></g>`;
  });
  return html`<svg class="stack" viewBox="0 0 ${Math.max(1000, x).toFixed(1)} ${tall}" preserveAspectRatio="none" height="${tall}" aria-hidden="true">${rects}</svg>`;
};

/** How far a measured value is from its bound, both upon one scale from nothing. */
export const boundBar = (measured: number, bound: number, look: string): Html => {
  const most = Math.max(measured, bound) * 1.12;
  const at = (value: number) => (most === 0 ? 0 : (value / most) * width);
  const mark = at(bound).toFixed(1);
  return html`<svg class="bar bound b-${look}" viewBox="0 0 ${width} 16" preserveAspectRatio="none" height="16" aria-hidden="true"><rect y="3" width="${lengthOf(most === 0 ? 0 : measured / most, width).toFixed(1)}" height="10"/><path d="M${mark} 0V16"/></svg>`;
};

/**
 * Less to the left and more to the right of nothing, upon a scale that all rows of a table share.
 *
 * @param most the largest amount of any row
 */
export const divergingBar = (gained: number, lost: number, most: number): Html => {
  const room = width / 2 - 1;
  const [more, less] = [gained, lost].map((value) => lengthOf(most === 0 ? 0 : value / most, room));
  const left = (room - (less ?? 0)).toFixed(1);
  return html`<svg class="bar diverging" viewBox="0 0 ${width} 16" preserveAspectRatio="none" height="16" aria-hidden="true"><rect class="less" x="${left}" y="2" width="${(less ?? 0).toFixed(1)}" height="12"/><rect class="more" x="${width / 2 + 1}" y="2" width="${(more ?? 0).toFixed(1)}" height="12"/><path d="M${width / 2} 0V16"/></svg>`;
};
