import type { Outcome } from '../result.ts';
import { grouped, type Html, html, linkTo, queryLink } from './html.ts';
import { glyph, outcomeOrder } from './outcome-words.ts';
import { panel, wide } from './panel.ts';
import { outcomeBar } from './panel-verdict.ts';
import type { AreaCount, PageCase, ReportData } from './report-data.ts';

const columnsOf = ({ counts }: ReportData): readonly Outcome[] =>
  outcomeOrder.filter(
    (outcome) => counts[outcome] > 0 || outcome === 'violated' || outcome === 'met',
  );

const failures = ({ counts }: AreaCount): number =>
  counts.violated + counts.error + counts['not-demonstrated'];

const worstFirst = (areas: readonly AreaCount[]): readonly AreaCount[] =>
  areas.toSorted((a, b) => failures(b) - failures(a));

const areaRow = ({ area, counts }: AreaCount, columns: readonly Outcome[]): Html => {
  const total = Object.values(counts).reduce((sum, n) => sum + n, 0);
  const cells = columns.map(
    (outcome) =>
      html`<td class="n ${counts[outcome] === 0 ? 'zero' : ''}">${counts[outcome] === 0 ? '0' : html`<a href="${queryLink(`area:${area} status:${outcome}`)}">${grouped(counts[outcome])}</a>`}</td>`,
  );
  return html`<tr><th scope="row"><button type="button" class="fold" aria-expanded="false" data-area="${area}">${area}</button></th><td class="n">${grouped(total)}</td>${cells}<td class="bar-cell">${outcomeBar(counts, 8)}</td></tr>`;
};

/** Panel 4: rows are areas of the library, which unfold to scenarios and the cells of their tables. */
export const matrixPanel = (data: ReportData): Html => {
  const columns = columnsOf(data);
  const heads = columns.map(
    (outcome) =>
      html`<th scope="col" class="n"><span class="word o-${outcome}">${glyph(outcome)}${outcome}</span></th>`,
  );
  const table = html`<table class="matrix"><caption class="unseen">Cases by area and outcome</caption><thead><tr><th scope="col">area</th><th scope="col" class="n">cases</th>${heads}<th scope="col">share</th></tr></thead><tbody>${worstFirst(data.areas).map((area) => areaRow(area, columns))}</tbody></table>`;
  return panel(
    'matrix',
    'By area',
    'An area is the first part of a case’s id. A number leads to its cases; the name unfolds to the scenarios, and a scenario with a table to one cell for each row.',
    wide('Cases by area and outcome', table),
  );
};

/** The cells of a table-driven scenario: what its ids say after the scenario's own. */
const parametersOf = ({ id, scenario }: PageCase): readonly (readonly [string, string])[] =>
  id
    .slice(scenario.length + 1)
    .split('/')
    .filter((part) => part !== '')
    .map((part): readonly [string, string] => {
      const cut = part.indexOf('=');
      return cut < 0 ? ['', part] : [part.slice(0, cut), part.slice(cut + 1)];
    });

const cellLink = (kase: PageCase, label: string): Html =>
  html`<a class="cell" href="${linkTo('case', kase.id)}" title="${label}: ${kase.outcome}">${glyph(kase.outcome)}<span class="unseen">${label}: ${kase.outcome}</span></a>`;

const varying = (cases: readonly PageCase[]): readonly string[] => {
  const values = new Map<string, Set<string>>();
  for (const kase of cases) {
    for (const [name, value] of parametersOf(kase)) {
      values.set(name, (values.get(name) ?? new Set()).add(value));
    }
  }
  return [...values].filter(([, set]) => set.size > 1).map(([name]) => name);
};

const parameterOf = (kase: PageCase, name: string): string =>
  parametersOf(kase).find(([known]) => known === name)?.[1] ?? '';

const valuesOf = (cases: readonly PageCase[], name: string): readonly string[] => [
  ...new Set(cases.map((kase) => parameterOf(kase, name))),
];

/** A grid where two things vary, which is what most tables are. */
const gridOf = (cases: readonly PageCase[], down: string, across: string): Html => {
  const columns = valuesOf(cases, across);
  const rows = valuesOf(cases, down).map((value) => {
    const cells = columns.map((column) => {
      const found = cases.filter(
        (kase) => parameterOf(kase, down) === value && parameterOf(kase, across) === column,
      );
      return html`<td>${found.map((kase) => cellLink(kase, `${value}, ${column}`))}</td>`;
    });
    return html`<tr><th scope="row">${value}</th>${cells}</tr>`;
  });
  return html`<table class="grid"><caption>${down} down, ${across} across</caption><thead><tr><td></td>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead><tbody>${rows}</tbody></table>`;
};

const stripOf = (cases: readonly PageCase[]): Html =>
  html`<span class="strip">${cases.map((kase) =>
    cellLink(
      kase,
      parametersOf(kase)
        .map(([, value]) => value)
        .join(', ') || kase.id,
    ),
  )}</span>`;

const gridMax = 150;

const cellsOf = (cases: readonly PageCase[]): Html => {
  const [down, across, ...others] = varying(cases);
  const isGrid = down !== undefined && across !== undefined && others.length === 0;
  return isGrid && cases.length <= gridMax ? gridOf(cases, down, across) : stripOf(cases);
};

const scenarioItem = (scenario: string, cases: readonly PageCase[]): Html => {
  const [only] = cases;
  if (only !== undefined && cases.length === 1) {
    return html`<li class="single">${cellLink(only, only.outcome)} <a href="${linkTo('case', only.id)}">${scenario}</a> <span class="title">${only.title}</span></li>`;
  }
  return html`<li class="table"><a href="${queryLink(`id:${scenario}/*`)}">${scenario}</a> <span class="title">${cases[0]?.title ?? ''}</span>${cellsOf(cases)}</li>`;
};

/** What an area unfolds to, from the cases that the page holds. */
export const areaCells = (data: ReportData, area: string): Html => {
  const scenarios = new Map<string, PageCase[]>();
  for (const kase of data.cases) {
    if ((kase.id.split('/')[0] ?? '') !== area) continue;
    const known = scenarios.get(kase.scenario);
    if (known === undefined) scenarios.set(kase.scenario, [kase]);
    else known.push(kase);
  }
  const shown = [...scenarios].slice(0, 400);
  const items = shown.map(([scenario, cases]) => scenarioItem(scenario, cases));
  const left = scenarios.size - shown.length;
  return html`<ul class="scenarios">${items}${left > 0 ? html`<li>and ${left} more scenarios, which area:${area} lists</li>` : null}</ul>`;
};
