import type { Diagnostic } from '../source/diagnostic.ts';
import type { Documents } from '../source/documents.ts';
import { collector, hasErrors } from '../source/report.ts';
import type { Located } from '../source/shape.ts';
import {
  describe,
  entryOf,
  isMapping,
  type Mapping,
  type Origin,
  type Tree,
} from '../source/tree.ts';
import type { ImportFile } from './import-file.ts';
import { type TenantDraft, tenantFrom } from './tenant.ts';
import { tenantHeadKeys, tenantHeadShape } from './tenant-shape.ts';
import { gatherParts, withIncluder } from './use.ts';

export interface OpenedTenant {
  /** Null where there is an error. */
  readonly draft: TenantDraft | null;
  /** The parts of the file and of those it uses, merged; null where it is no map at all. */
  readonly parts: Mapping | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** The parts of a tenant with groups that exist by somebody else's word. */
export const withGroups = (parts: Mapping, groups: readonly Located<string>[]): Mapping => {
  const before = entryOf(parts, 'groups');
  const items = before?.value.kind === 'list' ? before.value.items : [];
  const isMore = before === undefined || before.value.kind === 'list';
  if (groups.length === 0 || !isMore) return parts;
  const more = groups.map(({ tree }) => tree);
  const value: Tree = { kind: 'list', items: [...items, ...more], span: parts.span };
  const others = parts.entries.filter(({ key }) => key !== 'groups');
  return { ...parts, entries: [...others, { key: 'groups', at: before?.at ?? parts, value }] };
};

/**
 * Reads a tenant file by itself, with everything it uses and imports.
 *
 * @param groups that exist in it beside its own, e.g. those of a fleet's cohorts
 */
export const openTenant = (
  file: string,
  documents: Documents,
  importFile: ImportFile | null,
  groups: readonly Located<string>[] = [],
): OpenedTenant => {
  const { tree, diagnostics } = documents.open(file);
  const { report, add, list } = collector();
  for (const diagnostic of diagnostics) add(diagnostic);
  if (tree === null) return { draft: null, parts: null, diagnostics: list() };
  if (!isMapping(tree)) {
    report(tree, 'type', `expected a tenant, found ${describe(tree)}`);
    return { draft: null, parts: null, diagnostics: list() };
  }
  const head = tree.entries.filter(({ key }) => tenantHeadKeys.includes(key));
  tenantHeadShape.read({ ...tree, entries: head }, report);
  const kind = entryOf(tree, 'kind')?.value;
  const isOtherKind = kind?.kind === 'leaf' && kind.text !== 'Tenant';
  if (isOtherKind) return { draft: null, parts: null, diagnostics: list() };
  const includedFrom = new Map<string, readonly Origin[]>();
  const gathering = { documents, report, add, includedFrom, chain: [file] };
  const parts = withGroups(gatherParts(file, tree, gathering), groups);
  const draft = tenantFrom(parts, { documents, importFile, report, add });
  const found = list().map(withIncluder(file, includedFrom));
  return { draft: hasErrors(found) ? null : draft, parts, diagnostics: found };
};
