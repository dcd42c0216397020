import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { day, hour, second } from '../../../../core/time.ts';
import { partnerClientId } from '../../../../simulator/contract/partner-client.ts';
import { aThreat } from '../../contract/item.ts';
import { type Called, itemOf, messageOf, openStand, type Stand, start } from './stand.ts';

let stand: Stand;
beforeEach(async () => {
  stand = await openStand();
  stand.pass(10 * second);
});

const send = (message: ReturnType<typeof messageOf>, headers: Record<string, string> = {}) =>
  stand.call('PUT', `/threat-messages/${message.messageId}`, message, headers);
const resultsOf = ({ json }: Called) =>
  (json['results'] as readonly { result: string; code?: string }[]).map(({ result, code }) =>
    code === undefined ? result : `${result} ${code}`,
  );
const lookout = () =>
  `deviceManagement/mobileThreatDefenseConnectors/${partnerClientId('lookout')}`;
const zimperium = () =>
  `deviceManagement/mobileThreatDefenseConnectors/${partnerClientId('zimperium')}`;
const pixel = () => `deviceManagement/managedDevices/${stand.tenant.names.idOf('device', 'pixel')}`;
const asZimperium = async () => ({ authorization: `Bearer ${await stand.tokenOf('zimperium')}` });
const beat = (headers: Record<string, string> = {}) => {
  const sentAt = new Date(stand.tenant.clock.now()).toISOString();
  const body = { sentAt, connectorVersion: '1', status: 'ok', queueDepth: 0 };
  return stand.call('PUT', '/heartbeat', body, headers);
};

const lastContact = async (path: string) => (await stand.graph(path))['lastHeartbeatDateTime'];
const later = (time: number) => stand.tenant.clock.advanceTo(stand.tenant.clock.now() + time);

describe('SH-01: contact is a heartbeat or an accepted message, of this partner alone', () => {
  it('and a refused call is none', async () => {
    stand.tenant.perform({ do: 'consent', partner: 'zimperium' });
    const other = await lastContact(zimperium());
    later(hour);
    await beat();
    const beaten = new Date(stand.tenant.clock.now()).toISOString();
    expect(await lastContact(lookout())).toBe(beaten);
    later(hour);
    const unknown = itemOf(stand, 'pixel', 1, { deviceId: randomUUID() });
    const refused = [
      await beat({ authorization: 'Bearer x' }),
      await beat({ 'api-version': '1999-01-01' }),
      await stand.call('PUT', '/heartbeat', { status: 'ok' }),
      await stand.call('PUT', `/threat-messages/${randomUUID()}`, { items: [] }),
      await stand.call('PUT', `/threat-messages/${randomUUID()}`, '{'),
      await send(messageOf(unknown)),
      await stand.call('GET', '/connector'),
    ];
    expect(refused.map(({ status }) => status)).toEqual([401, 400, 422, 422, 400, 200, 200]);
    expect(await lastContact(lookout())).toBe(beaten);
    await send(messageOf(itemOf(stand, 'pixel', 1)));
    expect(await lastContact(lookout())).toBe(new Date(stand.tenant.clock.now()).toISOString());
    expect(await lastContact(zimperium())).toBe(other);
    await beat(await asZimperium());
    expect(await lastContact(zimperium())).not.toBe(other);
  });

  it('and a blocked message is none', async () => {
    stand.tenant.perform({ do: 'deprovision', partner: 'lookout' });
    const before = await lastContact(lookout());
    later(hour);
    expect((await send(messageOf(itemOf(stand, 'pixel', 1)))).status).toBe(409);
    expect(await lastContact(lookout())).toBe(before);
  });
});

describe('SH-02: N days of silence, and the partner is not believed until it speaks', () => {
  it('to the second', async () => {
    const days = 7;
    const settings = { partnerUnresponsivenessThresholdInDays: days };
    stand.tenant.perform({ do: 'setConnector', partner: 'lookout', settings });
    const compliance = async () => (await stand.graph(pixel()))['complianceState'];
    const high = itemOf(stand, 'pixel', 1, {
      riskLevel: 'high',
      threats: [aThreat({ firstObservedAt: new Date(start).toISOString() })],
    });
    expect(resultsOf(await send(messageOf(high)))).toEqual(['accepted']);
    const heard = stand.tenant.clock.now();
    const whileHeard = await compliance();
    stand.tenant.clock.advanceTo(heard + days * day - second);
    expect(await compliance()).toBe(whileHeard);
    expect((await stand.graph(lookout()))['partnerState']).toBe('enabled');
    stand.tenant.clock.advanceTo(heard + days * day + second);
    const whileSilent = await compliance();
    expect(whileSilent).not.toBe(whileHeard);
    expect((await stand.graph(lookout()))['partnerState']).toBe('unresponsive');
    expect((await stand.call('GET', '/connector')).json).toMatchObject({
      state: 'unresponsive',
      messagesBlocked: { deviceThreat: false, appSync: false },
    });
    const again = { sequence: 2, eventId: randomUUID() };
    expect(resultsOf(await send(messageOf({ ...high, ...again })))).toEqual(['accepted']);
    expect(await compliance()).toBe(whileHeard);
    expect((await stand.graph(lookout()))['partnerState']).toBe('enabled');
  });
});

describe('SH-03: an error of the partner blocks nothing', () => {
  it('and is over when it is cleared', async () => {
    const error = { code: 'cloud_down', detail: 'gone', since: new Date(start).toISOString() };
    expect((await stand.call('PUT', '/connector/error', error)).json).toMatchObject({
      state: 'error',
    });
    expect(await stand.graph(lookout())).toMatchObject({ partnerState: 'error' });
    expect((await stand.call('GET', '/connector')).json).toMatchObject({ lastError: error });
    expect(resultsOf(await send(messageOf(itemOf(stand, 'pixel', 1))))).toEqual(['accepted']);
    expect(await stand.graph(lookout())).toMatchObject({ partnerState: 'error' });
    await stand.call('DELETE', '/connector/error');
    expect(await stand.graph(lookout())).toMatchObject({ partnerState: 'enabled' });
    expect((await stand.call('GET', '/connector')).json).toMatchObject({ lastError: null });
  });
});

describe('SR-01: a service that is pressed stays fair and says what to do', () => {
  it('429 with a wait that is enough, for the one who floods alone', async () => {
    stand = await openStand();
    const flood = await Promise.all(Array.from({ length: 40 }, () => beat()));
    const refused = flood.filter(({ status }) => status === 429);
    expect(flood.filter(({ status }) => status === 200)).toHaveLength(20);
    expect(refused).toHaveLength(20);
    const waits = refused.map(({ headers }) => Number(headers['retry-after']));
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(1);
    expect((await beat(await asZimperium())).status).toBe(200);
    stand.pass(Math.max(...waits) * second);
    expect((await beat()).status).toBe(200);
  });

  it('every refusal is a problem with the ids of its request', async () => {
    const id = randomUUID();
    const ids = { 'client-request-id': id };
    const message = messageOf(itemOf(stand, 'pixel', 1));
    const path = `/threat-messages/${message.messageId}`;
    const refusals = [
      await stand.call('GET', '/connector', undefined, { ...ids, 'api-version': '1999-01-01' }),
      await stand.call('GET', '/connector', undefined, { ...ids, authorization: '' }),
      await stand.call('GET', `/partner/v1/tenants/${randomUUID()}/connector`, undefined, ids),
      await stand.call('PUT', path, '{', ids),
      await stand.call('PUT', path, {}, ids),
      await stand.call('PUT', path, '<x/>', { ...ids, 'content-type': 'application/xml' }),
      await stand.call('GET', path, undefined, ids),
      await stand.call('GET', '/nothing', undefined, ids),
      await stand.call('GET', '/connector?access_token=x', undefined, ids),
      await stand.call('PUT', '/connector', { provisioned: true }, { ...ids, 'if-match': '"x"' }),
    ];
    expect(refusals.map(({ status }) => status)).toEqual([
      ...[400, 401, 404, 400, 422, 415, 404, 404, 400, 412],
    ]);
    for (const { json, headers, status } of refusals) {
      expect(headers['content-type']).toMatch(/^application\/problem\+json/);
      expect(json).toMatchObject({
        status,
        'client-request-id': id,
        type: expect.stringMatching(/^urn:/),
      });
      expect(json['request-id']).toMatch(/^[0-9a-f-]{36}$/);
      expect(headers['request-id']).toBe(json['request-id']);
    }
    expect(refusals[0]?.json).toMatchObject({ supported: ['2026-01-01'] });
  });
});
