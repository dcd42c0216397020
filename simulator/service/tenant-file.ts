import type { Diagnostic } from '../source/diagnostic.ts';
import type { Documents } from '../source/documents.ts';
import { toPlain } from '../source/tree.ts';
import type { ImportFile } from '../tenant/import-file.ts';
import { openTenant } from '../tenant/open.ts';
import type { Originals, TenantToServe } from './tenants.ts';

interface TenantFile {
  /** Null where there is an error. */
  readonly tenant: Pick<TenantToServe, 'tenant' | 'originals'> | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** A tenant file as a service takes it: what it decides by, and the bodies as they were written. */
export const tenantFromFile = (
  file: string,
  documents: Documents,
  importFile: ImportFile | null,
): TenantFile => {
  const { draft, diagnostics } = openTenant(file, documents, importFile);
  if (draft === null) return { tenant: null, diagnostics };
  const originals: Record<string, Originals[string]> = {};
  for (const { name, body } of draft.names.policies.values()) {
    const plain = toPlain(body);
    if (typeof plain === 'object' && plain !== null && !Array.isArray(plain)) {
      originals[name] = { ...plain };
    }
  }
  return { tenant: { tenant: draft.tenant, originals }, diagnostics };
};
