import type { OpenPoint } from '../result.ts';
import { counted, type Html, html, linkTo, queryLink } from './html.ts';
import { none, panel, wide } from './panel.ts';
import type { ReportData } from './report-data.ts';

const inForce = (name: string, readings: readonly string[]): string =>
  readings.find((reading) => reading.startsWith(`${name}=`))?.slice(name.length + 1) ?? 'unknown';

const naming = (point: OpenPoint, data: ReportData): number =>
  point.choices.reduce((sum, choice) => sum + (data.readings[`${point.name}=${choice}`] ?? 0), 0);

const row = (point: OpenPoint, data: ReportData): Html => {
  const { name, question, choices, requirements } = point;
  const chosen = inForce(name, data.plan.readings);
  const turned = data.plan.turned.some((reading) => reading.startsWith(`${name}=`));
  const named = naming(point, data);
  const other = choices.find((choice) => choice !== chosen) ?? chosen;
  const links = requirements.map(
    (id, index) => html`${index === 0 ? '' : ', '}<a href="${linkTo('requirement', id)}">${id}</a>`,
  );
  const choice = choices.map((each) =>
    each === chosen
      ? html`<li><b>${each}</b> (in force${turned ? ', turned' : ''})</li>`
      : html`<li>${each}</li>`,
  );
  const command = `muster run --reading ${name}=${other} --out other`;
  return html`<tr id="reading/${name}"><th scope="row">${name}</th><td>${question}<br><span class="source">silent at ${links}</span></td><td><ul>${choice}</ul></td><td>${named === 0 ? '–' : html`<a href="${queryLink(`reading:${name}`)}">${counted(named, 'case')}</a>`}</td><td><button type="button" data-copy="${command}" title="${command}">Copy command</button></td></tr>`;
};

/** Panel 9: what the documents leave open, and how it was read for this run. */
export const readingsPanel = (data: ReportData): Html => {
  const points = data.plan.questions ?? [];
  const table = html`<table class="readings"><caption class="unseen">Readings in force</caption><thead><tr><th scope="col">point</th><th scope="col">question</th><th scope="col">choice</th><th scope="col">named by</th><th scope="col">play the other choice</th></tr></thead><tbody>${points.map((point) => row(point, data))}</tbody></table>`;
  const simple = html`<ul class="points">${data.plan.readings.map((reading) => html`<li id="reading/${reading.split('=')[0] ?? ''}"><code>${reading}</code></li>`)}</ul>`;
  return panel(
    'readings',
    'Readings of silent documents',
    'Where the documents say nothing, a named reading decides. A case that depends on one names it in its file; compare a run under another choice, `muster run --reading NAME=CHOICE --out other`, with this one to see which cases change.',
    points.length === 0 ? simple : wide('Readings in force', table),
  );
};

/** Panel 8: whether the suite would notice a wrong implementation. */
export const strengthPanel = ({ strength }: ReportData): Html => {
  const how =
    'Known-bad variants of Muster’s own rules are played against the suite; a variant that no case notices is a mistake that would pass unseen.';
  if (strength === null) {
    return panel(
      'strength',
      'Strength of the suite',
      how,
      none(
        'Not graded. `muster grade --out` into the folder of this record, then `muster report`, fills this panel.',
      ),
    );
  }
  const { graded, noticed, areas, unnoticed } = strength;
  const rows = areas.map(
    ({ area, graded: of, noticed: by }) =>
      html`<tr><th scope="row">${area}</th><td class="n">${of}</td><td class="n">${by}</td><td class="n">${of - by}</td></tr>`,
  );
  const items = unnoticed.map(
    ({ id, mistake, requirements, why }) =>
      html`<li><code>${id}</code> ${mistake} <span class="source">${requirements.join(', ')}; ${why}</span></li>`,
  );
  const body = html`<p><b>${noticed} of ${graded}</b> known-bad variants are noticed.</p>${wide('Variants by area', html`<table class="strength"><caption class="unseen">Variants by area</caption><thead><tr><th scope="col">area</th><th scope="col" class="n">variants</th><th scope="col" class="n">noticed</th><th scope="col" class="n">unnoticed</th></tr></thead><tbody>${rows}</tbody></table>`)}${items.length === 0 ? none('None passes unnoticed.') : html`<h4>Unnoticed</h4><ul class="points">${items}</ul>`}`;
  return panel('strength', 'Strength of the suite', how, body);
};
