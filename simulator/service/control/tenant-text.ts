import type { Diagnostic } from '../../source/diagnostic.ts';
import { readDisk } from '../../source/disk.ts';
import { type Documents, documentsOf, resolveReference } from '../../source/documents.ts';
import { shippedScenarios } from '../../source/package-root.ts';
import { type FleetToServe, fleetFromFile } from '../fleet-load.ts';
import { tenantFromFile } from '../tenant-file.ts';
import type { TenantToServe } from '../tenants.ts';

interface Read {
  readonly tenant: Pick<TenantToServe, 'tenant' | 'originals'> | null;
  /** What is wrong, `line:column: message`. */
  readonly diagnostics: readonly string[];
}

/** One file that came as text: it may use shipped files, and no others. */
const documentsWith = (name: string, text: string): Documents =>
  documentsOf({
    read: (path, limit) => {
      if (path === name) return { kind: 'bytes', bytes: new TextEncoder().encode(text) };
      if (path.startsWith(`${shippedScenarios}/`)) return readDisk(path, limit);
      return { kind: 'missing' };
    },
    shipped: shippedScenarios,
  });

const told = (diagnostics: readonly Diagnostic[]): readonly string[] =>
  diagnostics.map(({ span, message }) => `${span.line}:${span.column}: ${message}`);

export const tenantFromText = (text: string): Read => {
  const name = 'tenant.yaml';
  const { tenant, diagnostics } = tenantFromFile(name, documentsWith(name, text), null);
  return { tenant, diagnostics: told(diagnostics) };
};

/** @param fleet a shipped one by its name, `muster:fleets/small-office`, or a fleet file in YAML */
export const fleetFromText = (fleet: string, options: FleetToServe): Read => {
  const isName = /^muster:[\w./-]+$/.test(fleet);
  const name = isName ? `${fleet.replace(/\.ya?ml$/, '')}.yaml` : 'fleet.yaml';
  const documents = documentsWith(name, fleet);
  const file = isName ? resolveReference('', name, documents.shipped) : name;
  if (file === null) return { tenant: null, diagnostics: ['there is no such fleet'] };
  const read = fleetFromFile(file, documents, null, options);
  return { tenant: read.tenant, diagnostics: told(read.diagnostics) };
};
