import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { defaultReadings } from '../../../core/readings.ts';
import { differenceText } from '../../../reports/difference-text.ts';
import { mutationElements } from '../../../reports/mutation-elements.ts';
import type { CaseResult } from '../../../reports/result.ts';
import { belowBar, type LeftOut, type Strength } from '../../../reports/strength.ts';
import { strengthJson } from '../../../reports/strength-json.ts';
import { strengthMarkdown } from '../../../reports/strength-markdown.ts';
import { strengthText } from '../../../reports/strength-text.ts';
import { isSound, type Played } from '../../grade/baseline.ts';
import { coreWithoutVariant, gradeCases, type Manner, playAll } from '../../grade/grade.ts';
import { variants } from '../../grade/variants.ts';
import { shippedWitnesses } from '../../grade/witnesses.ts';
import { excuse } from '../../run/known-failing.ts';
import type { Case } from '../../scenario/case.ts';
import { shippedScenarios } from '../../source/package-root.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { type Library, openLibrary } from '../library.ts';
import { defaultPaths, projectFile } from '../project.ts';
import { complain, counted, isRefusal } from '../refusal.ts';
import { pageFile } from '../run/reports-folder.ts';
import type { Terminal } from '../terminal.ts';
import { toolName } from '../tool-name.ts';
import { renewPage, writeGrade } from './grade-folder.ts';
import { type GradeOptions, type GradeRequest, gradeRequest } from './request.ts';
import { withWitnesses } from './with-witnesses.ts';

/** The scenarios of this folder, or where there are none those that the package ships. */
const suitePaths = (paths: readonly string[], cwd: string): readonly string[] => {
  if (paths.length > 0) return paths;
  const own = [projectFile, ...defaultPaths].some((path) => existsSync(join(cwd, path)));
  return own ? [] : [shippedScenarios];
};

const hasFailed = ({ outcome }: CaseResult): boolean =>
  outcome === 'error' || outcome === 'violated' || outcome === 'not-demonstrated';

/** Failed cases beyond this many are in the report of `muster run`. */
const failedMax = 5;

const complainOfFailed = (failed: readonly CaseResult[], terminal: Terminal): void => {
  complain(terminal, {
    message: `${counted(failed.length, 'case')} failed without any variant, so that nothing was graded`,
    help: 'what fails by itself notices nothing; `muster run` shows it in full',
  });
  for (const { id, outcome, because, differences } of failed.slice(0, failedMax)) {
    const [first] = differences;
    terminal.complain(`  ${outcome} ${id}: ${first ? differenceText(first) : (because ?? '')}`);
  }
  const left = failed.length - failedMax;
  if (left > 0) terminal.complain(`  and ${left} more`);
};

interface Suite {
  readonly cases: readonly Case[];
  readonly played: readonly Played[];
  readonly leftOut: readonly LeftOut[];
  readonly failed: readonly CaseResult[];
}

/** Plays the suite without a variant, and keeps what can notice one. */
const sift = async (library: Library, manner: Manner, terminal: Terminal): Promise<Suite> => {
  const all = await playAll(library.cases, manner);
  const sound = all.map(({ result }) => isSound(result));
  const others = all
    .filter((_, i) => sound[i] !== true)
    .map(({ result }) => excuse(library.knownFailing, result, terminal.today));
  return {
    cases: library.cases.filter((_, i) => sound[i] === true),
    played: all.filter((_, i) => sound[i] === true),
    failed: others.filter(hasFailed),
    leftOut: others
      .filter((result) => !hasFailed(result))
      .map(({ id, outcome, because }) => ({
        case: id,
        because: outcome === 'not-run' ? `not run: ${because ?? ''}` : outcome,
      })),
  };
};

const shown = (strength: Strength, request: GradeRequest, terminal: Terminal): string => {
  switch (request.format) {
    case 'json':
      return strengthJson(strength);
    case 'mte':
      return mutationElements(strength);
    case 'md':
      return strengthMarkdown(strength).trimEnd();
    case 'text':
      return strengthText(strength, { paint: terminal.paint, kills: request.chosen });
  }
};

/** What the suite makes of the variants that were asked for. */
const strengthOf = async (
  suite: Suite,
  request: GradeRequest,
  manner: Manner,
): Promise<Strength> => {
  const graded = await gradeCases(suite.cases, suite.played, shippedWitnesses(), manner);
  const { requirements: asked } = request;
  const requirements = graded.requirements.filter(
    ({ id }) => asked.length === 0 || asked.includes(id),
  );
  const { leftOut } = suite;
  const withoutVariant = coreWithoutVariant(variants);
  return { ...graded, requirements, withoutVariant, tool: toolName(), leftOut, bar: request.bar };
};

/** `muster grade`: says what a suite would notice, and ends with 1 below the bar. */
export const performGrade = async (
  paths: readonly string[],
  options: GradeOptions,
  terminal: Terminal,
): Promise<ExitCode> => {
  const request = gradeRequest(options, variants);
  if (isRefusal(request)) {
    complain(terminal, request);
    return exitCodes.usage.code;
  }
  const { library } = openLibrary(suitePaths(paths, terminal.cwd), terminal);
  if (library === null) return exitCodes.usage.code;
  const { project } = library;
  const manner: Manner = {
    readings: { ...defaultReadings, ...project.readings },
    threads: request.threads ?? project.threads ?? 1,
    variants: request.variants,
  };
  const suite = await sift(library, manner, terminal);
  if (suite.failed.length > 0) {
    complainOfFailed(suite.failed, terminal);
    return exitCodes.violated.code;
  }
  if (suite.cases.length === 0) {
    complain(terminal, { message: 'no case could be graded' });
    return exitCodes.nothingRan.code;
  }
  const bare = await strengthOf(suite, request, manner);
  const strength = await withWitnesses(bare, request);
  if (request.out !== null) {
    const refusal = writeGrade(strength, request.out, terminal);
    if (refusal !== null) {
      complain(terminal, refusal);
      return exitCodes.usage.code;
    }
  }
  terminal.print(shown(strength, request, terminal));
  if (request.out !== null) {
    const hasPage = await renewPage(request.out, terminal);
    const report = `report: ${join(request.out, hasPage ? pageFile : 'grade.md')}`;
    if (request.format === 'text') terminal.print(report);
  }
  return belowBar(strength).length > 0 ? exitCodes.violated.code : exitCodes.ok.code;
};
