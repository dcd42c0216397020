import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { hour, second } from '../../../../core/time.ts';
import { anItem, aThreat } from '../../contract/item.ts';
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
const pixel = () => `deviceManagement/managedDevices/${stand.tenant.names.idOf('device', 'pixel')}`;

describe('ST-01: a message is taken once', () => {
  it('when it comes thrice, and when two come at once', async () => {
    const message = messageOf(itemOf(stand, 'pixel', 1));
    const thrice = [await send(message), await send(message), await send(message)];
    expect(thrice.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(thrice.map(({ json }) => json)).toEqual(Array(3).fill(thrice[0]?.json));
    expect(resultsOf(thrice[0] as Called)).toEqual(['accepted']);
    const other = await send({ ...message, items: [itemOf(stand, 'pixel', 2)] });
    expect([other.status, other.json['type']]).toEqual([
      422,
      'urn:mtd-partner:problem:idempotency-payload-mismatch',
    ]);
    const twin = messageOf(itemOf(stand, 'iphone', 1));
    const both = await Promise.all([send(twin), send(twin), send(twin)]);
    const first = both.find(({ headers }) => !('idempotent-replayed' in headers));
    expect(resultsOf(first as Called)).toEqual(['accepted']);
    for (const { status, json } of both) {
      if (status === 409) expect(json['type']).toMatch(/idempotency-in-progress$/);
      else expect([status, json]).toEqual([200, first?.json]);
    }
  });

  it('and an event once, in whichever message', async () => {
    const item = itemOf(stand, 'pixel', 5);
    expect(resultsOf(await send(messageOf(item, item)))).toEqual(['accepted', 'duplicate']);
    expect(resultsOf(await send(messageOf(item)))).toEqual(['duplicate']);
  });
});

/** Numbers below one, the same at each call: a generator by Lehmer. */
const chance = (seed: number) => {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
};

describe('ST-02: the newest state wins', () => {
  it('of a hundred, shuffled and repeated over messages', async () => {
    const next = chance(7);
    const levels = ['secured', 'low', 'medium', 'high'] as const;
    const states = Array.from({ length: 100 }, (_, index) =>
      itemOf(stand, 'pixel', 1 + (index % 25), {
        epoch: 1 + Math.floor(index / 25),
        riskLevel: index === 99 ? 'medium' : levels[index % 4],
      }),
    );
    const order = [...states, ...states]
      .map((item) => ({ item, place: next() }))
      .sort((a, b) => a.place - b.place)
      .map(({ item }) => item);
    let newest = { epoch: 0, sequence: 0 };
    const wanted: string[] = [];
    const seen: string[] = [];
    for (let from = 0; from < order.length; from += 20) {
      const items = order.slice(from, from + 20);
      for (const item of items) {
        const ahead = item.epoch - newest.epoch || item.sequence - newest.sequence;
        wanted.push(ahead > 0 ? 'accepted' : ahead === 0 ? 'duplicate' : 'stale');
        if (ahead > 0) newest = item;
      }
      seen.push(...resultsOf(await send(messageOf(...items))));
      stand.pass(second);
    }
    expect(seen).toEqual(wanted);
    expect(new Set(seen)).toEqual(new Set(['accepted', 'duplicate', 'stale']));
    expect(await stand.graph(pixel())).toMatchObject({
      partnerReportedThreatState: 'mediumSeverity',
    });
  });
});

describe('ST-03: an item that is bad loses only itself', () => {
  it('and says whether another try is worth it', async () => {
    const technique = { attack: { version: '18.1', techniques: ['T1999'] } };
    const answer = await send(
      messageOf(
        itemOf(stand, 'pixel', 1),
        itemOf(stand, 'pixel', 2, { deviceId: randomUUID() }),
        itemOf(stand, 'pixel', 3, { changedAt: new Date(start + hour).toISOString() }),
        itemOf(stand, 'iphone', 1, {
          riskLevel: 'high',
          threats: [aThreat({ ...technique, firstObservedAt: new Date(start).toISOString() })],
        }),
        itemOf(stand, 'pixel', 4, { activationState: 'deactivated' }),
      ),
    );
    expect(answer.status).toBe(200);
    const results = answer.json['results'];
    expect(results).toMatchObject([
      { index: 0, result: 'accepted' },
      { index: 1, result: 'rejected', code: 'device_not_found', retryable: true },
      { index: 2, result: 'rejected', code: 'timestamp_in_future', retryable: false },
      { index: 3, result: 'accepted', note: 'unknown_technique' },
      { index: 4, result: 'rejected', code: 'level_without_health', retryable: false },
    ]);
    expect(await stand.graph(pixel())).toMatchObject({ partnerReportedThreatState: 'secured' });
  });
});

describe('ST-04: limits are exact, and nothing breaks', () => {
  const many = (count: number) => {
    const one = itemOf(stand, 'pixel', 1);
    return messageOf(
      ...Array.from({ length: count }, (_, i) => ({
        ...one,
        sequence: i + 1,
        eventId: randomUUID(),
      })),
    );
  };
  const put = (text: string) => {
    const { messageId } = JSON.parse(text) as { messageId: string };
    return stand.call('PUT', `/threat-messages/${messageId}`, text);
  };

  it('500 items and not 501', async () => {
    expect((await send(many(500))).json).toMatchObject({ totalCount: 500, acceptedCount: 500 });
    expect(await send(many(501))).toMatchObject({
      status: 413,
      json: { type: 'urn:mtd-partner:problem:too-many-items', maxItems: 500, maxBytes: 1_048_576 },
    });
  });

  it('1 MiB and not a byte more', async () => {
    const padded = (bytes: number) => {
      const text = JSON.stringify(messageOf(itemOf(stand, 'pixel', 1)));
      return text + ' '.repeat(bytes - text.length);
    };
    expect((await put(padded(1_048_575))).status).toBe(200);
    expect((await put(padded(1_048_576))).status).toBe(200);
    expect(await put(padded(1_048_577))).toMatchObject({
      status: 413,
      json: { type: 'urn:mtd-partner:problem:body-too-large', maxBytes: 1_048_576 },
    });
  });

  it('64 threats and not 65', async () => {
    const threats = (count: number) =>
      Array.from({ length: count }, (_, index) =>
        aThreat({ threatId: `t-${index}`, firstObservedAt: new Date(start).toISOString() }),
      );
    const answer = await send(
      messageOf(
        itemOf(stand, 'pixel', 1, { riskLevel: 'high', threats: threats(64) }),
        itemOf(stand, 'iphone', 1, { riskLevel: 'high', threats: threats(65) }),
      ),
    );
    expect(resultsOf(answer)).toEqual(['accepted', 'rejected schema_invalid']);
  });

  /** One thing wrong with each property that the schema names, and with what it does not name. */
  const badItems: readonly object[] = [
    ...['eventId', 'deviceId', 'platform', 'epoch', 'sequence', 'changedAt', 'activationState'].map(
      (name) => ({ [name]: undefined }),
    ),
    { eventId: 'no-guid' },
    { deviceId: '' },
    { userId: 7 },
    { platform: 'linux' },
    { scope: 'half' },
    { epoch: -1 },
    { epoch: 1.5 },
    { epoch: 4_294_967_296 },
    { sequence: 0 },
    { sequence: 9_007_199_254_740_992 },
    { changedAt: '2026-01-05T10:00:00+01:00' },
    { lastScanAt: 'yesterday' },
    { activationState: 'asleep' },
    { reportingState: 'shouting' },
    { riskLevel: 'extreme' },
    { riskOverride: 'x'.repeat(201) },
    { partnerDeviceId: 'x'.repeat(129) },
    { parentPartnerDeviceId: '' },
    { compromised: 'yes' },
    { threats: {} },
    { sms: 'hello' },
    { lastScanAt: undefined },
    { threats: undefined },
    { compromised: true, riskLevel: 'low' },
    { activationState: 'pending', riskLevel: 'low' },
    ...[
      ...['threatId', 'status', 'category', 'classification', 'severity', 'firstObservedAt'].map(
        (name) => ({ [name]: undefined }),
      ),
      { status: 'gone' },
      { category: 'weather' },
      { classification: 'No Token' },
      { severity: 'extreme' },
      { attack: { version: '18', techniques: [] } },
      { attack: { version: '18.1', techniques: ['T1'] } },
      { attack: { version: '18.1', techniques: ['T1638', 'T1638'] } },
      { title: {} },
      { title: { en: 7 } },
      { app: { platformAppId: 'a', documents: ['secret.doc'] } },
      { app: { platformAppId: 'a', sha256: 'XYZ' } },
      { status: 'resolved' },
      { status: 'active', resolvedAt: '2026-01-05T09:00:00Z' },
      { userCanRemediate: 'maybe' },
      { picture: 'x' },
    ].map((change) => ({ threats: [aThreat(change)] })),
  ];

  it('and every item that the schema refuses is refused alone', async () => {
    const deviceId = stand.tenant.names.idOf('entraDevice', 'pixel');
    const base = {
      deviceId,
      changedAt: new Date(start).toISOString(),
      lastScanAt: new Date(start).toISOString(),
    };
    const items = badItems.map((change) => anItem({ ...base, ...change }));
    const good = itemOf(stand, 'pixel', 1);
    const answer = await send(messageOf(...items, good));
    const results = resultsOf(answer);
    expect(answer.status).toBe(200);
    expect(results.at(-1)).toBe('accepted');
    const accepted = results
      .slice(0, -1)
      .flatMap((result, index) =>
        /^rejected (?:schema_invalid|level_without_health)$/.test(result)
          ? []
          : [[result, badItems[index]]],
      );
    expect(accepted).toEqual([]);
  });

  it.each([
    ['text/plain', 415],
    ['application/xml', 415],
    ['application/x-www-form-urlencoded', 415],
    ['', 415],
    ['application/json; charset=utf-8', 200],
  ])('the media type %s gets %i', async (type, status) => {
    const message = messageOf(itemOf(stand, 'pixel', 1));
    const path = `/threat-messages/${message.messageId}`;
    const headers = { 'content-type': type };
    expect((await stand.call('PUT', path, JSON.stringify(message), headers)).status).toBe(status);
  });
});

describe('ST-05: Graph shows the ten states', () => {
  it.each([
    ['unknown', { activationState: 'pending' }],
    ['deactivated', { activationState: 'deactivated' }],
    ['unresponsive', { reportingState: 'unresponsive' }],
    ['misconfigured', { reportingState: 'misconfigured' }],
    ['activated', {}],
    ['secured', { riskLevel: 'secured' }],
    ['lowSeverity', { riskLevel: 'low' }],
    ['mediumSeverity', { riskLevel: 'medium' }],
    ['highSeverity', { riskLevel: 'high' }],
    ['compromised', { riskLevel: 'high', compromised: true }],
  ])('%s', async (state, change) => {
    const secured = state === 'secured' ? 'highSeverity' : 'secured';
    const before = { riskLevel: state === 'secured' ? 'high' : 'secured' };
    await send(messageOf(itemOf(stand, 'pixel', 1, before)));
    expect(await stand.graph(pixel())).toMatchObject({ partnerReportedThreatState: secured });
    const plain = { riskLevel: undefined, lastScanAt: undefined, threats: undefined };
    const kept = 'riskLevel' in change ? {} : plain;
    const answer = await send(messageOf(itemOf(stand, 'pixel', 2, { ...kept, ...change })));
    expect(resultsOf(answer)).toEqual(['accepted']);
    expect(await stand.graph(pixel())).toMatchObject({ partnerReportedThreatState: state });
  });
});
