import { join } from 'node:path';
import { openFleet } from '../../../simulator/fleet/open-profile.ts';
import type { Fleet } from '../../../simulator/fleet/profile.ts';
import { diskIo } from '../../../simulator/scenario/load.ts';
import { documentsOf } from '../../../simulator/source/documents.ts';
import { shippedScenarios } from '../../../simulator/source/package-root.ts';

/** A shipped fleet, of another size if asked for. */
export const shippedFleet = (name: string, devices?: number, tenant?: string): Fleet => {
  const documents = documentsOf(diskIo({ directory: shippedScenarios }));
  const { fleet, diagnostics } = openFleet(join('fleets', `${name}.yaml`), documents, {
    importFile: null,
    ...(devices !== undefined && { devices }),
    ...(tenant !== undefined && { tenant: join('fleets', 'tenants', `${tenant}.yaml`) }),
  });
  if (fleet === null) throw new Error(JSON.stringify(diagnostics));
  return fleet;
};

export const shippedFleets = [
  'small-office',
  'two-vendor-android-migration',
  'regulated-bank-mam-only',
  'vendor-outage-on-a-friday',
  'hundred-thousand-mixed',
  'first-week',
] as const;
