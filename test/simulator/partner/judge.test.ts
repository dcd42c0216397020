import { describe, expect, it } from 'vitest';
import { minute, second } from '../../../core/time.ts';
import type { HeardExchange } from '../../../simulator/partner/judge/call.ts';
import { createJudge } from '../../../simulator/partner/judge/judge.ts';
import { anItem, aThreat } from '../contract/item.ts';

const base = Date.parse('2026-02-03T10:15:31.204Z');
const guid = (number: number): string =>
  `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** An exchange of one connector, `at` milliseconds after the first. */
const exchange = (number: number, at: number, change: Partial<HeardExchange>): HeardExchange => ({
  number,
  at: base + at,
  tenantAt: base + at,
  surface: 'partner',
  tenant: guid(1),
  client: guid(2),
  method: 'PUT',
  url: `/partner/v1/tenants/${guid(1)}/heartbeat`,
  requestBody: null,
  status: 200,
  responseHeaders: {},
  responseBody: '{}',
  milliseconds: 5,
  ...change,
});

const message = (id: number, items: readonly object[], change: Partial<HeardExchange> = {}) => ({
  url: `/partner/v1/tenants/${guid(1)}/threat-messages/${guid(id)}`,
  requestBody: { messageId: guid(id), sentAt: new Date(base).toISOString(), items },
  ...change,
});

const refused = {
  status: 409,
  responseBody: JSON.stringify({ type: 'urn:mtd-partner:problem:connector-unavailable' }),
};

const judged = (...exchanges: readonly HeardExchange[]) => {
  const judge = createJudge();
  for (const each of exchanges) judge.hear(each);
  const [judgement] = judge.report();
  return (id: string) => judgement?.results.find(({ check }) => check.id === id);
};

const other = (id: number) => anItem({ eventId: guid(id), deviceId: guid(id) });

describe('the passive judge', () => {
  it('says nothing of a connector that has only used Graph', () => {
    const judge = createJudge();
    judge.hear(exchange(1, 0, { surface: 'graph', method: 'GET', url: '/v1.0/users' }));
    expect(judge.report()).toEqual([]);
  });

  it('does not call it hammering when messages were under way together', () => {
    const at = judged(
      exchange(1, 10, message(11, [other(1)], { ...refused, milliseconds: 10 })),
      exchange(2, 12, message(12, [other(2)], { ...refused, milliseconds: 12 })),
      exchange(3, 60 * second, {}),
    );
    expect(at('PB-01')).toMatchObject({ verdict: 'passed', faultCount: 0 });
  });

  it('calls it hammering when the next try comes too soon, and not when it does not', () => {
    const tries = (gap: number) =>
      judged(
        exchange(1, 0, message(11, [other(1)], refused)),
        exchange(2, gap, message(12, [other(1)], refused)),
      )('PB-01');
    expect(tries(4 * minute)?.verdict).toBe('failed');
    expect(tries(5 * minute)?.verdict).toBe('passed');
  });

  it('notices a refused message that is told as delivered', () => {
    const at = judged(
      exchange(1, 0, message(11, [other(1)], refused)),
      exchange(2, minute, { requestBody: { lastAckedMessageId: guid(11) } }),
    );
    expect(at('PB-01')?.verdict).toBe('failed');
  });

  it('lets heartbeats go on while App Sync has to wait for hours', () => {
    const request = `/partner/v1/tenants/${guid(1)}/app-sync-requests/${guid(20)}`;
    const wait = { status: 503, responseHeaders: { 'retry-after': '14400' } };
    const asked = { url: request, requestBody: { devices: 'all' } };
    const early = exchange(3, 2 * minute, { ...asked });
    expect(
      judged(exchange(1, 0, { ...asked, ...wait }), exchange(2, minute, {}))('PR-01')?.verdict,
    ).toBe('not-demonstrated');
    expect(judged(exchange(1, 0, { ...asked, ...wait }), early)('PR-01')?.verdict).toBe('failed');
  });

  it('takes a date for a wait as well', () => {
    const until = new Date(base + 10_000).toUTCString();
    const wait = { status: 429, responseHeaders: { 'retry-after': until } };
    const again = (at: number) =>
      judged(
        exchange(1, 0, message(11, [other(1)], wait)),
        exchange(2, at, message(11, [other(1)])),
      )('PR-01')?.verdict;
    expect(again(5_000)).toBe('failed');
    expect(again(10_500)).toBe('passed');
  });

  it('judges no body that nobody has read', () => {
    const at = judged(exchange(1, 0, message(11, [], { status: 401, requestBody: null })));
    expect(at('PT-01')?.verdict).toBe('not-demonstrated');
    expect(at('PT-18')?.verdict).toBe('not-demonstrated');
  });

  it('takes a slow clock for a warning, since a message may have been long on its way', () => {
    const at = (behind: number) =>
      judged(exchange(1, behind, message(11, [anItem()])))('PT-01')?.verdict;
    expect(at(4 * minute)).toBe('passed');
    expect(at(6 * minute)).toBe('warning');
    expect(at(-6 * minute)).toBe('failed');
  });

  it('asks for all three kinds of threat before it calls categories shown', () => {
    const seen = (...threats: readonly object[]) =>
      judged(exchange(1, 0, message(11, [anItem({ threats })])))('PT-17');
    expect(seen(aThreat())).toMatchObject({
      verdict: 'not-demonstrated',
      missing: ['device', 'app'],
    });
    const app = aThreat({ category: 'app', classification: 'sideloaded_app' });
    const device = aThreat({ category: 'device', classification: 'os_outdated' });
    const plain = (threat: object) => ({ ...threat, attack: undefined });
    expect(seen(aThreat(), plain(app), plain(device))?.verdict).toBe('passed');
  });

  it('never repeats what a message said', () => {
    const text = 'see you at eight';
    const judge = createJudge();
    const bad = anItem({
      platform: text,
      userId: text,
      threats: [aThreat({ category: text, classification: text, attack: { techniques: [text] } })],
    });
    judge.hear(exchange(1, 0, message(11, [bad, anItem({ [text]: text, deviceId: text })])));
    judge.hear(exchange(2, 0, message(11, [anItem({ eventId: text })])));
    const report = JSON.stringify(judge.report());
    expect(report).toContain('has no place in the schema');
    expect(report).not.toContain(text);
  });

  it('knows an error by its code in the body', () => {
    const inside = {
      status: 200,
      responseBody: JSON.stringify({ ...JSON.parse(refused.responseBody), errorCode: '409' }),
    };
    const at = judged(
      exchange(1, 0, message(11, [other(1)], inside)),
      exchange(2, second, message(12, [other(1)], inside)),
      exchange(3, 2 * second, message(13, [other(1)], inside)),
    );
    expect(at('PB-01')).toMatchObject({ verdict: 'failed', faultCount: 2 });
  });
});
