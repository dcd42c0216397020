import type { Diagnostic } from '../source/diagnostic.ts';
import type { Documents } from '../source/documents.ts';
import type { Report } from '../source/report.ts';
import type { Located } from '../source/shape.ts';
import type { Mapping, Origin } from '../source/tree.ts';
import { entryOf } from '../source/tree.ts';
import type { ImportFile } from '../tenant/import-file.ts';
import { openTenant, withGroups } from '../tenant/open.ts';
import { type TenantDraft, tenantFrom } from '../tenant/tenant.ts';
import { gatherGiven } from '../tenant/use.ts';

/** Where the tenant of a fleet is read, and what is said of it. */
export interface TenantReading {
  readonly documents: Documents;
  readonly importFile: ImportFile | null;
  readonly report: Report;
  readonly add: (diagnostic: Diagnostic) => void;
  /** By used file, where it is named. */
  readonly includedFrom: Map<string, readonly Origin[]>;
}

/**
 * The tenant that a fleet lives in: the one of its own file, or another that stands in for it.
 * Null after a report.
 *
 * @param replacement path of a tenant file
 * @param groups of the cohorts, which exist by being named there
 */
export const tenantOfFleet = (
  file: string,
  root: Mapping,
  replacement: string | null,
  groups: readonly Located<string>[],
  reading: TenantReading,
): TenantDraft | null => {
  const { documents, importFile, report, add, includedFrom } = reading;
  if (replacement !== null) {
    const { draft, diagnostics } = openTenant(replacement, documents, importFile, groups);
    for (const diagnostic of diagnostics) add(diagnostic);
    return draft;
  }
  if (entryOf(root, 'use') === undefined && entryOf(root, 'given') === undefined) {
    const help = 'name tenant files under `use:`, or write its parts under `given:`';
    report(root, 'missing-field', 'a fleet lives in a tenant, and this one has none', { help });
    return null;
  }
  const gathering = { documents, report, add, includedFrom, chain: [file] };
  const parts = withGroups(gatherGiven(file, root, gathering), groups);
  return tenantFrom(parts, { documents, importFile, report, add });
};
