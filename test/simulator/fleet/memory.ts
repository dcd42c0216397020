import {
  type FleetOptions,
  type OpenedFleet,
  openFleet,
} from '../../../simulator/fleet/open-profile.ts';
import type { FleetProfile } from '../../../simulator/fleet/profile.ts';
import { documentsOf } from '../../../simulator/source/documents.ts';
import { renderDiagnostics } from '../../../simulator/source/frame.ts';
import { memory } from '../scenario/memory.ts';

/** A tenant with policies on one group, for Android, iOS and apps. */
export const fleetTenant = `apiVersion: muster/v1
kind: Tenant
groups: [staff]
connectors:
  lookout: { androidEnabled: true, iosEnabled: true }
  zimperium: { androidEnabled: true }
compliancePolicies:
  android:
    "@odata.type": "#microsoft.graph.androidWorkProfileCompliancePolicy"
    deviceThreatProtectionEnabled: true
    deviceThreatProtectionRequiredSecurityLevel: low
    assignedTo: [staff]
appProtectionPolicies:
  apps:
    "@odata.type": "#microsoft.graph.iosManagedAppProtection"
    maximumAllowedDeviceThreatLevel: low
    apps: [outlook]
    assignedTo: [staff]
`;

/** The smallest fleet, without its cohorts. */
export const fleetHead = `apiVersion: muster/v1
kind: Fleet
name: first
devices: 100
days: 14
use: [tenant.yaml]
`;

export const plainCohorts = `cohorts:
  phones: { managementType: androidWorkProfile, userGroups: [staff], partners: [lookout] }
`;

interface Told extends OpenedFleet {
  /** Everything that was said, as people see it. */
  readonly frames: string;
}

export const openText = (
  text: string,
  options: Partial<FleetOptions> = {},
  files: Readonly<Record<string, string>> = {},
): Told => {
  const all = { 'fleet.yaml': text, 'tenant.yaml': fleetTenant, ...files };
  const documents = documentsOf(memory(all));
  const opened = openFleet('fleet.yaml', documents, { importFile: null, ...options });
  return { ...opened, frames: renderDiagnostics(opened.diagnostics, documents.sources) };
};

/** A fleet whose head and cohorts are written. */
export const openBody = (body: string, options: Partial<FleetOptions> = {}): Told =>
  openText(`${fleetHead}${plainCohorts}${body}`, options);

/** The profile of a text that has nothing wrong in it. */
export const profileOf = (told: Told): FleetProfile => {
  if (told.fleet === null || told.frames !== '') throw new Error(told.frames);
  return told.fleet.profile;
};

/** `code: message` of everything that was said. */
export const saidOf = ({ diagnostics }: OpenedFleet): readonly string[] =>
  diagnostics.map(({ severity, code, message }) => `${severity} ${code}: ${message}`);
