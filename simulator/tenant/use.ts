import type { Diagnostic } from '../source/diagnostic.ts';
import { type Documents, resolveReference } from '../source/documents.ts';
import { didYouMean } from '../source/nearest.ts';
import type { Report } from '../source/report.ts';
import {
  describe,
  entryOf,
  isMapping,
  type Mapping,
  merge,
  type Origin,
  type Tree,
} from '../source/tree.ts';
import { apiVersion, tenantHeadKeys, useField } from './tenant-shape.ts';

/** Where the tenant parts of one scenario or tenant come from. */
export interface Gathering {
  readonly documents: Documents;
  readonly report: Report;
  readonly add: (diagnostic: Diagnostic) => void;
  /** By used file, where it is named: shown with every error in that file. */
  readonly includedFrom: Map<string, readonly Origin[]>;
  /** The files from the outermost one to the one being read. */
  readonly chain: readonly string[];
}

const kindOf = (tree: Mapping): string | null => {
  const kind = entryOf(tree, 'kind')?.value;
  return kind?.kind === 'leaf' ? kind.text : null;
};

/** The parts of one used file, with those it uses itself; null after a report. */
const gatherFile = (file: string, named: Tree, gathering: Gathering): Tree | null => {
  const { documents, report, add, includedFrom, chain } = gathering;
  if (chain.includes(file)) {
    const circle = [...chain.slice(chain.indexOf(file)), file].join(' → ');
    report(named, 'include', `\`${file}\` uses itself: ${circle}`);
    return null;
  }
  const outer = includedFrom.get(chain.at(-1) ?? '') ?? [];
  if (!includedFrom.has(file)) {
    includedFrom.set(file, [{ span: named.span, message: 'included from here' }, ...outer]);
  }
  const { tree, diagnostics } = documents.open(file);
  if (diagnostics.some(({ code }) => code === 'not-found')) {
    report(named, 'include', `there is no file \`${file}\``);
    return null;
  }
  for (const diagnostic of diagnostics) add(diagnostic);
  if (tree === null) return null;
  refuseVariables(tree, report);
  if (!isMapping(tree)) {
    report(tree, 'type', `expected a tenant, found ${describe(tree)}`);
    return null;
  }
  return checkHead(tree, report)
    ? gatherParts(file, tree, { ...gathering, chain: [...chain, file] })
    : null;
};

/** A tenant is the same for everybody who uses it; what varies stands under `given`. */
const refuseVariables = (tree: Tree, report: Report): void => {
  if (tree.kind === 'list') for (const item of tree.items) refuseVariables(item, report);
  if (tree.kind === 'map') for (const { value } of tree.entries) refuseVariables(value, report);
  if (tree.kind === 'leaf' && typeof tree.value === 'string' && tree.value.includes('${')) {
    report(tree, 'variable', 'variables may stand in scenarios only, not in a tenant file', {
      help: 'give this part under `given:` in the scenario',
    });
  }
};

const checkHead = (tree: Mapping, report: Report): boolean => {
  const version = entryOf(tree, 'apiVersion');
  const kind = kindOf(tree);
  if (version?.value.kind !== 'leaf' || version.value.text !== apiVersion) {
    report(version?.value ?? tree, 'value', `a tenant begins with \`apiVersion: ${apiVersion}\``);
  }
  if (kind === 'Tenant') return true;
  report(
    entryOf(tree, 'kind')?.value ?? tree,
    'include',
    kind === null ? 'a tenant says `kind: Tenant`' : `only a Tenant can be used, not a \`${kind}\``,
    kind === null ? {} : didYouMean(kind, ['Tenant']),
  );
  return false;
};

/**
 * All tenant parts of one map, merged in the order in which they are written: `use` brings in
 * other files at its place, `given` and the other keys follow or precede it.
 */
export const gatherParts = (file: string, tree: Mapping, gathering: Gathering): Mapping => {
  let parts: Tree = { kind: 'map', entries: [], span: tree.span };
  for (const entry of tree.entries) {
    if (entry.key === 'use') {
      for (const used of gatherUse(file, entry.value, gathering)) parts = merge(parts, used);
    } else if (!tenantHeadKeys.includes(entry.key)) {
      parts = merge(parts, { ...tree, entries: [entry] });
    }
  }
  return parts.kind === 'map' ? { ...parts, span: tree.span } : tree;
};

/** The parts of every file that a `use` list names, in order. */
export const gatherUse = (file: string, use: Tree, gathering: Gathering): Tree[] => {
  const found: Tree[] = [];
  for (const { value, tree } of useField.shape.read(use, gathering.report) ?? []) {
    const path = resolveReference(file, value, gathering.documents.shipped);
    if (path === null) {
      gathering.report(tree, 'include', `\`${value}\` leads out of the package`);
      continue;
    }
    const parts = gatherFile(path, tree, gathering);
    if (parts !== null) found.push(parts);
  }
  return found;
};

/**
 * The tenant parts of a scenario or a fleet, merged in written order: `use` and `given`, whichever
 * stands first.
 *
 * @param gather what a `use` list brings in; somebody may remember it
 */
export const gatherGiven = (
  file: string,
  root: Mapping,
  gathering: Gathering,
  gather: (use: Tree) => readonly Tree[] = (use) => gatherUse(file, use, gathering),
): Mapping => {
  let parts: Tree = { kind: 'map', entries: [], span: root.span };
  for (const { key, value } of root.entries) {
    if (key === 'use') {
      for (const used of gather(value)) parts = merge(parts, used);
    } else if (key === 'given' && isMapping(value)) {
      parts = merge(parts, gatherParts(file, value, gathering));
    } else if (key === 'given') {
      const message = `expected the parts of a tenant, a map, found ${describe(value)}`;
      gathering.report(value, 'type', message);
    }
  }
  return isMapping(parts) ? { ...parts, span: root.span } : root;
};

/** Errors in used files say who used them. */
export const withIncluder =
  (file: string, includedFrom: Map<string, readonly Origin[]>) =>
  (diagnostic: Diagnostic): Diagnostic => {
    const from = diagnostic.span.file === file ? undefined : includedFrom.get(diagnostic.span.file);
    return from === undefined
      ? diagnostic
      : { ...diagnostic, related: [...(diagnostic.related ?? []), ...from] };
  };
