import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createOracle } from '../../../simulator/load/oracle.ts';

const settings = {
  initial: 'secured',
  verdictOf: (state: string): string => (state === 'secured' ? 'compliant' : 'noncompliant'),
  freshness: 10,
  horizon: 100,
  timeout: 10_000,
};

describe('an oracle', () => {
  const oracle = () => {
    const made = createOracle(settings);
    const high = made.write('highSeverity', 1_000);
    high.ended = 1_050;
    return made;
  };

  test.each([
    ['before the change', 900, 950, 'compliant', 'correct'],
    ['before the change', 900, 950, 'noncompliant', 'wrong'],
    ['while it happens', 1_010, 1_020, 'compliant', 'correct'],
    ['while it happens', 1_010, 1_020, 'noncompliant', 'correct'],
    ['begun before, ended while it happens', 900, 1_001, 'noncompliant', 'correct'],
    ['begun while it happened', 1_049, 2_000, 'compliant', 'correct'],
    ['within the freshness', 1_059, 1_070, 'compliant', 'correct'],
    ['after it', 1_060, 1_070, 'noncompliant', 'correct'],
    ['after it', 1_060, 1_070, 'compliant', 'stale'],
    ['at the end of the horizon', 1_159, 1_170, 'compliant', 'stale'],
    ['beyond the horizon', 1_160, 1_170, 'compliant', 'wrong'],
    ['ever', 1_060, 1_070, 'inGracePeriod', 'wrong'],
  ])('judges an answer %s (%i to %i: %s) to be %s', (...row) => {
    const [, started, ended, answer, judged] = row;
    expect(oracle().judge(answer, started, ended)).toBe(judged);
  });

  test('takes a change nobody acknowledged for one that may still happen', () => {
    const made = createOracle(settings);
    made.write('highSeverity', 1_000);
    expect(made.judge('compliant', 9_000, 9_001)).toBe('correct');
    expect(made.judge('noncompliant', 9_000, 9_001)).toBe('correct');
  });

  test('remembers what a request met that is under way for long', () => {
    const made = oracle();
    for (let at = 2_000; at < 9_000; at += 1_000) made.write('highSeverity', at).ended = at + 1;
    expect(made.judge('compliant', 990, 9_500)).toBe('correct');
  });

  test('takes either of two changes that overlap for the last', () => {
    const made = createOracle(settings);
    const high = made.write('highSeverity', 1_000);
    const well = made.write('secured', 1_010);
    well.ended = 1_020;
    high.ended = 1_030;
    expect(made.judge('compliant', 5_000, 5_001)).toBe('correct');
    expect(made.judge('noncompliant', 5_000, 5_001)).toBe('correct');
  });
});

const step = fc.record({
  gap: fc.nat(30),
  state: fc.constantFrom('secured', 'highSeverity'),
  /** How long it takes until it happens, and from there until it is acknowledged. */
  until: fc.nat(20),
  after: fc.nat(20),
});

test('whatever a faithful service answers is correct', () => {
  const read = fc.record({ start: fc.nat(800), seen: fc.nat(20), after: fc.nat(20) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), fc.array(read), (steps, reads) => {
      let now = 0;
      const writes = steps.map(({ gap, state, until, after }) => {
        now += gap;
        return { state, started: now, happened: now + until, ended: now + until + after };
      });
      const happened = [...writes.entries()].sort(
        ([i, a], [j, b]) => a.happened - b.happened || i - j,
      );
      const stateAt = (instant: number) =>
        happened.filter(([, write]) => write.happened <= instant).at(-1)?.[1].state ?? 'secured';
      for (const { start, seen, after } of reads) {
        const oracle = createOracle({ ...settings, freshness: 0 });
        const ended = start + seen + after;
        for (const write of writes.filter(({ started }) => started <= ended)) {
          const told = oracle.write(write.state, write.started);
          if (write.ended <= ended) told.ended = write.ended;
        }
        const answer = settings.verdictOf(stateAt(start + seen));
        expect(oracle.judge(answer, start, ended)).toBe('correct');
      }
    }),
  );
});
