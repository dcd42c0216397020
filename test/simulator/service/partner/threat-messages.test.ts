import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { minute } from '../../../../core/time.ts';
import { profileOf } from '../../../../simulator/contract/profile.ts';
import { type Called, itemOf, messageOf, openStand, type Stand, start } from './stand.ts';

let stand: Stand;
beforeEach(async () => {
  stand = await openStand();
});

const sendMessage = (message: ReturnType<typeof messageOf>, of = stand) =>
  of.call('PUT', `/threat-messages/${message.messageId}`, message);
const resultsOf = ({ json }: Called) =>
  (json['results'] as readonly { result: string; code?: string; note?: string }[]).map((one) =>
    [one.result, one.code, one.note].filter((part) => part !== undefined).join(' '),
  );
const stateOf = (device: string) =>
  stand.tenant.observe({ kind: 'device', device, fields: ['threatState'], resources: [] });

describe('a threat message', () => {
  it('gets a result for each item; the good ones are applied', async () => {
    const sent = await sendMessage(
      messageOf(
        itemOf(stand, 'pixel', 1),
        itemOf(stand, 'pixel', 2, { deviceId: randomUUID() }),
        itemOf(stand, 'iphone', 1, { changedAt: new Date(start + 1).toISOString() }),
        itemOf(stand, 'iphone', 1, { activationState: 'deactivated' }),
        { nothing: true },
        itemOf(stand, 'iphone', 2, {
          riskLevel: 'high',
          threats: [
            {
              threatId: 't',
              status: 'active',
              category: 'app',
              classification: 'trojan',
              severity: 'high',
              attack: { version: '18.1', techniques: ['T1432'] },
              firstObservedAt: new Date(start).toISOString(),
            },
          ],
        }),
      ),
    );
    expect(sent.status).toBe(200);
    expect(resultsOf(sent)).toEqual([
      'accepted',
      'rejected device_not_found',
      'rejected timestamp_in_future later than sentAt',
      expect.stringContaining('rejected level_without_health'),
      expect.stringContaining('rejected schema_invalid'),
      'accepted unknown_technique',
    ]);
    expect(sent.json).toMatchObject({ totalCount: 6, acceptedCount: 2, pendingCount: 0 });
    expect(sent.json['results']).toMatchObject([
      {},
      { index: 1, retryable: true, retryAfterSeconds: 900 },
      { retryable: false },
      { retryable: false },
      { eventId: null },
      {},
    ]);
    expect(stateOf('pixel')).toEqual({ threatState: { lookout: 'secured' } });
    expect(stateOf('iphone')).toEqual({ threatState: { lookout: 'highSeverity' } });
  });

  it('is taken once, however often it comes', async () => {
    const message = messageOf(itemOf(stand, 'pixel', 1));
    const first = await sendMessage(message);
    const again = await sendMessage(message);
    expect(again.json).toEqual(first.json);
    expect(again.headers).toMatchObject({ 'idempotent-replayed': 'true' });
    expect(first.headers).not.toHaveProperty('idempotent-replayed');
    const other = await sendMessage({ ...message, items: [itemOf(stand, 'iphone', 1)] });
    expect(other).toMatchObject({
      status: 422,
      json: { type: 'urn:mtd-partner:problem:idempotency-payload-mismatch', status: 422 },
    });
    expect(stateOf('iphone')).toEqual({ threatState: {} });
    const kept = await stand.call('GET', `/threat-messages/${message.messageId}`);
    expect(kept.json).toEqual(first.json);
    expect((await stand.call('GET', `/threat-messages/${randomUUID()}`)).status).toBe(404);
  });

  it('ends in the state with the highest epoch and sequence, whatever the order', async () => {
    const levels = ['secured', 'low', 'medium', 'high'] as const;
    const steps = Array.from({ length: 12 }, (_, index) => ({
      epoch: 1 + Math.floor(index / 6),
      sequence: 1 + (index % 6),
      riskLevel: levels[index % 4],
    }));
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...steps, ...steps], { minLength: 1 }),
        fc.integer({ min: 1, max: 5 }),
        async (order, size) => {
          const own = await openStand();
          const items = order.map(({ sequence, ...change }) =>
            itemOf(own, 'pixel', sequence, change),
          );
          for (let from = 0; from < items.length; from += size) {
            await sendMessage(messageOf(...items.slice(from, from + size)), own);
            own.pass(minute);
          }
          const [newest] = [...order].sort((a, b) => b.epoch - a.epoch || b.sequence - a.sequence);
          const name = {
            secured: 'secured',
            low: 'lowSeverity',
            medium: 'mediumSeverity',
            high: 'highSeverity',
          };
          expect(
            own.tenant.observe({
              kind: 'device',
              device: 'pixel',
              fields: ['threatState'],
              resources: [],
            }),
          ).toEqual({ threatState: { lookout: name[newest?.riskLevel ?? 'low'] } });
        },
      ),
      { numRuns: 15 },
    );
  });

  it('names what is stale, what is a duplicate and what conflicts', async () => {
    const first = itemOf(stand, 'pixel', 5);
    await sendMessage(messageOf(first));
    const next = await sendMessage(
      messageOf(first, itemOf(stand, 'pixel', 5), itemOf(stand, 'pixel', 4, { riskLevel: 'high' })),
    );
    expect(resultsOf(next)).toEqual(['duplicate', 'rejected sequence_conflict', 'stale']);
    expect(next.json['results']).toMatchObject([{}, {}, { currentSequence: 5 }]);
    expect(stateOf('pixel')).toEqual({ threatState: { lookout: 'secured' } });
  });

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
  ])('comes to the state %s', async (state, change) => {
    const item = { ...itemOf(stand, 'pixel', 1, { riskLevel: undefined }), ...change };
    expect(resultsOf(await sendMessage(messageOf(item)))).toEqual(['accepted']);
    expect(stateOf('pixel')).toEqual({ threatState: { lookout: state } });
  });

  it('says when a platform is switched off: the data is kept', async () => {
    stand.tenant.perform({
      do: 'setConnector',
      partner: 'lookout',
      settings: { iosEnabled: false },
    });
    const sent = await sendMessage(messageOf(itemOf(stand, 'iphone', 1)));
    expect(resultsOf(sent)).toEqual(['accepted platform_not_enabled']);
    expect(stateOf('iphone')).toEqual({ threatState: { lookout: 'secured' } });
  });

  it('has limits that are exact, and told', async () => {
    const small = await openStand(
      profileOf('small', [
        { group: 'limits', name: 'itemsPerMessage', value: 2 },
        { group: 'limits', name: 'bodyBytes', value: 3_000 },
      ]),
    );
    const many = (count: number) =>
      messageOf(...Array.from({ length: count }, (_, index) => itemOf(small, 'pixel', index + 1)));
    expect((await sendMessage(many(2), small)).status).toBe(200);
    expect(await sendMessage(many(3), small)).toMatchObject({
      status: 413,
      json: { type: 'urn:mtd-partner:problem:too-many-items', maxItems: 2, maxBytes: 3_000 },
    });
    const padded = (bytes: number) => {
      const text = JSON.stringify(many(1));
      return `${text}${' '.repeat(bytes - text.length)}`;
    };
    const exact = padded(3_000);
    const { messageId } = JSON.parse(exact) as { messageId: string };
    expect((await small.call('PUT', `/threat-messages/${messageId}`, exact)).status).toBe(200);
    expect(await small.call('PUT', `/threat-messages/${messageId}`, padded(3_001))).toMatchObject({
      status: 413,
      json: { type: 'urn:mtd-partner:problem:body-too-large', maxBytes: 3_000 },
    });
  });

  it.each<[string, unknown, Record<string, string>, number, string]>([
    ['no JSON', '{', {}, 400, 'malformed'],
    ['no body', undefined, {}, 400, 'malformed'],
    ['nested too deep', '['.repeat(50) + ']'.repeat(50), {}, 400, 'malformed'],
    ['another media type', '{}', { 'content-type': 'text/plain' }, 415, 'media-type'],
    [
      'no items',
      { messageId: randomUUID(), sentAt: new Date(start).toISOString() },
      {},
      422,
      'schema',
    ],
    ['more than an envelope', { ...messageOf(1), more: 1 }, {}, 422, 'schema'],
    ['another id than the address', messageOf(1), {}, 422, 'schema'],
    ['a list', [], {}, 422, 'schema'],
  ])('that is %s is a problem', async (_name, body, headers, status, type) => {
    const answer = await stand.call('PUT', `/threat-messages/${randomUUID()}`, body, headers);
    expect(answer).toMatchObject({
      status,
      json: { type: `urn:mtd-partner:problem:${type}`, status },
      headers: { 'content-type': expect.stringMatching(/^application\/problem\+json/) },
    });
    expect(answer.json).toHaveProperty('request-id');
    expect(answer.json).toHaveProperty('client-request-id');
  });

  it('in whatever form never breaks the service', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 4 }), async (text) => {
        const answer = await stand.call('PUT', `/threat-messages/${randomUUID()}`, text);
        expect([400, 422, 429]).toContain(answer.status);
        stand.pass(200);
      }),
      { numRuns: 150 },
    );
  });
});

describe('a message while the connector is blocked', () => {
  const blocked = async (partner: 'lookout', release?: number) => {
    stand.tenant.perform({ do: 'deprovision', partner });
    if (release !== undefined) stand.tenant.perform({ do: 'setTenant', serviceRelease: release });
    return sendMessage(messageOf(itemOf(stand, 'pixel', 1)));
  };

  it('changes nothing, and is told what to do', async () => {
    const contact = stand.tenant.world().connectors.lookout?.contact;
    expect(await blocked('lookout')).toMatchObject({
      status: 409,
      json: {
        type: 'urn:mtd-partner:problem:connector-unavailable',
        connectorState: 'unavailable',
        blockedMessageTypes: ['deviceThreat', 'appSync'],
        action: 'provision',
      },
    });
    expect(stateOf('pixel')).toEqual({ threatState: {} });
    expect(stand.tenant.world().connectors.lookout?.contact).toBe(contact);
  });

  it('was not blocked before service release 2308', async () => {
    expect((await blocked('lookout', 2307)).status).toBe(200);
  });

  it('can be sent again under the same id once it is not', async () => {
    stand.tenant.perform({ do: 'deprovision', partner: 'lookout' });
    const message = messageOf(itemOf(stand, 'pixel', 1));
    expect((await sendMessage(message)).status).toBe(409);
    stand.tenant.perform({ do: 'provision', partner: 'lookout' });
    expect(resultsOf(await sendMessage(message))).toEqual(['accepted']);
  });
});

describe('under another profile', () => {
  let other: Stand;
  beforeAll(async () => {
    other = await openStand(
      profileOf('other', [
        { group: 'answers', name: 'messages', value: 'async' },
        { group: 'answers', name: 'errors', value: 'inbandText' },
        { group: 'answers', name: 'retryAfter', value: 'date' },
      ]),
    );
  });

  it('results come later, and rejections once with a heartbeat', async () => {
    const message = messageOf(
      itemOf(other, 'pixel', 1),
      itemOf(other, 'pixel', 2, { sms: 'hello' }),
    );
    const first = await sendMessage(message, other);
    expect(first).toMatchObject({
      status: 202,
      json: { status: 'pending', pendingCount: 2, results: [] },
      headers: {
        'retry-after': expect.stringMatching(/ GMT$/),
        location: expect.stringMatching(`/threat-messages/${message.messageId}$`),
      },
    });
    other.pass(5_000);
    const later = await other.call('GET', `/threat-messages/${message.messageId}`);
    expect(later).toMatchObject({ status: 200, json: { status: 'complete', acceptedCount: 1 } });
    const beat = {
      sentAt: new Date(start).toISOString(),
      connectorVersion: '1',
      status: 'ok',
      queueDepth: 0,
    };
    const heard = await other.call('PUT', '/heartbeat', beat);
    expect(heard.json['messageErrors']).toMatchObject([
      { messageId: message.messageId, code: 'schema_invalid' },
    ]);
    expect((await other.call('PUT', '/heartbeat', beat)).json['messageErrors']).toEqual([]);
  });

  it('errors come with status 200 and a code in the body', async () => {
    const answer = await other.call('PUT', `/threat-messages/${randomUUID()}`, { items: [] });
    expect(answer).toMatchObject({ status: 200, json: { errorCode: '422', status: 200 } });
  });
});
