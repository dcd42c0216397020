import { readDisk } from '../../source/disk.ts';
import { documentsOf } from '../../source/documents.ts';
import { shippedScenarios } from '../../source/package-root.ts';
import { tenantFromFile } from '../tenant-file.ts';
import type { TenantToServe } from '../tenants.ts';

interface Read {
  readonly tenant: Pick<TenantToServe, 'tenant' | 'originals'> | null;
  /** What is wrong, `line:column: message`. */
  readonly diagnostics: readonly string[];
}

const name = 'tenant.yaml';

/** A tenant file that came as text: it may use shipped files, and no others. */
export const tenantFromText = (text: string): Read => {
  const documents = documentsOf({
    read: (path, limit) => {
      if (path === name) return { kind: 'bytes', bytes: new TextEncoder().encode(text) };
      if (path.startsWith(shippedScenarios)) return readDisk(path, limit);
      return { kind: 'missing' };
    },
    shipped: shippedScenarios,
  });
  const { tenant, diagnostics } = tenantFromFile(name, documents, null);
  return {
    tenant,
    diagnostics: diagnostics.map(({ span, message }) => `${span.line}:${span.column}: ${message}`),
  };
};
