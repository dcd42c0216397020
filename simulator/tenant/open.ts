import type { Diagnostic } from '../source/diagnostic.ts';
import type { Documents } from '../source/documents.ts';
import { collector, hasErrors } from '../source/report.ts';
import { describe, isMapping, type Mapping, type Origin } from '../source/tree.ts';
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

/** Reads a tenant file by itself, with everything it uses and imports. */
export const openTenant = (
  file: string,
  documents: Documents,
  importFile: ImportFile | null,
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
  const includedFrom = new Map<string, readonly Origin[]>();
  const gathering = { documents, report, add, includedFrom, chain: [file] };
  const parts = gatherParts(file, tree, gathering);
  const draft = tenantFrom(parts, { documents, importFile, report, add });
  const found = list().map(withIncluder(file, includedFrom));
  return { draft: hasErrors(found) ? null : draft, parts, diagnostics: found };
};
