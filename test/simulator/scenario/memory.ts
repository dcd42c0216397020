import { type Compiled, compile, type ScenarioIo } from '../../../simulator/scenario/compile.ts';
import { renderDiagnostics } from '../../../simulator/source/frame.ts';
import type { Contents } from '../../../simulator/source/text.ts';

const encoder = new TextEncoder();

/** A disk that holds only what it is given. */
export const memory = (
  files: Readonly<Record<string, string | Uint8Array>>,
  changes: Partial<ScenarioIo> = {},
): ScenarioIo => ({
  read: (path): Contents => {
    const content = files[path];
    if (content === undefined) return { kind: 'missing' };
    const bytes = typeof content === 'string' ? encoder.encode(content) : content;
    return { kind: 'bytes', bytes };
  },
  shipped: 'shipped',
  requirementIds: null,
  importFile: null,
  ...changes,
});

/** The smallest tenant with a device, a user and a partner that is switched on. */
export const smallTenant = `apiVersion: muster/v1
kind: Tenant
connectors: { lookout: { androidEnabled: true } }
compliancePolicies:
  low:
    "@odata.type": "#microsoft.graph.androidWorkProfileCompliancePolicy"
    deviceThreatProtectionEnabled: true
    deviceThreatProtectionRequiredSecurityLevel: low
    assignedTo: [staff]
users: { ada: { groups: [staff] } }
devices:
  pixel: { managementType: androidWorkProfile, user: ada, mtdApps: [lookout] }
`;

const head = `apiVersion: muster/v1
kind: Scenario
id: some/thing
title: something is so
covers: [MULTI-01]
use: [tenant.yaml]
`;

/** Compiles one scenario, whose head is written, on the small tenant. */
export const compileBody = (body: string, changes: Partial<ScenarioIo> = {}): Compiled =>
  compile(['s.yaml'], memory({ 's.yaml': `${head}${body}`, 'tenant.yaml': smallTenant }, changes));

/** Everything that was said, as people see it. */
export const framesOf = ({ diagnostics, sources }: Compiled): string =>
  renderDiagnostics(diagnostics, sources);

/** Code and message of every error, for tests to which the place is all the same. */
export const errorsOf = ({ diagnostics }: Compiled): string[] =>
  diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ code, message }) => `${code}: ${message}`);

/** The only case of a compilation without errors. */
export const onlyCase = (compiled: Compiled) => {
  const [kase, ...others] = compiled.cases;
  if (kase === undefined || others.length > 0 || compiled.diagnostics.length > 0) {
    throw new Error(`expected one case and nothing to say:\n${framesOf(compiled)}`);
  }
  return kase;
};
