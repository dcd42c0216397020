import type { Counts, Outcome } from '../result.ts';
import { setUpFaults } from '../set-up.ts';
import { counted, grouped, type Html, html, queryLink } from './html.ts';
import { glyph, outcomeOrder } from './outcome-words.ts';
import type { ReportData } from './report-data.ts';

const failing = ({ counts }: ReportData): number =>
  counts.violated + counts.error + counts['not-demonstrated'];

const judged = ({ counts }: ReportData): number =>
  Object.values(counts).reduce((sum, n) => sum + n, 0) - counts['not-run'];

/** The verdict in one word or two, which is the loudest thing of the page. */
export const headline = (data: ReportData): string => {
  if (data.trust.problems.length > 0) return 'This record cannot be trusted';
  if (setUpFaults(data.plan).length > 0) return 'Nothing was judged: the target is not set up';
  if (!data.complete) return 'Interrupted';
  if (judged(data) === 0) return 'Nothing was judged';
  const { violated, error } = data.counts;
  if (violated > 0) return `${counted(violated, 'case')} violated`;
  if (error > 0) return `${counted(error, 'case')} broke`;
  if (failing(data) > 0) return `${counted(failing(data), 'case')} not demonstrated`;
  if (data.stale.length > 0) return 'The list of known failures is stale';
  return 'No violation found';
};

const tone = (data: ReportData): 'bad' | 'doubtful' | 'good' => {
  if (data.trust.problems.length > 0 || data.counts.violated + data.counts.error > 0) return 'bad';
  const doubtful = !data.complete || failing(data) > 0 || judged(data) === 0;
  return doubtful || data.stale.length > 0 ? 'doubtful' : 'good';
};

const notRunText = ({ notRun }: ReportData): string => {
  const reasons = Object.entries(notRun);
  if (reasons.length === 0) return '';
  return ` (${reasons.map(([reason, n]) => (reasons.length === 1 ? reason : `${n} ${reason}`)).join('; ')})`;
};

/** Every class by name, none added to another; the sentence of the terminal and of Markdown. */
export const countsSentence = (data: ReportData): string =>
  outcomeOrder
    .toSorted((a, b) => Number(b === 'met') - Number(a === 'met'))
    .map((outcome) =>
      outcome === 'not-run'
        ? `${grouped(data.counts[outcome])} not run${notRunText(data)}`
        : `${grouped(data.counts[outcome])} ${outcome}`,
    )
    .join(', ');

/** Widths of a bar's pieces in thousandths; what there is at all stays visible. */
const shares = (counts: Counts): readonly (readonly [Outcome, number])[] => {
  const total = Object.values(counts).reduce((sum, n) => sum + n, 0);
  const present = outcomeOrder.filter((outcome) => counts[outcome] > 0);
  const raw = present.map((outcome): [Outcome, number] => [
    outcome,
    Math.max(8, (counts[outcome] / total) * 1000),
  ]);
  const sum = raw.reduce((all, [, width]) => all + width, 0);
  return raw.map(([outcome, width]) => [outcome, (width / sum) * 1000]);
};

/** How the cases ended, as one bar; the numbers stand beside it. */
export const outcomeBar = (counts: Counts, height: number): Html => {
  let x = 0;
  const pieces = shares(counts).map(([outcome, width]) => {
    const from = x;
    x += width;
    return html`<rect class="o-${outcome}" x="${from.toFixed(1)}" width="${Math.max(0, width - 2).toFixed(1)}" height="${height}"><title>${counts[outcome]} ${outcome}</title></rect>`;
  });
  return html`<svg class="bar" viewBox="0 0 1000 ${height}" preserveAspectRatio="none" aria-hidden="true" height="${height}">${pieces}</svg>`;
};

const tile = (data: ReportData, outcome: Outcome): Html => {
  const n = data.counts[outcome];
  return html`<li class="${n === 0 ? 'zero' : ''}"><a href="${queryLink(`status:${outcome}`)}"><b data-count="${outcome}">${grouped(n)}</b><span class="word o-${outcome}">${glyph(outcome)}${outcome}</span></a></li>`;
};

const what = (data: ReportData): Html => {
  const { plan, planned, digest } = data;
  const turned = plan.turned.length === 0 ? '' : `, with ${plan.turned.join(' and ')} turned`;
  return html`<p class="ran">Target <b>${plan.target}</b> played by ${plan.tool}: ${counted(planned, 'case')} planned, ${grouped(judged(data))} judged${turned}. Digest <code>${digest.slice(0, 12) || 'none'}</code>.</p>`;
};

const problems = ({ trust }: ReportData): Html | null =>
  trust.problems.length === 0
    ? null
    : html`<div class="problems"><p>The numbers below are what the file holds, not what a run came to:</p><ul>${trust.problems.slice(0, 10).map((each) => html`<li>${each}</li>`)}</ul></div>`;

/** Panel 0: the verdict in one sentence, and what it counts. */
export const verdictPanel = (data: ReportData): Html =>
  html`<section id="verdict" class="verdict t-${tone(data)}" aria-labelledby="verdict-title"><h1 id="verdict-title">${headline(data)}</h1>${what(data)}${outcomeBar(data.counts, 10)}<ul class="tiles">${outcomeOrder.map((outcome) => tile(data, outcome))}</ul><p class="sentence">${countsSentence(data)}.</p>${problems(data)}</section>`;
