import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { annotationLines } from '../../../reports/annotations.ts';
import { briefLines } from '../../../reports/brief.ts';
import { caseText } from '../../../reports/case-text.ts';
import { causesOf } from '../../../reports/cause.ts';
import { differenceText } from '../../../reports/difference-text.ts';
import { summaryMarkdown } from '../../../reports/markdown.ts';
import { reproduceLine } from '../../../reports/reproduce.ts';
import type { CaseResult, Run } from '../../../reports/result.ts';
import { closingSentence } from '../../../reports/sentence.ts';
import { summaryOf } from '../../../reports/summary.ts';
import type { StaleEntry } from '../../run/known-failing.ts';
import type { Sources } from '../../source/frame.ts';
import type { Terminal } from '../terminal.ts';
import { frameFrom } from './frame-from.ts';
import { pageFile } from './reports-folder.ts';
import type { RunRequest } from './request.ts';

/** Frames beyond this many help nobody; the rest is in the reports. */
const framesMax = 25;

/** A run with what surrounds it on a terminal. */
export interface Told {
  readonly run: Run;
  readonly stale: readonly StaleEntry[];
  readonly out: string | null;
  readonly seed: number | null;
  readonly sources: Sources;
}

const hasFailed = ({ outcome }: CaseResult): boolean =>
  outcome === 'error' || outcome === 'violated' || outcome === 'not-demonstrated';

const isRemarkable = ({ outcome }: CaseResult): boolean =>
  outcome === 'known-failing' || outcome === 'interpretive' || outcome === 'informational';

const remark = (result: CaseResult): string => {
  const [first, ...others] = result.differences.map(differenceText);
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return `${result.outcome} ${result.id}: ${result.because ?? `${first ?? ''}${more}`}`;
};

const tellCases = ({ run, sources }: Told, terminal: Terminal): void => {
  const failed = run.results.filter(hasFailed);
  const frameOf = frameFrom(sources);
  for (const result of failed.slice(0, framesMax)) {
    terminal.print(
      `\n${caseText(result, reproduceLine(result, run.plan), frameOf, terminal.paint)}`,
    );
  }
  const left = failed.length - framesMax;
  if (left > 0) terminal.print(`\n… and ${left} more cases that failed`);
  const remarkable = run.results.filter(isRemarkable);
  if (remarkable.length > 0) terminal.print('');
  for (const result of remarkable) terminal.print(terminal.paint.faint(remark(result)));
};

const tellGithub = ({ run }: Told, terminal: Terminal): void => {
  if (terminal.env['GITHUB_ACTIONS'] !== 'true') return;
  for (const line of annotationLines(run.results, run.stale)) terminal.print(line);
  const page = terminal.env['GITHUB_STEP_SUMMARY'];
  if (page === undefined || page === '') return;
  try {
    appendFileSync(page, summaryMarkdown(run));
  } catch (error) {
    terminal.complain(`warning: the step summary cannot be written: ${String(error)}`);
  }
};

/** What a run came to: the failed cases, the closing sentence, and where the report is. */
export const tell = (told: Told, request: RunRequest, terminal: Terminal): void => {
  const { run, stale, out, seed } = told;
  for (const { entry, because } of stale) {
    terminal.complain(`error[known-failing]: \`${entry.pattern}\` (${entry.issue}) ${because}`);
  }
  if (request.json) {
    terminal.print(JSON.stringify(summaryOf(run), null, 2));
    return;
  }
  tellCases(told, terminal);
  tellGithub(told, terminal);
  terminal.print('');
  const brief = briefLines(run.results, causesOf(run.results), terminal.paint);
  for (const line of brief) terminal.print(line);
  if (seed !== null) terminal.print(`order: --shuffle=${seed}`);
  if (run.plan.turned.length > 0) terminal.print(`turned: ${run.plan.turned.join(', ')}`);
  if (!run.complete) {
    terminal.print(`interrupted after ${run.results.length} of ${run.plan.cases.length} cases`);
  }
  terminal.print(terminal.paint.strong(closingSentence(run.results)));
  if (out !== null) terminal.print(`report: ${join(out, pageFile)}`);
};
