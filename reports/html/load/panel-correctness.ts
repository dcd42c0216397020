import { amountText } from '../../fleet/amount-text.ts';
import type { Finding } from '../../load/finding.ts';
import type { ConfusionCell } from '../../load/judgement-record.ts';
import type { LoadSummary } from '../../load/summary.ts';
import { type Cell, cell, dataTable, figure, word } from '../chart/data-table.ts';
import { type Html, html } from '../html.ts';
import { glyph } from '../outcome-words.ts';
import { none, panel } from '../panel.ts';
import { amount } from './told.ts';

type Placed = ConfusionCell & { readonly at: number };

const matrixCell = (found: Placed | undefined, isRight: boolean): Cell => {
  if (found === undefined) return cell(html`<span class="zero">0</span>`, 0);
  const value = amount(`/measured/confusion/${found.at}/count`, found.count);
  if (isRight || found.count === 0) return cell(value, found.count);
  return cell(html`<span class="word o-violated">${glyph('violated')}${value}</span>`, found.count);
};

const matrix = (aspect: string, cells: readonly Placed[]): Html => {
  const expected = [...new Set(cells.map((each) => each.expected))].sort();
  const got = [...new Set(cells.map((each) => each.got))].sort();
  const rows = expected.map((truth) => [
    cell(html`<code>${truth}</code>`),
    ...got.map((answer) =>
      matrixCell(
        cells.find((each) => each.expected === truth && each.got === answer),
        truth === answer,
      ),
    ),
  ]);
  const title = `${aspect}: expected against got`;
  return html`<h4>${aspect}</h4>${dataTable(title, [word('the core says'), ...got.map((answer) => figure(`got ${answer}`))], rows)}`;
};

const matrices = (confusion: readonly ConfusionCell[]): Html => {
  const placed = confusion.map((each, at) => ({ ...each, at }));
  const aspects = [...new Set(placed.map(({ aspect }) => aspect))].sort();
  return html`${aspects.map((aspect) =>
    matrix(
      aspect,
      placed.filter((each) => each.aspect === aspect),
    ),
  )}`;
};

/** `12.345 s` after the first entry that is told. */
const since = (instant: number, first: number): string => {
  const seconds = (instant - first) / 1_000;
  return `${seconds < 0 ? '−' : '+'}${Math.abs(seconds).toFixed(3)} s`;
};

const timeline = ({ timeline: entries, at, request, got }: Finding): Html => {
  const rows = entries.map(({ at: asked, ended, what, answer }) => [
    cell(since(asked, at), asked),
    cell(html`<code>${what}</code>`),
    cell(answer === null ? 'no answer' : html`<code>${answer}</code>`),
    cell(ended === null ? '–' : `${(ended - asked).toFixed(0)} ms`, ended ?? 0),
  ]);
  const last = [
    cell('±0 s', at),
    cell(html`<code>${request}</code>`),
    cell(html`<b>${got}</b>`),
    cell(''),
  ];
  return dataTable(
    'What was sent to the device, and what came back',
    [word('when'), word('request'), word('answer'), figure('took')],
    [...rows, last],
  );
};

const held = ({ held: reports }: Finding): Html | null => {
  const known = Object.entries(reports);
  if (known.length === 0) return null;
  return html`<p class="says">By then the core held: ${known.map(([partner, state], at) => html`${at === 0 ? '' : ', '}<code>${partner} ${state}</code>`)}.</p>`;
};

/** `muster load --out` writes a scenario for each wrong answer about a device, numbered from 1. */
const scenariosOf = (findings: readonly Finding[]): ReadonlyMap<Finding, string> =>
  new Map(
    findings
      .filter(({ judged, request }) => judged === 'wrong' && !request.startsWith('message'))
      .map((finding, at) => [finding, `wrong-${at + 1}.yaml`]),
  );

const replay = (file: string | undefined): Html | null => {
  if (file === undefined) return null;
  const command = `muster run ${file}`;
  return html`<p class="says">The scenario beside the record plays what the device met and expects what the core says: <code>${command}</code> <button type="button" data-copy="${command}">Copy</button></p>`;
};

const findingPart = (finding: Finding, file: string | undefined): Html => {
  const { judged, sequence, device, platform, partners, request, expected, got } = finding;
  const sign = judged === 'wrong' ? 'violated' : 'not-demonstrated';
  const id = `answer/${sequence}`;
  const right = expected.map((each, at) => html`${at === 0 ? '' : ' or '}<code>${each}</code>`);
  return html`<details class="finding" id="${id}"><summary><span class="word o-${sign}">${glyph(sign)}${judged}</span> <code>${device}</code> ${request}: expected ${right}, got <code>${got}</code></summary><p class="says"><a class="anchor" href="#${id}" aria-label="Link to answer ${sequence}">#</a> Request number ${amountText(sequence)} of the run, a device of ${platform} with ${partners.join(' and ') || 'no partner'}. With the seed and the profile above the same request is asked again.</p>${held(finding)}${timeline(finding)}${replay(file)}</details>`;
};

const standing = ({ measured: { sums } }: LoadSummary): Html => {
  const judged = sums.correct + sums.stale + sums.wrong;
  const perMillion = (count: number): string =>
    judged === 0 ? '–' : `${amountText((count * 1_000_000) / judged)} in a million`;
  return html`<p class="lead"><b>${amount('/measured/sums/correct', sums.correct)}</b> correct, <b>${amount('/measured/sums/stale', sums.stale)}</b> stale (${perMillion(sums.stale)}), <b>${amount('/measured/sums/wrong', sums.wrong)}</b> wrong (${perMillion(sums.wrong)}), of ${amountText(judged)} that were judged.</p>`;
};

const found = ({ measured: { findings, sums } }: LoadSummary): Html => {
  if (findings.length === 0) {
    return sums.wrong + sums.stale === 0
      ? none('No answer was wrong or stale.')
      : none('Which answers these were was not kept in this run.');
  }
  const files = scenariosOf(findings);
  return html`<h4>The first of them</h4>${findings.map((each) => findingPart(each, files.get(each)))}`;
};

/** Panel 7: whether what was answered was right. */
export const correctnessPanel = (summary: LoadSummary): Html => {
  const { sums, confusion } = summary.measured;
  const isJudged = sums.correct + sums.stale + sums.wrong > 0;
  return panel(
    'correctness',
    'Right answers',
    'Every answer about a device is held against what the core makes of the same reports: correct if it held at some instant between the start and the end of the request, stale if it held lately, wrong otherwise. Off the diagonal of a table the service said something else than the core; what was only on its way is no mistake, so not all of that is wrong.',
    isJudged
      ? html`${standing(summary)}${confusion.length === 0 ? none('What was said instead was not kept in this run.') : matrices(confusion)}${found(summary)}`
      : none(
          'Not judged in this run: the answers were not about devices of a fleet whose truth is known. `--devices` or a profile gives it one.',
        ),
  );
};
