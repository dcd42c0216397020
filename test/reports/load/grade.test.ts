import { describe, expect, test } from 'vitest';
import { type Evidence, gradeRun } from '../../../reports/load/grade.ts';
import { type LoadHistogram, newHistogram, record } from '../../../reports/load/histogram.ts';
import type { Instrument, ThreadReading } from '../../../reports/load/instrument.ts';
import { noSums } from '../../../reports/load/sums.ts';

const thread: ThreadReading = {
  name: 'requests 1',
  utilisation: 0.4,
  loopDelayP99: 900,
  loopDelayMost: 3_000,
  cpu: 4_000_000,
  waitedForCpu: 100_000,
  collections: 3,
  collecting: 9_000,
  longestCollection: 4_000,
};

const instrument: Instrument = {
  threads: [thread],
  machine: {
    wall: 10_000_000,
    cpu: 5_000_000,
    rss: 1e8,
    steal: 0,
    busy: 0.5,
    loadAverage: 1,
    listenOverflows: 0,
    sockets: 10,
  },
  neighbourhood: 'other-cores',
  calibration: { floorP50: 200, floorP99: 900, ceiling: 20_000 },
};

const times = (value: number): { measured: LoadHistogram; atLeast: LoadHistogram } => {
  const measured = newHistogram();
  for (let count = 0; count < 1_000; count++) record(measured, value);
  return { measured, atLeast: newHistogram() };
};

const good: Evidence = {
  sums: { ...noSums, offered: 1_000, started: 1_000, completed: 1_000, unchecked: 1_000 },
  response: times(2_000),
  lag: times(100),
  rate: 1_000,
  instrument,
  failures: [],
};

const having = (changes: Partial<Evidence>): Evidence => ({ ...good, ...changes });
const seen = (changes: Partial<Instrument>): Evidence =>
  having({ instrument: { ...instrument, ...changes } });
const machine = (changes: Partial<Instrument['machine']>): Evidence =>
  seen({ machine: { ...instrument.machine, ...changes } });
const worker = (changes: Partial<ThreadReading>): Evidence =>
  seen({ threads: [{ ...thread, ...changes }] });

/** What was seen, the grade, and the reason given first. */
const table: readonly (readonly [string, Evidence, string, RegExp | null])[] = [
  ['nothing doubtful', good, 'VALID', null],
  ['a thread that died', having({ failures: ['a thread ended'] }), 'INVALID', /a thread ended/],
  [
    'sums that do not add up',
    having({ sums: { ...good.sums, started: 999 } }),
    'INVALID',
    /offered = started \+ dropped does not add up: 1000 is not 999/,
  ],
  ['nothing offered', having({ sums: noSums }), 'INVALID', /nothing was offered/],
  ['a busy loop', worker({ utilisation: 0.81 }), 'DEGRADED', /use of requests 1 is 81.0 %/],
  ['a full loop', worker({ utilisation: 0.96 }), 'INVALID', /is 96.0 %, above 95.0 %/],
  ['a slow loop', worker({ loopDelayP99: 5_001 }), 'DEGRADED', /event loop delay p99/],
  ['a hungry thread', worker({ waitedForCpu: 2e6 }), 'DEGRADED', /waited for a processor/],
  [
    'a late start',
    having({ lag: times(6_000), response: times(1e6) }),
    'DEGRADED',
    /start lag p99/,
  ],
  ['a very late start', having({ lag: times(110_000) }), 'INVALID', /start lag p99 is 110/],
  ['lag in what it measures', having({ lag: times(1_500) }), 'INVALID', /as a share of response/],
  ['lag below a millisecond', having({ lag: times(900), response: times(950) }), 'VALID', null],
  ['stolen time', machine({ steal: 0.02 }), 'DEGRADED', /stolen by the host is 2.0 %/],
  ['much stolen time', machine({ steal: 0.2 }), 'INVALID', /stolen/],
  ['a full queue', machine({ listenOverflows: 3 }), 'DEGRADED', /3 connections met a full queue/],
  ['the same cores', seen({ neighbourhood: 'same-cores' }), 'DEGRADED', /share processor cores/],
  ['unknown cores', seen({ neighbourhood: 'unknown' }), 'DEGRADED', /nobody can say/],
  ['no calibration', seen({ calibration: null }), 'DEGRADED', /not calibrated/],
  ['near its ceiling', having({ rate: 17_000 }), 'DEGRADED', /85.0 %/],
  ['above its ceiling', having({ rate: 21_000 }), 'INVALID', /105.0 %/],
];

describe('a measurement is graded', () => {
  test.each(table)('%s', (_, evidence, grade, because) => {
    const graded = gradeRun(evidence);
    expect(graded.grade).toBe(grade);
    if (because === null) expect(graded.doubts).toEqual([]);
    else expect(graded.doubts[0]?.because).toMatch(because);
  });
});
