import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { percentileOf } from '../../../reports/load/percentile.ts';
import { newPhaseRecord } from '../../../reports/load/phase-record.ts';
import { newSeries, type StretchCounts } from '../../../reports/load/series.ts';
import { imbalances } from '../../../reports/load/sums.ts';
import { createRequester, type Told } from '../../../simulator/load/requester.ts';
import type { Ask, Judged } from '../../../simulator/load/traffic.ts';

const timeout = 1_000_000;

/** A requester on a clock and a network that only do what a test says. */
const stage = (mostInFlight = 100, judge: Ask['judge'] = null) => {
  let now = 0;
  const told: Told[] = [];
  const givenUp: number[] = [];
  const record = newPhaseRecord();
  const series = newSeries();
  const requester = createRequester({
    now: () => now,
    send: (_, tell) => {
      const number = told.push(tell) - 1;
      return () => givenUp.push(number);
    },
    traffic: () => ({ method: 'GET', path: '/', headers: {}, body: null, judge }),
    records: [record],
    series,
    epoch: 0,
    timeout,
    mostInFlight,
  });
  return {
    requester,
    record,
    series,
    told,
    givenUp,
    advance: (time: number) => {
      now += time;
    },
    start: (intended: number) => {
      record.sums.offered += 1;
      requester.start(intended, 0, 0);
    },
  };
};

describe('a requester', () => {
  test('keeps response time, start lag, waiting and service time apart', () => {
    const { record, told, start, advance } = stage();
    advance(700);
    start(100);
    advance(20);
    told[0]?.sent();
    advance(30);
    told[0]?.head(200);
    advance(4);
    told[0]?.end('');
    const { lag, wait, firstByte, service, response } = record;
    expect([lag, wait, firstByte, service, response].map(({ most }) => most)).toEqual([
      600, 20, 30, 34, 654,
    ]);
    expect(lag.most + wait.most + service.most).toBe(response.most);
  });

  test('gives up what was waited for too long, against the intended start', () => {
    const { requester, record, told, givenUp, start, advance } = stage();
    advance(400_000);
    start(0);
    start(400_000);
    advance(600_000);
    requester.sweep();
    expect(record.sums).toMatchObject({ timedOut: 1, inFlight: 0 });
    expect(givenUp).toEqual([0]);
    expect(record.atLeast.most).toBe(timeout);
    told[0]?.head(200);
    told[0]?.end('late');
    expect(record.sums.completed).toBe(0);
    expect(requester.inFlight()).toBe(1);
  });

  test('drops what is beyond the most in flight, and hides it from nobody', () => {
    const { requester, record, start } = stage(2);
    for (let count = 0; count < 1_000; count++) start(0);
    requester.close();
    expect(record.sums).toMatchObject({ offered: 1_000, started: 2, dropped: 998, inFlight: 2 });
    const times = { measured: record.response, atLeast: record.atLeast };
    expect(percentileOf(times, 0.99)).toEqual({ value: timeout, isAtLeast: true });
  });

  test('keeps answers with an error status out of the response times', () => {
    const { record, told, start, advance } = stage();
    start(0);
    told[0]?.sent();
    advance(5);
    told[0]?.head(503);
    told[0]?.end('');
    expect(record.response.count).toBe(0);
    expect(record.refused.most).toBe(5);
    expect([...record.errors]).toEqual([['status 503', 1]]);
  });

  test('writes a lost answer down as one that takes at least so long', () => {
    const { record, told, start, advance } = stage();
    start(0);
    advance(50);
    told[0]?.lose('ECONNRESET');
    told[0]?.lose('ECONNRESET');
    expect(record.sums).toMatchObject({ lost: 1, completed: 0 });
    expect(record.atLeast).toMatchObject({ count: 1, most: 50 });
    expect([...record.errors]).toEqual([['ECONNRESET', 1]]);
  });
});

const event = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('start' as const), late: fc.nat(5_000) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('sent', 'head', 'error', 'end', 'lose'),
      number: fc.nat(30),
    }),
  },
  fc.record({ do: fc.constant('wait' as const), time: fc.nat(600_000) }),
  fc.record({ do: fc.constant('sweep' as const) }),
);

test('whatever happens, in whatever order, the sums add up and every arrival has one time', () => {
  const verdict = fc.constantFrom<Judged>('correct', 'stale', 'wrong', 'unchecked');
  fc.assert(
    fc.property(
      fc.array(event, { maxLength: 80 }),
      verdict,
      fc.integer({ min: 1, max: 20 }),
      (...chosen) => {
        const [events, judged, most] = chosen;
        const { requester, record, series, told, start, advance } = stage(most, () => judged);
        let now = 0;
        for (const one of events) {
          if (one.do === 'start') start(Math.max(0, now - ('late' in one ? one.late : 0)));
          else if ('number' in one) {
            const tell = told[one.number];
            if (one.do === 'sent') tell?.sent();
            if (one.do === 'head') tell?.head(200);
            if (one.do === 'error') tell?.head(500);
            if (one.do === 'end') tell?.end('{}');
            if (one.do === 'lose') tell?.lose('ECONNRESET');
          } else if ('time' in one) {
            advance(one.time);
            now += one.time;
          } else requester.sweep();
        }
        requester.close();
        expect(imbalances(record.sums)).toEqual([]);
        expect(requester.inFlight()).toBe(0);
        const { response, refused, atLeast, lag, sums } = record;
        expect(response.count + refused.count + atLeast.count).toBe(sums.offered);
        expect(lag.count).toBe(sums.started);
        const total = (name: keyof StretchCounts): number =>
          series.stretches.reduce((sum, stretch) => sum + stretch[name], 0);
        expect(total('due')).toBe(sums.offered);
        expect([total('begun'), total('completed')]).toEqual([sums.started, sums.completed]);
        expect(total('begun') - total('completed') - total('gone')).toBe(sums.inFlight);
        for (const each of series.stretches) {
          const { answered, refused, lost, timedOut, dropped, inFlight } = each;
          expect(each.due).toBe(answered + refused + lost + timedOut + dropped + inFlight);
        }
        expect([total('wrong'), total('stale')]).toEqual([sums.wrong, sums.stale]);
        expect(series.starts.reduce((sum, count) => sum + count, 0)).toBe(sums.started);
      },
    ),
  );
});
