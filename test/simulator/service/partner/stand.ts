import { randomUUID } from 'node:crypto';
import type { PartnerKey } from '../../../../core/partners.ts';
import { partnerClientId } from '../../../../simulator/contract/partner-client.ts';
import { type ContractProfile, defaultProfile } from '../../../../simulator/contract/profile.ts';
import { adminClientId, withNewSecret } from '../../../../simulator/service/client.ts';
import { createService, type Service } from '../../../../simulator/service/server.ts';
import { surfaces } from '../../../../simulator/service/surfaces.ts';
import type { ServedTenant } from '../../../../simulator/service/tenants.ts';
import { documentsOf } from '../../../../simulator/source/documents.ts';
import { openTenant } from '../../../../simulator/tenant/open.ts';
import { signingKey } from '../signing-key.ts';

export const start = Date.parse('2026-01-05T09:00:00Z');

/** Lookout in two platforms with App Sync on, and Zimperium beside it. */
export const tenantText = `apiVersion: muster/v1
kind: Tenant
connectors:
  lookout: { androidEnabled: true, iosEnabled: true, allowPartnerToCollectIOSApplicationMetadata: true }
  zimperium: { androidEnabled: true, partnerState: notSetUp }
compliancePolicies:
  low:
    "@odata.type": "#microsoft.graph.androidWorkProfileCompliancePolicy"
    deviceThreatProtectionEnabled: true
    deviceThreatProtectionRequiredSecurityLevel: low
    assignedTo: [staff]
users: { ada: { groups: [staff] } }
devices:
  pixel: { managementType: androidWorkProfile, user: ada, mtdApps: [lookout] }
  iphone:
    managementType: iosSupervised
    user: ada
    mtdApps: [lookout]
    apps:
      com.contoso.mail: { name: Mail, version: "4.1", managed: true }
      org.example.chess: { name: Chess, version: "2.0" }
  own-iphone:
    managementType: iosDeviceEnrollment
    user: ada
    apps: { org.example.diary: { name: Diary, version: "7.3" } }
`;

export const tenantOf = (text: string) => {
  const documents = documentsOf({
    read: () => ({ kind: 'bytes', bytes: Buffer.from(text) }),
    shipped: '',
  });
  const { draft, diagnostics } = openTenant('tenant.yaml', documents, null);
  if (draft === null) throw new Error(JSON.stringify(diagnostics));
  return draft.tenant;
};

export interface Called {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly json: Readonly<Record<string, unknown>>;
}

export interface Stand {
  readonly service: Service;
  readonly tenant: ServedTenant;
  /** Milliseconds that the machine's clock has run. */
  readonly pass: (milliseconds: number) => void;
  readonly tokenOf: (partner: PartnerKey) => Promise<string>;
  readonly secretOf: (partner: PartnerKey) => string;
  /** What Graph's beta shows the admin below this path. */
  readonly graph: (path: string) => Promise<Readonly<Record<string, unknown>>>;
  /** Where the service listens, on this machine. */
  readonly address: () => Promise<string>;
  readonly call: (
    method: 'GET' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Called>;
}

interface Running {
  readonly service: Service;
  /** Of the machine, as the service knows it. */
  now: number;
  address: Promise<string> | null;
}

/** One service for each profile, since making its key takes time; tenants share nothing. */
const running = new Map<string, Promise<Running>>();

const startService = async (profile: ContractProfile): Promise<Running> => {
  const state = { now: start, address: null };
  const service = await createService({
    signingKey,
    surfaces,
    contract: profile,
    machineNow: () => state.now,
  });
  return Object.assign(state, { service });
};

const clock = { mode: 'stepped', factor: 1 } as const;

/** A tenant of its own whose clock stands still, and Lookout's connector calling the service. */
export const openStand = async (
  profile: ContractProfile = defaultProfile,
  text: string = tenantText,
): Promise<Stand> => {
  const known = running.get(profile.name) ?? startService(profile);
  running.set(profile.name, known);
  const run = await known;
  const { context, app } = run.service;
  const id = randomUUID();
  const tenant = context.tenants.add({ id, name: id, tenant: tenantOf(text), start, clock });
  const clientOf = (partner: PartnerKey) => {
    const client = tenant.clients.get(partnerClientId(partner));
    if (client === undefined) throw new Error('no client');
    return client;
  };
  const tokenOf = async (partner: PartnerKey): Promise<string> =>
    (await context.tokens.issue(id, clientOf(partner), 'intune')).accessToken;
  const token = await tokenOf('lookout');
  return {
    service: run.service,
    tenant,
    tokenOf,
    pass: (milliseconds) => {
      run.now += milliseconds;
    },
    secretOf: (partner) => {
      const { client, secret } = withNewSecret(clientOf(partner));
      tenant.clients.set(client.id, client);
      return secret;
    },
    graph: async (path) => {
      const admin = tenant.clients.get(adminClientId(id));
      if (admin === undefined) throw new Error('no admin');
      const { accessToken } = await context.tokens.issue(id, admin, 'graph');
      const headers = { authorization: `Bearer ${accessToken}` };
      return (await app.inject({ url: `/beta/${path}`, headers })).json();
    },
    address: () => {
      run.address ??= run.service.listen(0);
      return run.address;
    },
    call: async (method, path, body, headers = {}) => {
      const answer = await app.inject({
        method,
        url: /^\/(?:partner|v1|http)/.test(path) ? path : `/partner/v1/tenants/${id}${path}`,
        headers: {
          authorization: `Bearer ${token}`,
          'api-version': '2026-01-01',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined
          ? {}
          : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      return {
        status: answer.statusCode,
        headers: answer.headers,
        json: answer.payload === '' ? {} : (JSON.parse(answer.payload) as Called['json']),
      };
    },
  };
};

const at = (offset = 0): string => new Date(start + offset).toISOString();

/** One item about a device, as it is now. */
export const itemOf = (stand: Stand, device: string, sequence: number, change: object = {}) => ({
  eventId: randomUUID(),
  deviceId: stand.tenant.names.idOf('entraDevice', device),
  platform: device === 'pixel' ? 'android' : 'ios',
  epoch: 1,
  sequence,
  changedAt: at(),
  lastScanAt: at(),
  activationState: 'activated',
  riskLevel: 'secured',
  threats: [],
  ...change,
});

export const messageOf = (...items: readonly unknown[]) => ({
  messageId: randomUUID(),
  sentAt: at(),
  items,
});
