import { drawnTenant } from '../fleet/drawn-tenant.ts';
import { openFleet } from '../fleet/open-profile.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import type { Documents } from '../source/documents.ts';
import type { ImportFile } from '../tenant/import-file.ts';
import type { TenantToServe } from './tenants.ts';

/** In place of what the fleet file says. */
export interface FleetToServe {
  readonly devices?: number;
  readonly seed?: number;
}

interface FleetRead {
  /** Null where there is an error. */
  readonly tenant: Pick<TenantToServe, 'tenant'> | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** A fleet file as a service takes it: its tenant, and its devices as they are when it begins. */
export const fleetFromFile = (
  file: string,
  documents: Documents,
  importFile: ImportFile | null,
  options: FleetToServe,
): FleetRead => {
  const { fleet, diagnostics } = openFleet(file, documents, { importFile, ...options });
  return { tenant: fleet === null ? null : { tenant: drawnTenant(fleet) }, diagnostics };
};
