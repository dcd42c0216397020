import type { Coverage, Tuple, TupleCoverage } from '../../fleet/coverage.ts';
import type { FleetSummary } from '../../fleet/summary.ts';
import { shareBar } from '../chart/bars.ts';
import { cell, dataTable, figure, picture, word } from '../chart/data-table.ts';
import { counted, grouped, type Html, html } from '../html.ts';
import { none, panel } from '../panel.ts';
import { amount, share } from './told.ts';

const dimensionNames: Readonly<Record<string, string>> = {
  platform: 'platform',
  managementType: 'management',
  partners: 'partners',
  level: 'level',
  partnerState: 'partner state',
  policy: 'policy',
};

const nameOf = (dimension: string): string => dimensionNames[dimension] ?? dimension;

const row = (name: string, place: string, found: TupleCoverage) => [
  cell(name),
  cell(amount(`${place}.met`, found.met), found.met),
  cell(amount(`${place}.possible`, found.possible), found.possible),
  cell(amount(`${place}.missing`, found.missing), found.missing),
  cell(share(`${place}.share`, found.share), found.share),
  cell(shareBar(found.share, 'good')),
];

const tupleMarkup = (tuple: Tuple): Html =>
  html`<li>${Object.entries(tuple).map(([dimension, value], at) => html`${at === 0 ? '' : ' with '}${nameOf(dimension)} <code>${value}</code>`)}</li>`;

const missing = (name: string, { missing: all, firstMissing }: TupleCoverage): Html => {
  if (all === 0) return none(`No ${name} is missing.`);
  const left = all - firstMissing.length;
  const rest =
    left === 0 ? null : html`<p class="says">${grouped(left)} more are counted and not named.</p>`;
  return html`<details class="behind"><summary>${counted(all, `missing ${name}`)}</summary><ul class="points">${firstMissing.map(tupleMarkup)}</ul>${rest}</details>`;
};

const never = ({ neverMet }: Coverage): Html | null => {
  const found = Object.entries(neverMet).filter(([, values]) => values.length > 0);
  if (found.length === 0) return null;
  return html`<p>Planned and never met at all: ${found.map(([dimension, values], at) => html`${at === 0 ? '' : '; '}${nameOf(dimension)} ${values.map((value) => html`<code>${value}</code> `)}`)}</p>`;
};

const values = ({ values: all }: Coverage): Html =>
  html`<dl class="facts">${Object.entries(all).map(([dimension, list]) => html`<dt>${nameOf(dimension)}</dt><dd>${list.map((value, at) => html`${at === 0 ? '' : ', '}<code>${value}</code>`)}</dd>`)}</dl>`;

const questions = ({ questions: all }: FleetSummary): Html => {
  const asked = Object.entries(all).filter(([, n]) => n > 0);
  const most = asked.reduce((max, [, n]) => Math.max(max, n), 0);
  return dataTable(
    'Distinct questions asked, by stage',
    [word('stage of the decision'), figure('questions'), picture('')],
    asked.map(([stage, n]) => [
      cell(html`<code>${stage}</code>`),
      cell(amount(`questions.${stage}`, n), n),
      cell(shareBar(n / most)),
    ]),
    { isSortable: true },
  );
};

/** Panel 13: whether the fleet met what it could have met. */
export const coveragePanel = (summary: FleetSummary): Html => {
  const { coverage } = summary;
  return panel(
    'coverage',
    'Coverage',
    'A situation is platform, management, partners, level, partner state and policy together. Two or three of these values that can come together are a pair or a triple; the share says how many of them any device ever met. What was never met was not tried.',
    html`<p>${amount('coverage.situations', coverage.situations)} distinct situations were met.</p>${dataTable(
      'Coverage of pairs and triples',
      [
        word('taken'),
        figure('met'),
        figure('possible'),
        figure('missing'),
        figure('share'),
        picture('share'),
      ],
      [
        row('two at a time', 'coverage.pairs', coverage.pairs),
        row('three at a time', 'coverage.triples', coverage.triples),
      ],
    )}${never(coverage)}${missing('pair', coverage.pairs)}${missing('triple', coverage.triples)}<details class="behind"><summary>The values that occurred</summary>${values(coverage)}</details><h4>Questions asked of the rules</h4>${questions(summary)}`,
  );
};
