import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { documentedBooks } from '../../core/evaluator.ts';
import { requirements } from '../../core/requirements/catalogue.ts';
import type { Requirement } from '../../core/requirements/requirement.ts';
import { selectRequirements, unmatchedPrefixes } from '../../core/requirements/selection.ts';
import type { Rule } from '../../core/rulebook.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { openLibrary } from './library.ts';
import { shippedScenarios } from './package-root.ts';
import { defaultPaths, projectFile } from './project.ts';
import { complain, type Refusal, unknownName } from './refusal.ts';
import type { Terminal } from './terminal.ts';

/** A requirement with what implements and what covers it. */
export interface TracedRequirement extends Requirement {
  /** `stage/rule`, in the order of the stages. */
  readonly rules: readonly string[];
  /** Ids of scenarios, A to Z. */
  readonly scenarios: readonly string[];
}

export interface RequirementOptions {
  readonly format?: string | undefined;
  readonly core?: boolean | undefined;
  readonly uncovered?: boolean | undefined;
}

const add = (map: Map<string, Set<string>>, key: string, value: string): void => {
  map.set(key, (map.get(key) ?? new Set()).add(value));
};

const rulesByRequirement = (): ReadonlyMap<string, ReadonlySet<string>> => {
  const found = new Map<string, Set<string>>();
  for (const [stage, book] of Object.entries(documentedBooks)) {
    const rules: Readonly<Record<string, Pick<Rule<never>, 'requirements'>>> = book.rules;
    for (const [name, rule] of Object.entries(rules)) {
      for (const id of rule.requirements) add(found, id, `${stage}/${name}`);
    }
  }
  return found;
};

/** The scenarios of this folder, or where there are none those that the package ships. */
const scenarioPaths = (cwd: string): readonly string[] => {
  const own = [projectFile, ...defaultPaths].some((path) => existsSync(join(cwd, path)));
  return own ? [] : [shippedScenarios];
};

const trace = (
  chosen: readonly Requirement[],
  terminal: Terminal,
): readonly TracedRequirement[] | null => {
  const { library } = openLibrary(scenarioPaths(terminal.cwd), terminal);
  if (library === null) return null;
  const scenarios = new Map<string, Set<string>>();
  for (const { covers, scenario } of library.cases) {
    for (const id of covers) add(scenarios, id, scenario);
  }
  const rules = rulesByRequirement();
  return chosen.map((requirement) => ({
    ...requirement,
    rules: [...(rules.get(requirement.id) ?? [])],
    scenarios: [...(scenarios.get(requirement.id) ?? [])].sort(),
  }));
};

const listed = (names: readonly string[]): string =>
  names.length === 0 ? 'none' : names.map((name) => `\`${name}\``).join(', ');

const markdown = (traced: readonly TracedRequirement[]): string =>
  [
    '# Requirements',
    '',
    ...traced.flatMap((requirement) => [
      `## ${requirement.id}`,
      '',
      requirement.statement,
      '',
      ...(requirement.caveat === undefined ? [] : [requirement.caveat, '']),
      `- basis: ${requirement.basis} (${requirement.tag})`,
      `- source: ${requirement.source}, read on ${requirement.readOn}`,
      `- rules: ${listed(requirement.rules)}`,
      `- scenarios: ${listed(requirement.scenarios)}`,
      '',
    ]),
  ]
    .join('\n')
    .trimEnd();

const formats: readonly string[] = ['json', 'md'];

const refuse = (ids: readonly string[], format: string): Refusal | null => {
  if (!formats.includes(format)) {
    return { help: 'there are json and md', ...unknownName('format', format, formats) };
  }
  const [unmatched] = unmatchedPrefixes(ids);
  if (unmatched === undefined) return null;
  const known = requirements.map(({ id }) => id);
  return unknownName('requirement', unmatched, known);
};

export const performRequirements = (
  ids: readonly string[],
  options: RequirementOptions,
  terminal: Terminal,
): ExitCode => {
  const { format = 'md', core = false, uncovered = false } = options;
  const refusal = refuse(ids, format);
  if (refusal !== null) {
    complain(terminal, refusal);
    return exitCodes.usage.code;
  }
  const chosen = selectRequirements({ prefixes: ids, ...(core && { core }) });
  const all = trace(chosen, terminal);
  if (all === null) return exitCodes.usage.code;
  const traced = uncovered ? all.filter(({ scenarios }) => scenarios.length === 0) : all;
  terminal.print(format === 'json' ? JSON.stringify(traced, null, 2) : markdown(traced));
  return exitCodes.ok.code;
};
