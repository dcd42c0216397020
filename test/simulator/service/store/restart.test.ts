import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PartnerKey } from '../../../../core/partners.ts';
import { partnerClientId } from '../../../../simulator/contract/partner-client.ts';
import { adminClientId, withNewSecret } from '../../../../simulator/service/client.ts';
import { createControl } from '../../../../simulator/service/control/control-server.ts';
import type { ServedTenant } from '../../../../simulator/service/tenants.ts';
import { tenantOf, tenantText } from '../partner/stand.ts';
import {
  asKilledNow,
  everythingOf,
  type KeptService,
  keptService,
  ownFolder,
} from './kept-service.ts';

const start = Date.parse('2026-01-05T09:00:00Z');
const id = randomUUID();

const addTenant = ({ context }: KeptService): ServedTenant =>
  context.tenants.add({
    ...{ id, name: 'kept', tenant: tenantOf(tenantText), start },
    clock: { mode: 'stepped', factor: 1 },
  });

const tenantIn = ({ context }: KeptService): ServedTenant => {
  const tenant = context.tenants.get(id);
  if (tenant === null) throw new Error('the tenant is gone');
  return tenant;
};

const bearer = async (service: KeptService, client: string, resource: 'graph' | 'intune') => {
  const known = tenantIn(service).clients.get(client);
  if (known === undefined) throw new Error('no client');
  const { accessToken } = await service.context.tokens.issue(id, known, resource);
  return { authorization: `Bearer ${accessToken}`, 'api-version': '2026-01-01' };
};

type Method = 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE';

const asPartner = async (
  service: KeptService,
  method: Method,
  path: string,
  body?: object,
  partner: PartnerKey = 'lookout',
) => {
  const headers = await bearer(service, partnerClientId(partner), 'intune');
  const url = `/partner/v1/tenants/${id}${path}`;
  return service.app.inject({ method, url, headers, ...(body && { payload: body }) });
};

const asAdmin = async (service: KeptService, method: Method, path: string, body?: object) => {
  const headers = await bearer(service, adminClientId(id), 'graph');
  return service.app.inject({ method, url: path, headers, ...(body && { payload: body }) });
};

const overControl = async (service: KeptService, method: Method, path: string, body?: object) => {
  const { app } = createControl(service.context);
  const url = `/_control/tenants${path}`;
  return app.inject({
    method,
    url,
    headers: { host: 'localhost' },
    ...(body && { payload: body }),
  });
};

const at = (milliseconds: number): string => new Date(milliseconds).toISOString();

const messageTo = (service: KeptService, device: string, sequence: number, change: object = {}) => {
  const { names, clock } = tenantIn(service);
  const now = at(clock.now());
  return {
    messageId: randomUUID(),
    sentAt: now,
    items: [
      {
        eventId: randomUUID(),
        deviceId: names.idOf('entraDevice', device),
        platform: device === 'pixel' ? 'android' : 'ios',
        ...{ epoch: 1, sequence, changedAt: now, lastScanAt: now },
        ...{ activationState: 'activated', riskLevel: 'secured', threats: [], ...change },
      },
    ],
  };
};

const advance = (service: KeptService, milliseconds: number): void => {
  const { clock } = tenantIn(service);
  clock.advanceTo(clock.now() + milliseconds);
};

const policy = {
  '@odata.type': '#microsoft.graph.androidWorkProfileCompliancePolicy',
  displayName: 'made by an admin',
  deviceThreatProtectionEnabled: true,
  deviceThreatProtectionRequiredSecurityLevel: 'secured',
  scheduledActionsForRule: [
    { scheduledActionConfigurations: [{ actionType: 'block', gracePeriodHours: 24 }] },
  ],
};

/** Something through every surface, and time in between. */
const muchHappens = async (service: KeptService): Promise<void> => {
  const tenant = tenantIn(service);
  await asPartner(service, 'PUT', '/heartbeat', {});
  const threat = messageTo(service, 'pixel', 1, { riskLevel: 'high' });
  await asPartner(service, 'PUT', `/threat-messages/${threat.messageId}`, threat);
  advance(service, 3_600_000);
  const made = await asAdmin(service, 'POST', '/beta/deviceManagement/deviceCompliancePolicies', {
    ...policy,
  });
  expect(made.statusCode).toBe(201);
  const path = `/beta/deviceManagement/deviceCompliancePolicies/${made.json().id}/assign`;
  const target = {
    '@odata.type': '#microsoft.graph.groupAssignmentTarget',
    groupId: tenant.names.idOf('group', 'staff'),
  };
  await asAdmin(service, 'POST', path, { assignments: [{ target }] });
  tenant.perform({ do: 'checkIn', device: 'pixel' });
  tenant.perform({ do: 'checkIn', device: 'iphone' });
  advance(service, 25 * 3_600_000);
  const sync = randomUUID();
  await asPartner(service, 'PUT', `/app-sync-requests/${sync}`, { devices: 'all' });
  await asPartner(service, 'PUT', '/connector/error', {
    ...{ code: 'backend', detail: 'down', since: at(tenant.clock.now()) },
  });
  await asPartner(service, 'PUT', '/connector', { provisioned: true }, 'zimperium');
  await overControl(service, 'POST', `/${id}/operations`, { do: 'consent', partner: 'zimperium' });
  await overControl(service, 'PATCH', `/${id}/manners`, { hidesNewMembers: true });
  await overControl(service, 'POST', `/${id}/clients`, { id: 'own', name: 'own', roles: [] });
  await overControl(service, 'POST', `/${id}/events`);
  const connectors = '/beta/deviceManagement/mobileThreatDefenseConnectors';
  await asAdmin(service, 'DELETE', `${connectors}/${partnerClientId('zimperium')}`);
  await asAdmin(service, 'PATCH', '/beta/deviceManagement', {
    settings: { secureByDefault: true },
  });
  tenant.perform({ do: 'raiseThreat', device: 'pixel', threat: 'malware', severity: 'high' });
  tenant.perform({ do: 'scan', device: 'pixel' });
};

describe('a service that is started again', { timeout: 90_000 }, () => {
  it('has every tenant as it was, whether it was killed or stopped', async () => {
    const folder = ownFolder();
    const service = await keptService(folder);
    addTenant(service);
    await muchHappens(service);
    await service.store.settled();
    const before = everythingOf(tenantIn(service));
    const killed = await keptService(asKilledNow(folder));
    expect(killed.restored.tenants).toBe(1);
    expect(killed.restored.deeds).toBeGreaterThan(20);
    expect(everythingOf(tenantIn(killed))).toEqual(before);
    await killed.close();
    await service.close();
    const stopped = await keptService(folder);
    expect(everythingOf(tenantIn(stopped))).toEqual(before);
    await stopped.close();
  });

  it('goes on from a summary as it does from every deed', async () => {
    const folder = ownFolder();
    const service = await keptService(folder, { mostBytes: 0, growth: 0 });
    addTenant(service);
    await muchHappens(service);
    await service.store.settled();
    const part = await keptService(asKilledNow(folder), { mostBytes: 0 });
    expect(part.restored.deeds).toBe(0);
    expect(everythingOf(tenantIn(part))).toEqual(everythingOf(tenantIn(service)));
    await service.close();
    const all = await keptService(folder);
    expect(all.restored.deeds).toBe(0);
    expect(everythingOf(tenantIn(all))).toEqual(everythingOf(tenantIn(part)));
    for (const one of [all, part]) await muchHappens(one);
    expect(tenantIn(all).world().events).toEqual(tenantIn(part).world().events);
    await all.close();
    await part.close();
  });

  it('gives a message that comes again the same answer, and does not take it twice', async () => {
    const folder = ownFolder();
    const service = await keptService(folder);
    addTenant(service);
    const message = messageTo(service, 'pixel', 1, { riskLevel: 'high' });
    const url = `/threat-messages/${message.messageId}`;
    const first = await asPartner(service, 'PUT', url, message);
    expect(first.statusCode).toBe(200);
    const again = await keptService(asKilledNow(folder));
    const before = everythingOf(tenantIn(again));
    const second = await asPartner(again, 'PUT', url, message);
    expect(second.json()).toEqual(first.json());
    expect(second.headers['idempotent-replayed']).toBe('true');
    expect(everythingOf(tenantIn(again))).toEqual(before);
    const other = await asPartner(again, 'PUT', url, { ...message, sentAt: at(start - 1) });
    expect(other.json().type).toBe('urn:mtd-partner:problem:idempotency-payload-mismatch');
    const read = await asPartner(again, 'GET', url);
    expect(read.json()).toEqual(first.json());
    await again.close();
    await service.close();
  });

  it('takes the secrets that were shown before, and keeps none of them in clear', async () => {
    const folder = ownFolder();
    const service = await keptService(folder);
    const tenant = addTenant(service);
    const known = tenant.clients.get(partnerClientId('lookout'));
    if (known === undefined) throw new Error('no client');
    const { client, secret } = withNewSecret(known);
    tenant.clients.set(client.id, client);
    await service.store.settled();
    for (const name of readdirSync(join(folder, 'journal'))) {
      expect(readFileSync(join(folder, 'journal', name)).includes(secret)).toBe(false);
    }
    const again = await keptService(asKilledNow(folder));
    const form = { grant_type: 'client_credentials', client_id: client.id, client_secret: secret };
    const scope = 'https://api.manage.microsoft.com//.default';
    const answer = await again.app.inject({
      method: 'POST',
      url: `/${id}/oauth2/v2.0/token`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ ...form, scope }).toString(),
    });
    expect(answer.statusCode).toBe(200);
    await again.close();
    await service.close();
  });

  it('forgets a tenant that was taken away, and begins again with one that was reset', async () => {
    const folder = ownFolder();
    const service = await keptService(folder);
    addTenant(service);
    const other = randomUUID();
    await overControl(service, 'POST', '', { id: other, tenant: tenantOf(tenantText) });
    await muchHappens(service);
    expect((await overControl(service, 'DELETE', `/${other}`)).statusCode).toBe(204);
    await overControl(service, 'POST', `/${id}/reset`);
    const again = await keptService(asKilledNow(folder));
    expect(again.context.tenants.get(other)).toBeNull();
    expect(everythingOf(tenantIn(again))).toEqual(everythingOf(tenantIn(service)));
    await again.close();
    await service.close();
  });

  it('is not confused by what broke half-way, nor by what came too late', async () => {
    const folder = ownFolder();
    const service = await keptService(folder);
    const tenant = addTenant(service);
    // Over control a mistake in here may be met: what is none of the sections.
    const strange = { do: 'assign', section: 'nowhere', policy: 'low', groups: [] };
    expect(() => tenant.perform(JSON.parse(JSON.stringify(strange)))).toThrow();
    await muchHappens(service);
    const other = service.context.tenants.add({ ...tenant.given, id: randomUUID() });
    service.context.tenants.remove(other.id);
    other.perform({ do: 'heartbeat', partner: 'lookout' });
    await service.store.settled();
    const again = await keptService(asKilledNow(folder));
    expect(again.context.tenants.list()).toHaveLength(1);
    expect(everythingOf(tenantIn(again))).toEqual(everythingOf(tenant));
    await again.close();
    await service.close();
  });
});
