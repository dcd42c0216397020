import { amountText, durationText, minutesText, shareText } from '../../fleet/amount-text.ts';
import { type Html, html } from '../html.ts';

/**
 * A number as people read it, with the exact one and its place in `summary.json` beside it, so
 * that whoever doubts the page can look it up. Places in `comparison.json` begin with
 * `comparison.`.
 */
const told = (place: string, value: number | null, text: string): Html =>
  html`<data data-of="${place}" value="${value ?? ''}">${text}</data>`;

export const amount = (place: string, value: number): Html => told(place, value, amountText(value));

/** @param value 0 to 1; null: of nothing */
export const share = (place: string, value: number | null): Html =>
  told(place, value, shareText(value));

/** @param value ms; null: there is none, or too few samples to say */
export const duration = (place: string, value: number | null): Html =>
  told(place, value, value === null ? '–' : durationText(value));

/** @param value device-minutes, or minutes of an average device */
export const minutes = (place: string, value: number): Html =>
  told(place, value, minutesText(value));

/** The same with its sign before it; 0 has none. */
export const signedMinutes = (place: string, value: number, sign: '+' | '−'): Html =>
  told(place, value, value === 0 ? '0' : `${sign}${minutesText(value)}`);
