import { type Html, html } from './html.ts';

/** Text in which backticks mark code. */
export const withCode = (text: string): Html =>
  html`${text.split('`').map((part, at) => (at % 2 === 0 ? part : html`<code>${part}</code>`))}`;

/** A part of the page with an anchor of its own. */
export const panel = (id: string, title: string, how: string, body: Html): Html =>
  html`<section class="panel" id="${id}" aria-labelledby="${id}-title"><h3 id="${id}-title"><a class="anchor" href="#${id}" aria-label="Link to ${title}">#</a>${title}</h3><p class="how">${withCode(how)}</p>${body}</section>`;

export const none = (text: string): Html => html`<p class="none">${withCode(text)}</p>`;

/** A table that scrolls sideways by itself where the screen is narrow. */
export const wide = (label: string, table: Html): Html =>
  html`<div class="wide" role="region" aria-label="${label}" tabindex="0">${table}</div>`;
