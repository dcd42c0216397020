import { amountText } from '../../fleet/amount-text.ts';
import type { Grade } from '../../load/grade.ts';
import { honestyStanding } from '../../load/honesty-text.ts';
import type { LoadSummary } from '../../load/summary.ts';
import { ratesOf, verdictWord } from '../../load/text.ts';
import type { Outcome } from '../../result.ts';
import { type Html, html } from '../html.ts';
import { glyph } from '../outcome-words.ts';
import { loadEnding, loadSentences } from './headline.ts';
import type { LoadData } from './load-data.ts';
import { amount, percentileTime } from './told.ts';

const gradeSign: Readonly<Record<Grade, Outcome>> = {
  VALID: 'met',
  DEGRADED: 'not-demonstrated',
  INVALID: 'error',
};

export const gradeWord = (grade: Grade): Html =>
  html`<span class="word o-${gradeSign[grade]}">${glyph(gradeSign[grade])}${grade}</span>`;

const passWord = ({ thresholds }: LoadSummary): Html => {
  const word = verdictWord(thresholds);
  const sign: Outcome = word === 'PASS' ? 'met' : word === 'FAIL' ? 'violated' : 'not-run';
  return html`<span class="word o-${sign}">${glyph(sign)}${word === '–' ? 'no threshold' : word}</span>`;
};

const rightWord = ({ measured: { sums } }: LoadSummary): Html => {
  const judged = sums.correct + sums.stale + sums.wrong;
  const sign: Outcome = judged === 0 ? 'not-run' : sums.wrong === 0 ? 'met' : 'violated';
  const says =
    judged === 0
      ? 'answers not judged'
      : `${amountText(sums.wrong)} of ${amountText(judged)} wrong`;
  return html`<span class="word o-${sign}">${glyph(sign)}${says}</span>`;
};

const tile = (to: string, value: Html | string, says: string): Html =>
  html`<li><a href="#${to}"><b>${value}</b><span class="says">${says}</span></a></li>`;

const percentileTile = (
  to: string,
  place: string,
  percentile: LoadSummary['measured']['lag']['percentiles']['p50'],
  says: string,
): Html => tile(to, percentile === null ? '–' : percentileTime(place, percentile), says);

const tiles = ({ measured }: LoadSummary): Html => {
  const { response, lag, detection, sums } = measured;
  const [, completed] = ratesOf(measured);
  const last =
    detection === null
      ? tile('errors', amount('/measured/sums/refused', sums.refused), 'refused')
      : percentileTile(
          'detection',
          '/measured/detection/percentiles/p50',
          detection.percentiles.p50,
          'detection to decision, p50',
        );
  return html`<ul class="tiles six">${[
    tile('delivery', `${amountText(completed)}/s`, 'completed'),
    percentileTile(
      'time',
      '/measured/response/percentiles/p50',
      response.percentiles.p50,
      'response p50',
    ),
    percentileTile(
      'time',
      '/measured/response/percentiles/p99',
      response.percentiles.p99,
      'response p99',
    ),
    percentileTile(
      'instrument',
      '/measured/lag/percentiles/p99',
      lag.percentiles.p99,
      'start lag p99',
    ),
    tile('correctness', amount('/measured/sums/wrong', sums.wrong), 'wrong answers'),
    last,
  ]}</ul>`;
};

const doubts = ({ doubts: all, grade }: LoadSummary): Html => {
  if (all.length === 0) {
    return html`<p>VALID: the driver watched itself and found nothing that speaks against what it measured.</p>`;
  }
  const says =
    grade === 'INVALID'
      ? 'What is measured here is worth nothing, because'
      : 'What is measured here is to be taken with care, because';
  return html`<p>${says}</p><ul class="points doubts">${all.map((doubt, at) => html`<li>${gradeWord(doubt.grade)} <data data-of="/doubts/${at}/because" value="${doubt.because}">${doubt.because}</data></li>`)}</ul>`;
};

const facts = (summary: LoadSummary): Html => {
  const { seed, profile, target, provenance } = summary;
  const { command } = provenance;
  return html`<dl class="facts strip-facts"><dt>target</dt><dd><code>${target}</code></dd><dt>profile</dt><dd>${profile.name}, digest <code>${profile.digest}</code></dd><dt>seed</dt><dd>${seed}: with this profile it asks the same, due at the same instants, every time</dd><dt>determinism</dt><dd>of what is asked; answers and times are the target's, so no two runs are alike and <code>muster compare</code> tells a change from noise</dd><dt>self-test</dt><dd>${honestyStanding(summary.honesty)}</dd><dt>measure again</dt><dd><code>${command}</code> <button type="button" data-copy="${command}">Copy</button></dd></dl>`;
};

/** Panel 1: how it ended, how far that can be trusted and why, and what measures it again. */
export const verdictPanel = ({ summary }: LoadData): Html => {
  const { title, tone } = loadEnding(summary);
  const { measured, wasStopped } = summary;
  const stopped = wasStopped ? html` <b>It was stopped before its end.</b>` : null;
  return html`<section id="verdict" class="verdict t-${tone}" aria-labelledby="verdict-title"><h1 id="verdict-title">${title}</h1><p class="ran"><b>${measured.shape}</b> against <code>${summary.target}</code></p><p class="verdict-words">${passWord(summary)}${gradeWord(summary.grade)}${rightWord(summary)}</p><p>${loadSentences(summary).join(' ')}${stopped}</p>${doubts(summary)}${tiles(summary)}${facts(summary)}</section>`;
};
