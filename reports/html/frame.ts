import { type Html, html } from './html.ts';
import { symbols } from './outcome-words.ts';

/** A chapter of a page: a question somebody has, and the panels that answer it. */
export interface Chapter {
  readonly id: string;
  readonly title: string;
  readonly panels: readonly { readonly id: string; readonly name: string; readonly body: Html }[];
}

const navigation = (chapters: readonly Chapter[]): Html =>
  html`<nav aria-label="Panels"><ul>${chapters.map(({ id, title, panels }) => html`<li><a class="chapter" href="#${id}">${title}</a><ul>${panels.map((each) => html`<li><a href="#${each.id}">${each.name}</a></li>`)}</ul></li>`)}</ul></nav>`;

const chapterMarkup = ({ id, title, panels }: Chapter): Html =>
  html`<section class="chapter" id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>${panels.map(({ body }) => body)}</section>`;

/** The top of every page, above what a page is about. */
const banner = (title: string): Html =>
  html`<a class="skip" href="#main">Skip to the verdict</a><header class="banner"><p class="brand"><b>Muster</b> ${title}</p><p class="tools"><button type="button" data-do="theme">Theme: as the system</button><button type="button" data-do="copy">Copy summary</button><label class="file">Open a record <input type="file" accept=".jsonl,.json" data-do="open"></label></p></header>`;

/** A whole page of any kind: what is common to them around what is its own. */
export const pageFrame = (title: string, verdict: Html, chapters: readonly Chapter[]): Html =>
  html`${symbols}${banner(title)}<main id="main">${verdict}<div class="columns">${navigation(chapters)}<div class="chapters">${chapters.map(chapterMarkup)}</div></div></main><footer><p>Made by <code>muster report</code> from a run record and from nothing else. Times are UTC; virtual time is the time of the scenario. Drop a <code>run.jsonl</code>, or the <code>summary.json</code> of a fleet or a load run, anywhere on this page to read it here; it stays on this computer.</p></footer>`;
