import { describe, expect, it } from 'vitest';
import type { Capability } from '../../../../simulator/port/capability.ts';
import type { Course } from '../../../../simulator/port/target.ts';
import { decline } from '../../../../simulator/target/http/decline.ts';
import {
  actingNames,
  capabilitiesOf,
  shownNames,
  type TargetClock,
} from '../../../../simulator/target/http/setup.ts';
import { foreignSetup } from './setups.ts';

const start = Date.parse('2026-01-05T09:00:00Z');
const hour = 3_600_000;
const course = (rest: Partial<Course> = {}): Course => {
  return { start, instants: [start], operations: [], readings: {}, ...rest };
};
const of = (rest: Parameters<typeof foreignSetup>[1]) => foreignSetup('http://example', rest);

describe('what a target file claims', () => {
  it('leaves out what follows from the clock and from what is shown', () => {
    const derived: Capability[] = ['clock-control', 'reasons', 'events', 'org-data'];
    expect(derived.filter((name) => actingNames.includes(name))).toEqual([]);
    expect(actingNames).toContain('app-launch');
  });

  it.each<[string, Parameters<typeof foreignSetup>[1], readonly Capability[]]>([
    ['nothing but messages', { shows: ['partnerState'] }, ['partner', 'clock-control']],
    [
      'a clock that runs',
      { clock: { kind: 'running', factor: 1, atMost: 0, apart: 0 } },
      ['partner'],
    ],
    ['reasons of one kind', { shows: ['accessReasons'] }, ['partner', 'clock-control', 'reasons']],
    ['events', { shows: ['events'] }, ['partner', 'clock-control', 'events']],
    ['apps, which are no claim that they open', { shows: ['apps'] }, ['partner', 'clock-control']],
  ])('%s', (_what, rest, expected) => {
    expect([...capabilitiesOf(of(rest))].sort()).toEqual([...expected].sort());
  });

  it('can be everything', () => {
    const all = capabilitiesOf(of({ can: actingNames, shows: shownNames }));
    expect([...actingNames].every((name) => all.has(name))).toBe(true);
    expect(all.has('reasons') && all.has('org-data') && all.has('events')).toBe(true);
  });
});

describe('a case is declined', () => {
  it('for a verb that is lacking although the rest of its kind is there', () => {
    const setup = of({ lacks: ['raiseError', 'heartbeat', 'tap'] });
    const operations = [
      { do: 'raiseError', partner: 'lookout' },
      { do: 'heartbeat', partner: 'lookout' },
    ] as const;
    expect(decline(setup, course({ operations }))).toBe('needs heartbeat, raiseError');
    expect(decline(setup, course())).toBeNull();
  });

  it('where nobody can speak for a partner', () => {
    const operations = [{ do: 'heartbeat', partner: 'zimperium' }] as const;
    expect(decline(of({}), course({ operations }))).toBe('needs credentials of zimperium');
    // An admin says it of the partner; the partner itself says nothing.
    const admin = [{ do: 'revokeConsent', partner: 'zimperium' }] as const;
    expect(decline(of({}), course({ operations: admin }))).toBeNull();
  });

  it('where it is for another reading than the target has', () => {
    const setup = of({ readings: { unresponsiveBoundary: 'gte' } });
    const other = course({ readings: { unresponsiveBoundary: 'gt' } });
    expect(decline(setup, other)).toBe('for the reading unresponsiveBoundary=gt');
    const same = course({ readings: { unresponsiveBoundary: 'gte', scanAgeing: hour } });
    expect(decline(setup, same)).toBeNull();
  });
});

describe('a clock that runs by itself', () => {
  const running = (rest: object = {}): TargetClock => {
    return { kind: 'running', factor: 1, atMost: 60_000, apart: 1_000, ...rest };
  };
  const at = (...offsets: readonly number[]) =>
    course({ instants: offsets.map((offset) => start + offset) });

  it.each<[string, TargetClock, Course, string | null]>([
    ['an hour on a real one', running(), at(0, hour), 'lasts longer than 60 s'],
    ['a minute on a real one', running(), at(0, 60_000), null],
    ['an hour on one that is fast', running({ factor: 3600 }), at(0, hour), null],
    ['looks too near each other', running(), at(0, 30_000, 30_001), 'looks twice within 1 s'],
    [
      'too near because it is fast',
      running({ factor: 60 }),
      at(0, 30_000),
      'looks twice within 1 s',
    ],
    ['a first look too near the start', running(), at(999), 'looks twice within 1 s'],
    ['one instant', running({ atMost: 0 }), at(0, 0), null],
    ['anything on one that is set', { kind: 'stepped' }, at(0, 1, 8760 * hour), null],
  ])('%s', (_what, clock, given, expected) => {
    const said = decline(of({ clock }), given);
    if (expected === null) expect(said).toBeNull();
    else expect(said).toContain(expected);
  });
});
