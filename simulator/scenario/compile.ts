import type { Duration } from '../../core/time.ts';
import type { Diagnostic, Span } from '../source/diagnostic.ts';
import { type Documents, documentsOf, type Files } from '../source/documents.ts';
import { parseDuration } from '../source/duration.ts';
import type { Sources } from '../source/frame.ts';
import { didYouMean } from '../source/nearest.ts';
import { collector, hasErrors, type Report } from '../source/report.ts';
import {
  describe,
  entryOf,
  isMapping,
  type Mapping,
  type Origin,
  type Tree,
  valueUnder,
} from '../source/tree.ts';
import type { ImportContext, ImportFile } from '../tenant/import-file.ts';
import { type TenantDraft, tenantFrom } from '../tenant/tenant.ts';
import { gatherGiven, gatherUse, withIncluder } from '../tenant/use.ts';
import type { Case } from './case.ts';
import { compileCase } from './compile-case.ts';
import { expandedText } from './expand.ts';
import { type ScenarioEntry, scenarioShape } from './scenario-shape.ts';
import { type Row, readTable } from './table.ts';
import { type Scope, substitute, variableName, withVars } from './variable.ts';

/** What compiling needs from outside; tests need no disk. */
export interface ScenarioIo extends Files {
  /** Ids of the requirement catalogue; null leaves `covers` unchecked. */
  readonly requirementIds: ReadonlySet<string> | null;
  /** Reads exported policies for `import:`; null refuses them. */
  readonly importFile: ImportFile | null;
}

export interface Compiled {
  /** In the order of the files; none of a file with an error. */
  readonly cases: readonly Case[];
  /** Of all files, in the order of files and places. */
  readonly diagnostics: readonly Diagnostic[];
  /** Texts for code frames. */
  readonly sources: Sources;
  /** Tenant files that some scenario uses. */
  readonly used: ReadonlySet<string>;
  /** Former id to present one. */
  readonly renamed: ReadonlyMap<string, string>;
  /** The case as a scenario of its own, with nothing used and no variables; null: no such case. */
  readonly printExpanded: (caseId: string) => string | null;
}

/** One case with what its expanded form is printed from. */
interface CompiledCase {
  readonly kase: Case;
  readonly tree: Mapping;
  readonly tenant: TenantDraft;
  readonly parts: Mapping;
}

interface CompiledRoot {
  readonly cases: readonly CompiledCase[];
  readonly formerly: readonly string[];
  readonly id: { readonly text: string; readonly span: Span } | null;
}

/** One file being compiled, with everything that must not be done twice for its rows. */
interface Work {
  readonly file: string;
  readonly root: Mapping;
  readonly documents: Documents;
  readonly io: ScenarioIo;
  readonly report: Report;
  readonly add: (diagnostic: Diagnostic) => void;
  readonly includedFrom: Map<string, readonly Origin[]>;
  readonly used: Set<string>;
  readonly failed: () => boolean;
  /** What each `use` brings in, which is the same for every row. */
  readonly gathered: Map<Tree, readonly Tree[]>;
}

const without = (map: Mapping, keys: readonly string[]): Mapping => {
  const entries = map.entries.filter(({ key }) => !keys.includes(key));
  return entries.length === map.entries.length ? map : { ...map, entries };
};

/** Parts of the tenant; what a `use` list brings in is the same for every row. */
const partsOf = (work: Work, root: Mapping): Mapping => {
  const { file, documents, report, add, includedFrom, gathered } = work;
  const gathering = { documents, report, add, includedFrom, chain: [file] };
  return gatherGiven(file, root, gathering, (use) => {
    const brought = gathered.get(use) ?? gatherUse(file, use, gathering);
    gathered.set(use, brought);
    return brought;
  });
};

const tenantOf = (work: Work, root: Mapping, imports: ImportContext) => {
  const parts = partsOf(work, root);
  return { parts, tenant: tenantFrom(parts, imports) };
};

const varsOf = (root: Mapping, report: Report): Mapping | null => {
  const vars = valueUnder(root, 'vars');
  if (vars === undefined || isMapping(vars)) return vars ?? null;
  report(vars, 'type', `expected a map from names to values, found ${describe(vars)}`);
  return null;
};

/** Durations among the values of a scope: a boundary somebody wrote down is one to look at. */
const durationsOf = (scope: Scope): Duration[] =>
  [...scope.values()].flatMap((value) => {
    if (value.kind !== 'leaf' || typeof value.value !== 'string') return [];
    const parsed = parseDuration(value.value);
    return parsed.ok ? [...parsed.terms, Math.abs(parsed.total)] : [];
  });

const checkCovers = (entry: ScenarioEntry, { io, report }: Work): void => {
  const { covers } = entry;
  if (covers === undefined) return;
  if (covers.tree.kind === 'list' && covers.tree.items.length === 0) {
    report(covers.tree, 'missing-field', 'a scenario covers at least one requirement');
  }
  for (const { value, tree } of covers.value) {
    if (io.requirementIds === null || io.requirementIds.has(value)) continue;
    const near = didYouMean(value, io.requirementIds);
    report(tree, 'name', `unknown requirement \`${value}\``, {
      help: near.help ?? '`muster requirements` lists them',
    });
  }
};

const adviseTitle = (entry: ScenarioEntry, { report, root }: Work): void => {
  if (entry.title !== undefined || entryOf(root, 'title') !== undefined) return;
  report(entry.id?.tree ?? root, 'advice', 'this scenario has no `title`', {
    severity: 'warning',
    help: 'say in a sentence what is true if it is met',
  });
};

const adviseUnused = (work: Work, table: readonly Row[] | null, vars: Mapping | null): void => {
  const columns = table?.[0] === undefined ? [] : [...table[0].values.keys()];
  const warning = { severity: 'warning' } as const;
  for (const name of columns) {
    if (work.used.has(name)) continue;
    const place = valueUnder(work.root, 'cases') ?? work.root;
    const named = valueUnder(place, 'columns');
    const items = named?.kind === 'list' ? named.items : [];
    const column = items.find((item) => item.kind === 'leaf' && item.text === name) ?? place;
    work.report(column, 'advice', `column \`${name}\` is never used`, warning);
  }
  for (const { key, at } of vars?.entries ?? []) {
    if (!variableName.test(key)) continue;
    if (!work.used.has(key))
      work.report(at, 'advice', `variable \`${key}\` is never used`, warning);
  }
};

const emptyScope: Scope = new Map();

const compileRow = (
  work: Work,
  row: Row | null,
  vars: Mapping | null,
  tenants: Map<Tree | undefined, ReturnType<typeof tenantOf>>,
): CompiledCase | null => {
  const { report, add, used, failed, root, documents, io } = work;
  const imports = { documents, importFile: io.importFile, report, add };
  const substitution = { scope: row?.values ?? emptyScope, report, used };
  const scope = withVars(substitution.scope, vars, substitution);
  const written = without(root, ['cases', 'vars']);
  const tree = substitute(written, { ...substitution, scope });
  if (!isMapping(tree)) return null;
  const entry = scenarioShape.read(tree, report) ?? {};
  checkCovers(entry, work);
  adviseTitle(entry, work);
  // A `given` without variables is the same object for every row, and so is its tenant.
  const given = valueUnder(tree, 'given');
  const known = tenants.get(given) ?? tenantOf(work, tree, imports);
  tenants.set(given, known);
  const durations = durationsOf(scope);
  const body = compileCase({ entry, tree, tenant: known.tenant, durations, imports, failed });
  const scenario = entry.id?.value ?? '';
  const kase: Case = {
    id: row === null ? scenario : `${scenario}/${row.key}`,
    scenario,
    title: entry.title ?? scenario,
    span: row?.tree.span ?? entry.id?.tree.span ?? root.span,
    tags: entry.tags ?? [],
    covers: [...new Set((entry.covers?.value ?? []).map(({ value }) => value))],
    ...body,
  };
  return { kase, tree, ...known };
};

const compileRoot = (work: Work): CompiledRoot => {
  const { root, report } = work;
  const cases = valueUnder(root, 'cases');
  const table = cases === undefined ? null : readTable(cases, report);
  const vars = varsOf(root, report);
  const tenants = new Map<Tree | undefined, ReturnType<typeof tenantOf>>();
  const rows = cases === undefined ? [null] : (table ?? []);
  const compiled = rows
    .map((row) => compileRow(work, row, vars, tenants))
    .filter((kase) => kase !== null);
  if (rows.length > 0) adviseUnused(work, table, vars);
  const id = valueUnder(root, 'id');
  const formerly = valueUnder(root, 'formerly');
  const former = formerly?.kind === 'list' ? formerly.items : formerly ? [formerly] : [];
  return {
    cases: compiled,
    formerly: former.flatMap((item) => (item.kind === 'leaf' ? [item.text] : [])),
    id: id?.kind === 'leaf' ? { text: id.text, span: id.span } : null,
  };
};

/** What a file comes to, as plain data: it may have been compiled on another thread. */
export interface CompiledFile {
  readonly file: string;
  /** Those of a file with an error are there for their ids alone. */
  readonly cases: readonly Case[];
  readonly formerly: readonly string[];
  readonly id: { readonly text: string; readonly span: Span } | null;
  readonly diagnostics: readonly Diagnostic[];
  /** Tenant files it uses. */
  readonly used: readonly string[];
}

interface FileResult {
  readonly compiled: CompiledRoot | null;
  readonly diagnostics: readonly Diagnostic[];
  readonly used: readonly string[];
}

const compileTree = (file: string, documents: Documents, io: ScenarioIo): FileResult => {
  const { tree, diagnostics } = documents.open(file);
  if (tree === null) return { compiled: null, diagnostics, used: [] };
  const { report, add, list, failed } = collector();
  for (const diagnostic of diagnostics) add(diagnostic);
  if (!isMapping(tree)) {
    report(tree, 'type', `expected a scenario, found ${describe(tree)}`);
    return { compiled: null, diagnostics: list(), used: [] };
  }
  const includedFrom = new Map<string, readonly Origin[]>();
  const work: Work = {
    file,
    root: tree,
    documents,
    io,
    report,
    add,
    failed,
    includedFrom,
    used: new Set(),
    gathered: new Map(),
  };
  const compiled = compileRoot(work);
  const found = list().map(withIncluder(file, includedFrom));
  return { compiled, diagnostics: found, used: [...includedFrom.keys()] };
};

/** Compiles one scenario file; ids that it shares with other files are for `assemble` to find. */
export const compileFile = (file: string, documents: Documents, io: ScenarioIo): CompiledFile => {
  const { compiled, diagnostics, used } = compileTree(file, documents, io);
  const cases = compiled?.cases.map(({ kase }) => kase) ?? [];
  const { formerly = [], id = null } = compiled ?? {};
  return { file, cases, formerly, id, diagnostics, used };
};

interface Claim {
  readonly text: string;
  readonly span: Span;
}

/** An id names one scenario for good, over all files and former ids. */
const checkIds = (files: readonly CompiledFile[], report: Report): void => {
  const claimed = new Map<string, Claim>();
  const claim = (text: string, span: Span): void => {
    const before = claimed.get(text);
    if (before === undefined) {
      claimed.set(text, { text, span });
      return;
    }
    const origin = [{ span: before.span, message: 'it is here first' }];
    report({ span, origin }, 'duplicate-id', `the id \`${text}\` is taken`);
  };
  for (const { id } of files) if (id !== null) claim(id.text, id.span);
  for (const { cases } of files) {
    for (const { id, scenario, span } of cases) if (id !== scenario) claim(id, span);
  }
  for (const { formerly, id } of files) {
    for (const former of formerly) if (id !== null) claim(former, id.span);
  }
};

/** Puts together what scenario files were compiled to, in the order of the files. */
export const assemble = (
  files: readonly CompiledFile[],
  io: ScenarioIo,
  documents: Documents,
): Compiled => {
  const all = collector();
  for (const { diagnostics } of files) for (const each of diagnostics) all.add(each);
  checkIds(files, all.report);
  const sound = files.filter(({ diagnostics }) => !hasErrors(diagnostics));
  const cases = sound.flatMap((file) => file.cases);
  const fileOf = new Map(sound.flatMap(({ file, cases: own }) => own.map(({ id }) => [id, file])));
  const renamed = files.flatMap(({ formerly, id }) =>
    id === null ? [] : formerly.map((former): [string, string] => [former, id.text]),
  );
  const again = new Map<string, CompiledRoot | null>();
  const rootOf = (file: string): CompiledRoot | null => {
    const root = again.get(file) ?? compileTree(file, documents, io).compiled;
    again.set(file, root);
    return root;
  };
  return {
    cases,
    diagnostics: all.list(),
    sources: documents.sources,
    used: new Set(files.flatMap(({ used }) => used)),
    renamed: new Map(renamed),
    printExpanded: (caseId) => {
      const file = fileOf.get(caseId);
      const root = file === undefined ? null : rootOf(file);
      const found = root?.cases.find(({ kase }) => kase.id === caseId);
      return found === undefined ? null : expandedText(found);
    },
  };
};

/** Compiles scenario files; whatever is wrong in any of them is told, all at once. */
export const compile = (
  files: readonly string[],
  io: ScenarioIo,
  documents: Documents = documentsOf(io),
): Compiled =>
  assemble(
    files.map((file) => compileFile(file, documents, io)),
    io,
    documents,
  );
