import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLedger, withState } from '../../../../simulator/load/mix/ledger.ts';

const open = (freshness = 0, horizon = 1_000) =>
  createLedger({ settled: new Uint8Array(10), freshness, horizon, timeout: 500 });

const is = (state: number) => (reported: number) => reported === state;

describe('the ledger of reports', () => {
  test('takes either state while a report is under way, then only the new one', () => {
    const ledger = open();
    const report = ledger.write(1, { slot: 0, state: 3, sequence: 1, started: 100 });
    expect(ledger.judge(1, is(0), 110, 120)).toBe('correct');
    expect(ledger.judge(1, is(3), 110, 120)).toBe('correct');
    report.ended = 130;
    expect(ledger.judge(1, is(3), 140, 150)).toBe('correct');
    expect(ledger.judge(1, is(0), 140, 150)).toBe('stale');
    expect(ledger.judge(1, is(0), 129, 150)).toBe('correct');
    expect(ledger.judge(1, is(0), 2_000, 2_010)).toBe('wrong');
    expect(ledger.judge(1, is(2), 140, 150)).toBe('wrong');
  });

  test('goes by the numbers of reports that overlap, not by when they came back', () => {
    const ledger = open();
    const first = ledger.write(1, { slot: 0, state: 1, sequence: 1, started: 100 });
    const second = ledger.write(1, { slot: 0, state: 2, sequence: 2, started: 101 });
    second.ended = 110;
    first.ended = 120;
    expect(ledger.judge(1, is(2), 130, 140)).toBe('correct');
    expect(ledger.judge(1, is(1), 130, 140)).toBe('stale');
  });

  test('never forgets a report that was lost, until a later one is there', () => {
    const ledger = open();
    ledger.write(1, { slot: 0, state: 3, sequence: 1, started: 100 });
    for (const state of [0, 3]) expect(ledger.judge(1, is(state), 9e6, 9e6)).toBe('correct');
    const later = ledger.write(1, { slot: 0, state: 1, sequence: 2, started: 9e6 });
    later.ended = 9e6 + 1;
    expect(ledger.judge(1, is(3), 9e6 + 5_000, 9e6 + 5_000)).toBe('wrong');
  });

  test('keeps what two partners said apart', () => {
    const ledger = open();
    ledger.write(1, { slot: 0, state: 3, sequence: 1, started: 100 }).ended = 110;
    ledger.write(1, { slot: 1, state: 2, sequence: 2, started: 120 }).ended = 130;
    const both = withState(withState(0, 0, 3), 1, 2);
    expect(ledger.latest(1)).toBe(both);
    expect(ledger.possible(1, 140, 150)).toEqual([both]);
    expect(ledger.judge(1, is(withState(0, 0, 3)), 140, 150)).toBe('stale');
  });

  test('allows for what held so long before, where that is fresh enough', () => {
    const ledger = open(50);
    ledger.write(1, { slot: 0, state: 3, sequence: 1, started: 100 }).ended = 110;
    expect(ledger.judge(1, is(0), 150, 160)).toBe('correct');
    expect(ledger.judge(1, is(0), 161, 170)).toBe('stale');
  });

  test('strikes what was refused', () => {
    const ledger = open();
    const report = ledger.write(1, { slot: 0, state: 3, sequence: 1, started: 100 });
    ledger.strike(1, report);
    expect(ledger.judge(1, is(3), 110, 120)).toBe('wrong');
  });

  test('holds one byte for a device that is left alone', () => {
    const settled = new Uint8Array(1_000);
    const ledger = createLedger({ settled, freshness: 0, horizon: 100, timeout: 100 });
    for (let device = 0; device < 1_000; device++) {
      const started = device * 10;
      ledger.write(device, { slot: 0, state: 2, sequence: device, started }).ended = started + 5;
    }
    expect(ledger.live()).toBeLessThan(30);
    expect(settled.filter((state) => state === 2).length).toBeGreaterThan(970);
    expect(ledger.latest(3)).toBe(2);
  });

  test('never calls a service wrong that carries reports out at some instant on their way', () => {
    const step = fc.record({
      device: fc.nat(2),
      slot: fc.nat(1),
      state: fc.nat(3),
      gap: fc.nat(20),
      takes: fc.integer({ min: 1, max: 30 }),
      part: fc.double({ min: 0, max: 1, noNaN: true }),
      isRead: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const ledger = open();
        const service = new Map<number, { at: number; slot: number; state: number; n: number }[]>();
        let now = 0;
        for (const [sequence, one] of steps.entries()) {
          now += one.gap;
          const at = now + one.takes * one.part;
          const ended = now + one.takes;
          const deeds = service.get(one.device) ?? [];
          service.set(one.device, deeds);
          if (!one.isRead) {
            const { slot, state, device } = one;
            const report = ledger.write(device, { slot, state, sequence, started: now });
            report.ended = ended;
            deeds.push({ at, slot, state, n: sequence });
            continue;
          }
          let held = 0;
          for (const slot of [0, 1]) {
            const done = deeds.filter((deed) => deed.slot === slot && deed.at <= at);
            const last = done.sort((a, b) => b.n - a.n)[0];
            if (last !== undefined) held = withState(held, slot, last.state);
          }
          expect(ledger.judge(one.device, is(held), now, ended)).toBe('correct');
        }
      }),
    );
  });
});
