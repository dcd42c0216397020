import type { Finding } from '../../../reports/load/finding.ts';
import { record } from '../../../reports/load/histogram.ts';
import type { HonestyRecord } from '../../../reports/load/honesty.ts';
import type { Instrument } from '../../../reports/load/instrument.ts';
import { confuse, detectionOf, sliceOf } from '../../../reports/load/judgement-record.ts';
import { newPhaseRecord, type PhaseRecord } from '../../../reports/load/phase-record.ts';
import { newSeries } from '../../../reports/load/series.ts';
import { type LoadSummary, type Provenance, summarizeRun } from '../../../reports/load/summary.ts';
import { judgeLoadThreshold, parseLoadThreshold } from '../../../reports/load/threshold.ts';
import { scrambled } from '../../../simulator/fleet/chance.ts';
import { arrivalsOf, peakRateOf } from '../../../simulator/load/arrivals.ts';
import {
  type Course,
  type Flight,
  writeAnswer,
  writeError,
  writeJudged,
  writeStarted,
  writeUnseen,
} from '../../../simulator/load/flight.ts';
import type { Phase } from '../../../simulator/load/phase.ts';
import { phaseText } from '../../../simulator/load/phase-text.ts';
import { stepsOf } from '../../../simulator/load/steps.ts';

const phase = (name: string, changes: Pick<Phase, 'executor' | 'duration'>): Phase => ({
  name,
  spacing: 'even',
  isWarmUp: name === 'warm-up',
  ...changes,
});

const phases: readonly Phase[] = [
  phase('warm-up', { executor: { kind: 'constantRate', rate: 400 }, duration: 5_000 }),
  phase('steady', { executor: { kind: 'constantRate', rate: 1_500 }, duration: 20_000 }),
  phase('stairs', {
    executor: { kind: 'stairs', from: 800, step: 700, each: 5_000 },
    duration: 20_000,
  }),
];

const timeout = 2_000_000;
const mostInFlight = 2_500;
const frozen = { from: 15_000_000, until: 17_000_000 };
const slots = 40;

const chance = (sequence: number, purpose: number): number =>
  (scrambled(sequence * 8 + purpose) >>> 0) / 0x1_0000_0000;

/** A service with so many hands, which freezes for a while; on a clock of its own. */
const newService = () => {
  const free = new Float64Array(slots);
  return (came: number, cost: number): readonly [sent: number, ended: number] => {
    let hand = 0;
    for (let each = 1; each < slots; each++) {
      if ((free[each] ?? 0) < (free[hand] ?? 0)) hand = each;
    }
    const sent = Math.max(came, free[hand] ?? 0);
    const start = sent >= frozen.from && sent < frozen.until ? frozen.until : sent;
    free[hand] = start + cost;
    return [sent, start + cost];
  };
};

interface Stage {
  readonly course: Course;
  readonly record: PhaseRecord;
  readonly serve: ReturnType<typeof newService>;
  /** When those that fly will be over, rising. */
  readonly ends: number[];
}

/** What becomes of a request that is served from one instant to another. */
const land = (
  { course, record: of }: Stage,
  flight: Flight,
  sequence: number,
  [sent, ended]: readonly [number, number],
): void => {
  const status = chance(sequence, 5) < 0.003 ? 503 : 200;
  const lot = chance(sequence, 6);
  record(of.firstByte, (ended - sent) * 0.9);
  record(of.service, ended - sent);
  writeAnswer(flight, status, ended, course);
  const judged = lot < 0.0001 ? 'wrong' : lot < 0.001 ? 'stale' : 'correct';
  if (status === 200) writeJudged(flight, judged, course);
};

const serveOne = (stage: Stage, flight: Flight, sequence: number, started: number): void => {
  const { course, record: of, serve, ends } = stage;
  const { intended } = flight;
  const cost = 6_000 + 12_000 * chance(sequence, 2) + 60_000 * chance(sequence, 3) ** 24;
  const [sent, ended] = serve(started, cost);
  const over = Math.min(ended, intended + timeout);
  ends.splice(ends.findLastIndex((end) => end <= over) + 1, 0, over);
  if (ended - intended > timeout) writeUnseen(flight, 'timedOut', timeout, course);
  else {
    record(of.wait, sent - started);
    if (chance(sequence, 4) < 0.0004) {
      writeError(of, 'ECONNRESET', ended, course);
      writeUnseen(flight, 'lost', ended - intended, course);
    } else land(stage, flight, sequence, [sent, ended]);
  }
};

const fly = (stage: Stage, due: number, sequence: number): void => {
  const { course, record: of, ends } = stage;
  of.sums.offered += 1;
  while ((ends[0] ?? Number.POSITIVE_INFINITY) <= due) ends.shift();
  const flight: Flight = { intended: due, phase: of, isOver: false, giveUp: () => undefined };
  if (ends.length >= mostInFlight) writeUnseen(flight, 'dropped', timeout, course);
  else {
    const started = due + 40 + 400 * chance(sequence, 1) ** 6;
    writeStarted(flight, started, course);
    serveOne(stage, flight, sequence, started);
  }
};

const play = () => {
  const series = newSeries();
  const course = { series, epoch: 0 };
  const serve = newService();
  const ends: number[] = [];
  let [start, sequence] = [0, 0];
  const records = phases.map((each, index) => {
    const of = newPhaseRecord();
    for (const offset of arrivalsOf(each, 1 + index)) {
      fly({ course, record: of, serve, ends }, start + offset, sequence);
      sequence += 1;
    }
    start += each.duration * 1_000;
    return of;
  });
  return { records, series };
};

const finding: Finding = {
  judged: 'wrong',
  sequence: 31_415,
  at: 1_767_603_631_000,
  device: 'd17',
  number: 17,
  platform: 'android',
  partners: ['lookout'],
  request: 'read',
  expected: ['noncompliant'],
  got: 'compliant',
  held: { lookout: 'highSeverity' },
  timeline: [
    { at: 1_767_603_612_000, ended: 1_767_603_612_012, what: 'read', answer: 'compliant' },
    {
      at: 1_767_603_630_000,
      ended: 1_767_603_630_020,
      what: 'report lookout highSeverity',
      answer: 'accepted',
    },
    { at: 1_767_603_630_500, ended: null, what: 'checkIn', answer: null },
  ],
};

/** As if the answers had been about a fleet. */
const judge = ({ judgements }: PhaseRecord): void => {
  for (const [slice, count] of [
    ['lookout/android', 900],
    ['zimperium/ios', 400],
  ] as const) {
    const { measured, atLeast } = detectionOf(judgements, slice);
    for (let each = 0; each < count; each++)
      record(measured, 20_000 + 9_000_000 * chance(each, 7) ** 3);
    for (let each = 0; each < 3; each++) record(atLeast, 8_000_000);
  }
  const slices = [
    'platform/android',
    'platform/ios',
    'request/reads',
    'request/messages',
    'vendor/lookout',
    'os/android 15',
  ];
  for (const [at, name] of slices.entries()) {
    const slice = sliceOf(judgements, name);
    Object.assign(slice, {
      answered: 2_000 + at * 700,
      failed: at * 13,
      correct: 1_990,
      wrong: at % 3,
    });
    for (let each = 0; each < 2_000; each++) record(slice.response, 5_000 + at * 900 + each);
  }
  confuse(judgements, 'compliance|noncompliant|noncompliant', 4_000);
  confuse(judgements, 'compliance|compliant|compliant', 30_000);
  confuse(judgements, 'compliance|noncompliant|compliant', 5);
  judgements.findings = [finding, { ...finding, sequence: 40_000, judged: 'stale' }];
};

const provenance: Provenance = {
  tool: 'mtd-muster 0.1.0',
  node: 'v20.20.2',
  system: 'linux 6.1 x64',
  processor: 'Some Processor',
  cores: 8,
  startedAt: '2026-01-05T09:00:00.000Z',
  command: 'muster load --target http://127.0.0.1:8080 --rate 800+700/5s --for 20s',
};

const instrument: Instrument = {
  threads: [
    {
      name: 'pacer',
      utilisation: null,
      loopDelayP99: null,
      loopDelayMost: null,
      cpu: 900_000,
      waitedForCpu: 4_000,
      collections: 2,
      collecting: 3_000,
      longestCollection: 2_000,
    },
    {
      name: 'requests 1',
      utilisation: 0.84,
      loopDelayP99: 1_200,
      loopDelayMost: 14_000,
      cpu: 21_000_000,
      waitedForCpu: 300_000,
      collections: 41,
      collecting: 160_000,
      longestCollection: 9_000,
    },
  ],
  machine: {
    wall: 40_000_000,
    cpu: 23_000_000,
    rss: 190_000_000,
    steal: 0.002,
    busy: 0.31,
    loadAverage: 2.1,
    listenOverflows: 0,
    sockets: 50,
  },
  neighbourhood: 'other-cores',
  calibration: { floorP50: 310, floorP99: 1_400, ceiling: 14_200 },
};

const madeUpHonesty: HonestyRecord = {
  format: 'muster-honesty/1',
  verdict: 'honest',
  provenance: { ...provenance, command: 'muster selftest honesty' },
  figures: [
    {
      experiment: 'Freezing server',
      what: 'response time p99',
      told: 1_803_000,
      truth: 1_800_500,
      unit: 'µs',
      tolerance: { share: 0.05, amount: 5_000 },
      isTimed: true,
    },
  ],
  claims: [
    {
      experiment: 'Saturated driver',
      what: 'the measurement is graded INVALID',
      holds: true,
      seen: 'INVALID',
      isTimed: false,
    },
  ],
  disturbances: [],
};

const texts = [
  'response_p99 < 50ms',
  'lost == 0',
  'completed >= 90%',
  'lag_p99 < 5ms',
  'detection_p50 < 5m',
];

/** A run of 45 s that was played on a made-up clock: it warms up, freezes, and falls behind. */
export const madeUpLoad = (changes: Partial<LoadSummary> = {}): LoadSummary => {
  const { records, series } = play();
  const steady = records[1];
  if (steady !== undefined) judge(steady);
  const run = summarizeRun({
    provenance,
    target: 'http://127.0.0.1:8080',
    profile: { name: 'fixed', digest: '0123456789abcdef' },
    seed: 1,
    settings: { threads: 1, connections: 40, timeout: timeout / 1_000, mostInFlight },
    wasStopped: false,
    instrument,
    frames: phases.map((each, index) => {
      const offered = records[index]?.sums.offered ?? 0;
      const planned = { mean: (offered * 1_000) / each.duration, peak: peakRateOf(each) };
      const { name, isWarmUp, duration } = each;
      const steps = stepsOf(each);
      const frame = { name, isWarmUp, duration, planned, shape: phaseText(each) };
      return steps.length === 0 ? frame : { ...frame, steps };
    }),
    records,
    series,
    failures: [],
  });
  const thresholds = texts.flatMap((text) => {
    const parsed = parseLoadThreshold(text);
    return parsed.ok ? [judgeLoadThreshold(parsed.threshold, run.measured)] : [];
  });
  return { ...run, thresholds, honesty: madeUpHonesty, ...changes };
};

/** A short one that asked next to nothing and knows next to nothing. */
export const emptyLoad = (): LoadSummary => {
  const [first] = phases;
  if (first === undefined) throw new Error('there is no phase');
  const frame = { name: 'measured', isWarmUp: false, shape: '1/s for 5 s', duration: 5_000 };
  const run = summarizeRun({
    provenance,
    target: 'http://127.0.0.1:8080',
    profile: { name: 'fixed', digest: '0123456789abcdef' },
    seed: 1,
    settings: { threads: 1, connections: 1, timeout: 1_000, mostInFlight: 1 },
    wasStopped: true,
    instrument: { ...instrument, calibration: null, neighbourhood: 'unknown', threads: [] },
    frames: [{ ...frame, planned: { mean: 1, peak: 1 } }],
    records: [newPhaseRecord()],
    series: newSeries(),
    failures: [],
  });
  return { ...run, thresholds: [] };
};
