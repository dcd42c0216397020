import { objectId } from '../../../simulator/contract/object-id.ts';
import { partnerClientId } from '../../../simulator/contract/partner-client.ts';
import { readExport } from '../../../simulator/graph/read-export.ts';
import { adminClientId, withNewSecret } from '../../../simulator/service/client.ts';
import {
  createService,
  type Service,
  type ServiceOptions,
} from '../../../simulator/service/server.ts';
import { surfaces } from '../../../simulator/service/surfaces.ts';
import { tenantFromFile } from '../../../simulator/service/tenant-file.ts';
import type { ServedTenant } from '../../../simulator/service/tenants.ts';
import { documentsOf } from '../../../simulator/source/documents.ts';
import { signingKey } from './signing-key.ts';

const plainTenant = `
apiVersion: muster/v1
kind: Tenant
users:
  ada: { groups: [staff] }
connectors:
  lookout: { androidEnabled: true, iosEnabled: true, iosMobileApplicationManagementEnabled: true }
compliancePolicies:
  threat:
    '@odata.type': '#microsoft.graph.androidWorkProfileCompliancePolicy'
    deviceThreatProtectionEnabled: true
    deviceThreatProtectionRequiredSecurityLevel: low
    scheduledActionsForRule:
      - scheduledActionConfigurations:
          - { actionType: block, gracePeriodHours: 24 }
    assignedTo: [staff]
appProtectionPolicies:
  apps:
    '@odata.type': '#microsoft.graph.iosManagedAppProtection'
    maximumAllowedDeviceThreatLevel: secured
    mobileThreatDefenseRemediationAction: block
    apps: [outlook]
    assignedTo: [staff]
conditionalAccessPolicies:
  mail:
    state: enabled
    conditions:
      users: { includeUsers: [All] }
      applications: { includeApplications: [exchange] }
    grantControls: { operator: OR, builtInControls: [compliantDevice] }
devices:
  pixel: { managementType: androidWorkProfile, user: ada, mtdApps: [lookout] }
  iphone: { managementType: iosUnmanaged, user: ada, mtdApps: [lookout] }
`;

export const tenantId = objectId('test', 'tenant', 'service');
const start = Date.parse('2026-03-02T08:00:00Z');

export interface UnderTest extends Service {
  readonly tenant: ServedTenant;
  readonly token: (client?: string, resource?: 'graph' | 'intune' | 'device') => Promise<string>;
  /** Asks Graph as the admin; the body is parsed where it is JSON. */
  readonly graph: (
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Answered>;
}

/** What tests read of an answer of Graph; most of it is absent in most of them. */
export interface GraphBody {
  readonly '@odata.type': string;
  readonly '@odata.context': string;
  readonly '@odata.count': number;
  readonly '@odata.nextLink': string;
  readonly id: string;
  readonly displayName: string;
  readonly value: readonly [GraphBody, ...GraphBody[]];
  readonly error: { readonly code: string; readonly message: string };
  readonly windowsEnabled: boolean;
  readonly settings: { readonly secureByDefault: boolean };
  readonly responses: readonly [Part, ...Part[]];
  readonly scheduledActionsForRule: readonly [
    { readonly scheduledActionConfigurations: readonly [object, ...object[]] },
  ];
  readonly assignments: readonly [{ readonly target: Target }, ...{ readonly target: Target }[]];
}

interface Part {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

interface Target {
  readonly '@odata.type': string;
  readonly groupId: string;
}

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: GraphBody;
}

const parsed = (payload: string): unknown => {
  try {
    return JSON.parse(payload);
  } catch {
    return payload;
  }
};

/** A service with one small tenant, whose clock stands still. */
export const serviceUnderTest = async (
  yaml: string = plainTenant,
  options: Partial<ServiceOptions> = {},
): Promise<UnderTest> => {
  const documents = documentsOf({
    read: () => ({ kind: 'bytes', bytes: new TextEncoder().encode(yaml) }),
    shipped: '/nowhere',
  });
  const { tenant: file, diagnostics } = tenantFromFile('tenant.yaml', documents, readExport);
  if (file === null) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  const service = await createService({ signingKey, surfaces, ...options });
  const clock = { mode: 'stepped', factor: 1 } as const;
  const tenant = service.context.tenants.add({ ...file, id: tenantId, name: 'test', start, clock });
  const token: UnderTest['token'] = async (
    client = adminClientId(tenantId),
    resource = 'graph',
  ) => {
    const known = tenant.clients.get(client);
    if (known === undefined) throw new Error(`no client ${client}`);
    return (await service.context.tokens.issue(tenantId, known, resource)).accessToken;
  };
  const graph: UnderTest['graph'] = async (method, path, body, headers = {}) => {
    const answer = await service.app.inject({
      method,
      url: path,
      headers: { authorization: `Bearer ${await token()}`, ...headers },
      ...(body === undefined ? {} : { payload: body }),
    });
    return {
      status: answer.statusCode,
      headers: answer.headers,
      body: parsed(answer.payload) as GraphBody,
    };
  };
  return { ...service, tenant, token, graph };
};

export const secretFor = (tenant: ServedTenant, client: string): string => {
  const known = tenant.clients.get(client);
  if (known === undefined) throw new Error(`no client ${client}`);
  const { client: proven, secret } = withNewSecret(known);
  tenant.clients.set(client, proven);
  return secret;
};

export const admin = adminClientId(tenantId);
export const lookout = partnerClientId('lookout');
