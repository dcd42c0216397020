import type { SetUpFinding } from '../result.ts';
import { counted, grouped, type Html, html } from './html.ts';
import { glyph, outcomeOrder, outcomeWords } from './outcome-words.ts';
import { none, panel, wide } from './panel.ts';
import type { Machine, ReportData } from './report-data.ts';
import { utcText } from './utc.ts';

const machineText = (machine: Machine | null): string => {
  if (machine === null)
    return 'not told: the record says nothing of it, so that two runs are alike';
  const { node, system, processor, cores, threads } = machine;
  return `Node ${node} on ${system}, ${processor}, ${counted(cores, 'core')}, ${counted(threads, 'thread')} used`;
};

const wallText = (machine: Machine | null): string =>
  machine === null
    ? 'not told'
    : `${utcText(machine.startedAt).slice(0, 19)} UTC, ${(machine.wallMs / 1000).toFixed(1)} s`;

const setText = ({ complete, planned, counts, trust }: ReportData): string => {
  const recorded = Object.values(counts).reduce((sum, n) => sum + n, 0);
  if (trust.problems.length > 0)
    return `${grouped(planned)} planned, ${grouped(recorded)} recorded; see the problems above`;
  if (complete)
    return `${grouped(planned)} planned and ${grouped(recorded)} recorded: the same cases, each once`;
  return `${grouped(planned)} planned, ${grouped(recorded)} recorded: interrupted`;
};

/** Panel 1: without this nobody knows what the numbers are numbers of. */
export const ranPanel = (data: ReportData): Html => {
  const { plan, machine } = data;
  const rows: readonly (readonly [string, string])[] = [
    ['tool', plan.tool],
    ['target', plan.target],
    ['planned and executed', setText(data)],
    ['clock', 'virtual: the harness sets the target’s clock to each instant of a case'],
    ['readings turned for this run', plan.turned.join(', ') || 'none'],
    ['readings in force', plan.readings.join(', ') || 'none'],
    ['wall time', wallText(machine)],
    ['machine', machineText(machine)],
    ['digest of all that was observed', data.digest || 'none: the record was cut'],
  ];
  return panel(
    'what-was-run',
    'What was run',
    'The target, the set of cases and everything else that decides what the numbers mean.',
    html`<dl class="facts">${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`,
  );
};

const findingWord = (isGood: boolean | null): string => {
  if (isGood === null) return 'not seen';
  return isGood ? 'good' : 'not good';
};

const findingsOf = (findings: readonly SetUpFinding[]): Html =>
  findings.length === 0
    ? none('This record holds no set-up check.')
    : wide(
        'Set-up check',
        html`<table class="set-up"><caption class="unseen">Set-up check</caption><thead><tr><th scope="col">looked at</th><th scope="col">found</th><th scope="col">what it said</th></tr></thead><tbody>${findings.map(
          ({ what, isGood, said, help }) =>
            html`<tr><th scope="row">${what}</th><td>${findingWord(isGood)}</td><td>${said}${help === null ? '' : html`<br><span class="source">${help}</span>`}</td></tr>`,
        )}</tbody></table>`,
      );

/** Panel 2: whether the target was set up so that judging it makes sense. */
export const setUpPanel = ({ plan }: ReportData): Html =>
  panel(
    'set-up',
    'Set-up check',
    'A target that is not set up cannot be judged; its faults of set-up stand here and not among the cases.',
    plan.target === 'in-process'
      ? none(
          'None is needed: the target runs inside Muster, which sets up a fresh tenant for every case.',
        )
      : findingsOf(plan.setUp ?? []),
  );

const leftText = ({ leftOut, cases }: ReportData): string => {
  const entries = Object.entries(leftOut.cases);
  const parts: string[] = [];
  if (entries.length > 0) {
    const which = entries.map(([outcome, n]) => `${grouped(n)} ${outcome}`).join(', ');
    parts.push(
      `The page holds ${grouped(cases.length)} cases and leaves out ${which}; the numbers are of all of them.`,
    );
  }
  if (leftOut.stories > 0) {
    parts.push(
      `The timelines of ${counted(leftOut.stories, 'case')} had no room here; the record has them.`,
    );
  }
  return parts.join(' ');
};

/** Panel 15: what was checked, and what nobody can know from this file. */
export const evidencePanel = (data: ReportData): Html => {
  const { trust } = data;
  const digest =
    trust.digest === 'recomputed'
      ? 'recomputed from the cases and equal'
      : 'not recomputed, which a page in a browser does not do; `muster report` does';
  const items = [
    `Plan against cases: ${trust.problems.length === 0 ? 'every planned case once, none besides' : 'see the problems at the top'}.`,
    'Counts: recomputed from the cases and compared with the footer.',
    `Digest ${data.digest.slice(0, 12) || '(none)'}: ${trust.problems.length === 0 ? digest : 'not trusted'}.`,
    leftText(data),
    'Nobody has signed this record. It cannot prove which program stood behind the target’s name, nor that it answers elsewhere as it did here.',
  ].filter((item) => item !== '');
  return panel(
    'evidence',
    'Evidence',
    'What was checked when this page was made from its run record, and what the record cannot prove.',
    html`<ul class="points">${items.map((item) => html`<li>${item}</li>`)}</ul><p class="tools"><button type="button" data-do="download">Save the data of this page</button></p>`,
  );
};

/** Panel 16: what every word means and does. */
export const legendPanel = (): Html => {
  const rows = outcomeOrder.map((outcome) => {
    const { sentence, exit } = outcomeWords[outcome];
    return html`<tr><th scope="row"><span class="word o-${outcome}">${glyph(outcome)}${outcome}</span></th><td>${sentence}</td><td>${exit}</td></tr>`;
  });
  return panel(
    'legend',
    'Legend',
    'Each outcome has one sign and one word, the same everywhere; the classes are never added together.',
    wide(
      'Legend',
      html`<table class="legend"><caption class="unseen">Outcomes</caption><thead><tr><th scope="col">outcome</th><th scope="col">what it says</th><th scope="col">effect on the exit code</th></tr></thead><tbody>${rows}</tbody></table>`,
    ),
  );
};
