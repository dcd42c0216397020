import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parameters } from '../../../../simulator/contract/parameters.ts';
import { partnerClientId } from '../../../../simulator/contract/partner-client.ts';
import { type ProfileSetting, profileOf } from '../../../../simulator/contract/profile.ts';
import { createService } from '../../../../simulator/service/server.ts';
import { surfaces } from '../../../../simulator/service/surfaces.ts';
import { aThreat } from '../../contract/item.ts';
import { signingKey } from '../signing-key.ts';
import { type Called, itemOf, messageOf, openStand, type Stand, start } from './stand.ts';

/** Every status moved to one that nobody else uses, so that none can be met by chance. */
const names = Object.keys(parameters.statuses);
const moved = (name: string): number => 450 + names.indexOf(name);
const statuses = names.map((name) => ({ group: 'statuses', name, value: moved(name) }));

const openWith = async (...settings: readonly ProfileSetting[]): Promise<Stand> => {
  const stand = await openStand(profileOf(JSON.stringify(settings), [...statuses, ...settings]));
  stand.pass(10_000);
  return stand;
};
const send = (stand: Stand, message: ReturnType<typeof messageOf>, headers = {}) =>
  stand.call('PUT', `/threat-messages/${message.messageId}`, message, headers);
const many = (stand: Stand, count: number) =>
  messageOf(...Array.from({ length: count }, (_, index) => itemOf(stand, 'pixel', index + 1)));
const askFor = (stand: Stand, devices: unknown, id: string = randomUUID()) =>
  stand.call('PUT', `/app-sync-requests/${id}`, { devices });
const tokenWithout = async (stand: Stand): Promise<Record<string, string>> => {
  const known = stand.tenant.clients.get(partnerClientId('lookout'));
  if (known === undefined) throw new Error('no lookout');
  const { tokens } = stand.service.context;
  const bare = { ...known, roles: [] };
  const { accessToken } = await tokens.issue(stand.tenant.id, bare, 'intune');
  return { authorization: `Bearer ${accessToken}` };
};
const setting = (group: string, name: string, value: number | string): ProfileSetting => ({
  group,
  name,
  value,
});

const provoked: Readonly<Record<string, (stand: Stand) => Promise<Called>>> = {
  blocked: (stand) => {
    stand.tenant.perform({ do: 'deprovision', partner: 'lookout' });
    return send(stand, many(stand, 1));
  },
  pending: async () => {
    const late = await openWith(setting('answers', 'messages', 'async'));
    return send(late, many(late, 1));
  },
  malformed: (stand) => stand.call('PUT', '/heartbeat', '{'),
  unsupportedApiVersion: (stand) =>
    stand.call('GET', '/connector', undefined, { 'api-version': 'x' }),
  tokenInQuery: (stand) => stand.call('GET', '/connector?access_token=x'),
  invalidToken: (stand) =>
    stand.call('GET', '/connector', undefined, { authorization: 'Bearer x' }),
  missingRole: async (stand) =>
    stand.call('GET', '/connector', undefined, await tokenWithout(stand)),
  tenantMismatch: async (stand) => {
    const authorization = `Bearer ${await (await openWith()).tokenOf('lookout')}`;
    return stand.call('GET', '/connector', undefined, { authorization });
  },
  appSyncNotEnabled: (stand) => {
    const settings = { allowPartnerToCollectIOSApplicationMetadata: false };
    stand.tenant.perform({ do: 'setConnector', partner: 'lookout', settings });
    return askFor(stand, 'all');
  },
  unknownService: (stand) =>
    stand.call('GET', `/v1.0/servicePrincipals/appId=${randomUUID()}/endpoints`),
  unknownTenant: (stand) => stand.call('GET', `/partner/v1/tenants/${randomUUID()}/connector`),
  unknownMessage: (stand) => stand.call('GET', `/threat-messages/${randomUUID()}`),
  cursorExpired: async (stand) => {
    const id = randomUUID();
    await askFor(stand, 'all', id);
    return stand.call('GET', `/app-sync-requests/${id}/devices?cursor=x`);
  },
  etagMismatch: (stand) =>
    stand.call('PUT', '/connector', { provisioned: true }, { 'if-match': '"x"' }),
  tooLarge: (stand) => send(stand, many(stand, 501)),
  mediaType: (stand) => stand.call('PUT', '/heartbeat', 'x', { 'content-type': 'text/plain' }),
  schema: (stand) => stand.call('PUT', '/heartbeat', {}),
  payloadMismatch: async (stand) => {
    const message = many(stand, 1);
    await send(stand, message);
    return send(stand, { ...message, items: [] });
  },
  rateLimited: async (stand) => {
    const all = Array.from({ length: 21 }, () => stand.call('GET', '/connector'));
    const answers = await Promise.all(all);
    return answers.find(({ status }) => status !== 200) ?? (answers[0] as Called);
  },
  busy: async () => {
    // Every turn is too long, so whoever comes after the first one is turned away.
    const overload = { turn: -1, patience: 0, alert: 0, crowd: 0 };
    const service = await createService({
      signingKey,
      surfaces,
      overload,
      contract: profileOf('busy', statuses),
    });
    await service.app.inject({ url: '/device' });
    await new Promise((resolve) => setImmediate(resolve));
    const { statusCode: status, headers } = await service.app.inject({ url: '/device' });
    await service.close();
    return { status, headers, json: {} };
  },
  tooOften: async (stand) => {
    await askFor(stand, 'all');
    return askFor(stand, 'all');
  },
};

describe('every status code of the contract is a parameter of its profile', () => {
  it('and each can be provoked', () => {
    expect(Object.keys(provoked).sort()).toEqual([...names].sort());
  });

  it.each(Object.entries(provoked))('%s', async (name, provoke) => {
    const stand = await openWith();
    expect((await provoke(stand)).status).toBe(moved(name));
  });
});

const seconds = (offset: number): string => new Date(start + offset).toISOString();

/** Each parameter with a value of its own, and what is then seen that is not seen otherwise. */
const others: Readonly<
  Record<string, readonly [value: number | string, seen: (stand: Stand) => Promise<boolean>]>
> = {
  'names.role': [
    'update_device_attributes',
    async (stand) => {
      const known = stand.tenant.clients.get(partnerClientId('lookout'));
      if (known === undefined) throw new Error('no lookout');
      const only = { ...known, roles: ['update_device_attributes'] };
      const { accessToken } = await stand.service.context.tokens.issue(
        stand.tenant.id,
        only,
        'intune',
      );
      const headers = { authorization: `Bearer ${accessToken}` };
      return (await stand.call('GET', '/connector', undefined, headers)).status === 200;
    },
  ],
  'names.apiVersion': [
    '2030-01-01',
    async (stand) => {
      const headers = { 'api-version': '2030-01-01' };
      return (await stand.call('GET', '/connector', undefined, headers)).status === 200;
    },
  ],
  'answers.errors': [
    'inbandNumber',
    async (stand) => {
      const { status, json } = await stand.call('PUT', '/heartbeat', {});
      return status === 200 && json['errorCode'] === moved('schema');
    },
  ],
  'answers.messages': [
    'async',
    async (stand) => (await send(stand, many(stand, 1))).json['status'] === 'pending',
  ],
  'answers.retryAfter': [
    'date',
    async (stand) => {
      const answer = await provoked['rateLimited']?.(stand);
      return /GMT$/.test(String(answer?.headers['retry-after']));
    },
  ],
  'limits.itemsPerMessage': [
    1,
    async (stand) => (await send(stand, many(stand, 2))).json['maxItems'] === 1,
  ],
  'limits.bodyBytes': [
    2_000,
    async (stand) => (await send(stand, many(stand, 20))).json['maxBytes'] === 2_000,
  ],
  'limits.threatsPerDevice': [
    1,
    async (stand) => {
      const threats = ['a', 'b'].map((threatId) =>
        aThreat({ threatId, firstObservedAt: seconds(0) }),
      );
      const item = itemOf(stand, 'pixel', 1, { riskLevel: 'high', threats });
      return JSON.stringify((await send(stand, messageOf(item))).json).includes('schema_invalid');
    },
  ],
  'limits.devicesPerRequest': [
    1,
    async (stand) => (await askFor(stand, [randomUUID(), randomUUID()])).status === moved('schema'),
  ],
  'limits.devicesPerPage': [
    1,
    async (stand) => {
      const id = randomUUID();
      await askFor(stand, 'all', id);
      return 'nextLink' in (await stand.call('GET', `/app-sync-requests/${id}/devices`)).json;
    },
  ],
  'limits.pageBytes': [
    10,
    async (stand) => {
      const id = randomUUID();
      await askFor(stand, 'all', id);
      return 'nextLink' in (await stand.call('GET', `/app-sync-requests/${id}/devices`)).json;
    },
  ],
  'limits.errorDetail': [
    3,
    async (stand) => {
      const error = { code: 'c', detail: 'long', since: seconds(0) };
      return (await stand.call('PUT', '/connector/error', error)).status === moved('schema');
    },
  ],
  'limits.requestsPerSecond': [
    1,
    async (stand) => {
      await provoked['rateLimited']?.(stand);
      stand.pass(900);
      return (await stand.call('GET', '/connector')).status === moved('rateLimited');
    },
  ],
  'limits.burst': [
    1,
    async (stand) => {
      await stand.call('GET', '/connector');
      return (await stand.call('GET', '/connector')).status === moved('rateLimited');
    },
  ],
  'times.tokenLifetime': [
    60_000,
    async (stand) => {
      stand.pass(60_000 + 301_000);
      return (await stand.call('GET', '/connector')).status === moved('invalidToken');
    },
  ],
  'times.clockSkew': [
    1_000,
    async (stand) => {
      const message = { ...many(stand, 1), sentAt: seconds(5_000) };
      return JSON.stringify((await send(stand, message)).json).includes('timestamp_in_future');
    },
  ],
  'times.messageMemory': [
    1_000,
    async (stand) => {
      const message = many(stand, 1);
      await send(stand, message);
      stand.tenant.clock.advanceTo(start + 1_000);
      const path = `/threat-messages/${message.messageId}`;
      return (await stand.call('GET', path)).status === moved('unknownMessage');
    },
  ],
  'times.deviceRetry': [
    7_000,
    async (stand) => {
      const item = itemOf(stand, 'pixel', 1, { deviceId: randomUUID() });
      const { json } = await send(stand, messageOf(item));
      return JSON.stringify(json).includes('"retryAfterSeconds":7');
    },
  ],
  'times.heartbeatInterval': [
    9_000,
    async (stand) => {
      const body = { sentAt: seconds(0), connectorVersion: '1', status: 'ok', queueDepth: 0 };
      const { json } = await stand.call('PUT', '/heartbeat', body);
      return json['heartbeatIntervalSeconds'] === 9;
    },
  ],
  'times.fullInventoryEvery': [
    1_000,
    async (stand) => {
      await askFor(stand, 'all');
      stand.tenant.clock.advanceTo(start + 1_000);
      return (await askFor(stand, 'all')).status === 200;
    },
  ],
  'times.inventoryKept': [
    1_000,
    async (stand) => {
      const id = randomUUID();
      await askFor(stand, 'all', id);
      stand.tenant.clock.advanceTo(start + 1_000);
      return (
        (await stand.call('GET', `/app-sync-requests/${id}`)).status === moved('cursorExpired')
      );
    },
  ],
  'times.busyRetry': [
    30_000,
    async (stand) => (await provoked['rateLimited']?.(stand))?.headers['retry-after'] === '30',
  ],
};

/** Not of the service alone: a pending answer, an assertion, and what a connector keeps to. */
const elsewhere = ['times.asyncDelay', 'times.assertionLifetime', 'times.probeInterval'];

describe('so is every other number and name of it', () => {
  it('and none is forgotten', () => {
    const all = Object.entries(parameters).flatMap(([group, members]) =>
      group === 'statuses' ? [] : Object.keys(members).map((name) => `${group}.${name}`),
    );
    expect([...Object.keys(others), ...elsewhere].sort()).toEqual(all.sort());
  });

  it.each(Object.entries(others))('%s', async (key, [value, seen]) => {
    const [group = '', name = ''] = key.split('.');
    const usual = await openWith();
    expect(await seen(usual)).toBe(false);
    const changed = await openWith(setting(group, name, value));
    expect(await seen(changed)).toBe(true);
  });

  it('times.asyncDelay: how long a result is waited for', async () => {
    const stand = await openWith(
      setting('answers', 'messages', 'async'),
      setting('times', 'asyncDelay', 60_000),
    );
    const message = many(stand, 1);
    expect((await send(stand, message)).headers['retry-after']).toBe('60');
    const path = `/threat-messages/${message.messageId}`;
    stand.pass(59_000);
    expect((await stand.call('GET', path)).json['status']).toBe('pending');
    stand.pass(1_000);
    expect((await stand.call('GET', path)).json['status']).toBe('complete');
  });
});
