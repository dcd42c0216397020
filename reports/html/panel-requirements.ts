import type { CitedRequirement, Outcome } from '../result.ts';
import { type Html, html, queryLink } from './html.ts';
import { none, panel, wide, withCode } from './panel.ts';
import type { ReportData } from './report-data.ts';

const states = {
  violated: 'a case that cites it is violated',
  unclear: 'its cases broke or could not show it',
  demonstrated: 'cases are met, and a known-bad variant of its rule was noticed',
  exercised: 'its cases were played and none failed',
  labelled: 'cases cite it, none was played',
  silent: 'no case of this run cites it',
} as const;
export type RequirementState = keyof typeof states;

/** What a run says of one requirement. */
export const stateOf = (id: string, data: ReportData): RequirementState => {
  const counts = data.requirements[id];
  if (counts === undefined) return 'silent';
  const has = (outcome: Outcome): boolean => (counts[outcome] ?? 0) > 0;
  if (has('violated')) return 'violated';
  if (has('error') || has('not-demonstrated')) return 'unclear';
  const played = Object.entries(counts).some(([outcome, n]) => outcome !== 'not-run' && n > 0);
  if (!played) return 'labelled';
  return data.strength?.demonstrated.includes(id) === true ? 'demonstrated' : 'exercised';
};

const stateSign: Readonly<Record<RequirementState, Outcome>> = {
  violated: 'violated',
  unclear: 'not-demonstrated',
  demonstrated: 'met',
  exercised: 'informational',
  labelled: 'not-run',
  silent: 'not-run',
};

const casesText = (id: string, data: ReportData): Html | string => {
  const counts = Object.entries(data.requirements[id] ?? {});
  if (counts.length === 0) return '–';
  const text = counts.map(([outcome, n]) => `${n} ${outcome}`).join(', ');
  return html`<a href="${queryLink(`req:${id}`)}">${text}</a>`;
};

const row = (requirement: CitedRequirement, data: ReportData): Html => {
  const { id, statement, source, readOn, basis } = requirement;
  const state = stateOf(id, data);
  return html`<tr id="requirement/${id}"><th scope="row">${id}</th><td><span class="word o-${stateSign[state]} r-${state}"><svg class="glyph" aria-hidden="true"><use href="#g-${stateSign[state]}"/></svg>${state}</span><br>${casesText(id, data)}</td><td>${withCode(statement)}<br><span class="source">${basis}; ${source}; read on ${readOn}</span></td></tr>`;
};

const groupsOf = (all: readonly CitedRequirement[]): ReadonlyMap<string, CitedRequirement[]> => {
  const groups = new Map<string, CitedRequirement[]>();
  for (const requirement of all) {
    const known = groups.get(requirement.group);
    if (known === undefined) groups.set(requirement.group, [requirement]);
    else known.push(requirement);
  }
  return groups;
};

const stateCounts = (
  all: readonly CitedRequirement[],
  data: ReportData,
): readonly (readonly [RequirementState, number])[] =>
  (Object.keys(states) as RequirementState[]).map((state) => [
    state,
    all.filter(({ id }) => stateOf(id, data) === state).length,
  ]);

const groupBlock = (name: string, all: readonly CitedRequirement[], data: ReportData): Html => {
  const counts = stateCounts(all, data).filter(([, n]) => n > 0);
  const table = html`<table class="requirements"><caption class="unseen">${name}</caption><thead><tr><th scope="col">id</th><th scope="col">state</th><th scope="col">what it demands</th></tr></thead><tbody>${all.map((each) => row(each, data))}</tbody></table>`;
  return html`<details class="group"><summary><b>${name}</b> <span class="counts">${counts.map(([state, n]) => `${n} ${state}`).join(', ')}</span></summary>${wide(name, table)}</details>`;
};

/** Panel 7: the outline of the documents with what this run says of each point. */
export const requirementsPanel = (data: ReportData): Html => {
  const all = data.plan.requirements ?? [];
  const legend = html`<ul class="states">${stateCounts(all, data).map(([state, n]) => html`<li><b>${n}</b> ${state}: ${states[state]}</li>`)}</ul>`;
  const body =
    all.length === 0
      ? none('This record carries no catalogue of requirements.')
      : html`${legend}${[...groupsOf(all)].map(([name, of]) => groupBlock(name, of, data))}`;
  return panel(
    'requirements',
    'Requirements',
    'Every requirement of the catalogue in the order of the documents. “Demonstrated” is said only where a broken rule was tried and noticed, which needs the grade of the suite.',
    body,
  );
};
