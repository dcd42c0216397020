import { describe, expect, test } from 'vitest';
import { defaultReadings } from '../../../core/readings.ts';
import type { Observation, Query } from '../../../simulator/port/observation.ts';
import type { Course } from '../../../simulator/port/target.ts';
import { runCase } from '../../../simulator/run/run-case.ts';
import type { Case } from '../../../simulator/scenario/case.ts';
import {
  fakeCase,
  fakeTarget,
  reasonsAre,
  type Script,
  start,
  stateIs,
  step,
  watch,
} from './fake.ts';

const run = (kase: Case, script: Script, turned = {}) =>
  runCase(kase, fakeTarget(script), defaultReadings, turned);

const shows =
  (observation: Observation) =>
  (_query: Query): Observation =>
    observation;

const compliant = { observe: shows({ complianceState: 'compliant' }) };
const noncompliant = { observe: shows({ complianceState: 'noncompliant' }) };

describe('verdicts', () => {
  test.each([
    ['what is expected', 'documented', compliant, 'met'],
    ['something else, documented', 'documented', noncompliant, 'violated'],
    ['something else, inferred', 'inferred', noncompliant, 'interpretive'],
    ['something else, unspecified', 'unspecified', noncompliant, 'interpretive'],
    ['nothing, documented', 'documented', {}, 'not-demonstrated'],
    ['nothing, inferred', 'inferred', {}, 'interpretive'],
  ] as const)('a target that shows %s', async (_title, basis, script, outcome) => {
    const steps = [step(0, { basis, expectations: [stateIs('compliant')] })];
    const result = await run(fakeCase({ steps }), script);
    expect(result.outcome).toBe(outcome);
    expect(result.differences).toHaveLength(outcome === 'met' ? 0 : 1);
    expect(result.looked).toBe(1);
  });

  test('the worst of several expectations is the outcome', async () => {
    const steps = [
      step(0, { basis: 'inferred', expectations: [stateIs('noncompliant')] }),
      step(1, { expectations: [stateIs('noncompliant')] }),
    ];
    const result = await run(fakeCase({ steps }), compliant);
    expect(result.outcome).toBe('violated');
    expect(result.differences.map(({ offset, basis }) => [offset, basis])).toEqual([
      ['0ms', 'inferred'],
      ['1ms', 'documented'],
    ]);
  });

  test('a capability the target lacks means not run, and nothing is asked of it', async () => {
    const log: string[] = [];
    const script = { ...compliant, capabilities: ['admin'] as const, log };
    const result = await run(fakeCase({ needs: ['admin', 'flows', 'token'] }), script);
    expect(result).toMatchObject({ outcome: 'not-run', because: 'needs flows, token', looked: 0 });
    expect(log).toEqual([]);
  });
});

describe('what a target cannot do, and what it cannot show', () => {
  const looking = {
    needs: ['partner', 'reasons'],
    looksFor: ['reasons'],
    steps: [step(0, { expectations: [stateIs('compliant'), reasonsAre()] })],
  } as const;

  test('what it cannot show keeps the rest from nothing, and is not demonstrated', async () => {
    const shown = { ...compliant, capabilities: ['partner'] as const };
    const result = await run(fakeCase(looking), shown);
    expect(result).toMatchObject({ outcome: 'not-demonstrated', looked: 2 });
    expect(result.differences).toHaveLength(1);
  });

  test('a wrong verdict is found although the reasons cannot be seen', async () => {
    const steps = [step(0, { expectations: [stateIs('noncompliant'), reasonsAre()] })];
    const shown = { ...compliant, capabilities: ['partner'] as const };
    expect((await run(fakeCase({ ...looking, steps }), shown)).outcome).toBe('violated');
  });

  test('what the file itself names under `needs` is needed', async () => {
    const shown = { ...compliant, capabilities: ['partner'] as const };
    const result = await run(fakeCase({ ...looking, looksFor: [] }), shown);
    expect(result).toMatchObject({ outcome: 'not-run', because: 'needs reasons' });
  });

  test('a target that declines is told the whole course, and speaks for its clock', async () => {
    const seen: unknown[] = [];
    const course = {
      needs: ['clock-control'],
      readings: { unresponsiveBoundary: 'gt' },
      steps: [step(0), step(5, { expectations: [stateIs('compliant')] })],
      watches: [watch('always', { instants: [start + 2] })],
    } as const;
    const asked = fakeCase(course);
    const declines = (given: Course) => {
      seen.push(given);
      return given.operations.length === 0 ? 'for no reason' : null;
    };
    const target = { ...fakeTarget({ ...compliant, capabilities: [] }), declines };
    const result = await runCase(asked, target, defaultReadings);
    expect(result).toMatchObject({ outcome: 'not-run', because: 'for no reason', looked: 0 });
    expect(seen).toEqual([
      {
        start,
        instants: [start, start + 2, start + 5],
        operations: [],
        readings: course.readings,
      },
    ]);
    const willing = { ...target, declines: () => null };
    expect((await runCase(asked, willing, defaultReadings)).outcome).toBe('met');
  });
});

describe('breaking', () => {
  const crash = (): never => {
    throw new Error('the cable is out\nwith a second line');
  };
  test.each([
    ['observing', { observe: crash }, '0ms (fake.yaml:20:3)'],
    ['closing', { ...compliant, close: crash }, 'closing the target'],
  ])('a crash while %s is an error with its place', async (_title, script, where) => {
    const result = await run(fakeCase(), script);
    expect(result.outcome).toBe('error');
    expect(result.because).toBe(`the target broke at ${where}: the cable is out`);
  });

  test('a target that cannot be opened is an error', async () => {
    const target = { ...fakeTarget(), open: crash };
    const result = await runCase(fakeCase(), target, defaultReadings);
    expect(result.because).toContain('opening the target: the cable is out');
  });

  test('what broke first is told, not what closing then did', async () => {
    const close = () => {
      throw new Error('second');
    };
    const result = await run(fakeCase(), { observe: crash, close });
    expect(result.because).toContain('the cable is out');
  });
});

describe('lists', () => {
  const reasons = (...codes: readonly string[]) => ({ observe: shows({ reasons: codes }) });
  const expecting = (...codes: readonly string[]) =>
    fakeCase({ steps: [step(0, { expectations: [reasonsAre(...codes)] })] });

  test('both sides are put into canonical order', async () => {
    const kase = expecting('scan-missing/zimperium', 'threat-above-limit/lookout');
    const result = await run(kase, reasons('threat-above-limit/lookout', 'scan-missing/zimperium'));
    expect(result.outcome).toBe('met');
  });

  test('a right verdict with a reason too many is a failure', async () => {
    const script = reasons('threat-above-limit/lookout', 'scan-missing/zimperium');
    const result = await run(expecting('threat-above-limit/lookout'), script);
    expect(result.differences[0]).toMatchObject({
      expected: '[threat-above-limit/lookout]',
      observed: '[threat-above-limit/lookout, scan-missing/zimperium]',
    });
  });

  test('no reasons is not the same as reasons that are not shown', async () => {
    expect((await run(expecting(), reasons())).outcome).toBe('met');
    expect((await run(expecting(), {})).outcome).toBe('not-demonstrated');
  });
});

describe('fields that are maps', () => {
  const field = (name: 'apps' | 'threatState' | 'access' | 'tokens', expected: string) =>
    fakeCase({
      steps: [
        step(0, {
          expectations: [{ ...stateIs(expected), field: name, key: 'outlook' } as never],
        }),
      ],
    });
  test.each([
    ['apps', 'allowed', { apps: { outlook: 'allowed' } }, 'met'],
    ['apps', 'allowed', { apps: {} }, 'violated'],
    ['threatState', 'none', { threatState: {} }, 'met'],
    ['tokens', 'none', { tokens: {} }, 'met'],
    ['access', 'granted', { access: {} }, 'not-demonstrated'],
  ] as const)('%s.outlook expected %s', async (name, expected, observation, outcome) => {
    const result = await run(field(name, expected), { observe: shows(observation) });
    expect(result.outcome).toBe(outcome);
  });
});

describe('order', () => {
  test('time, then what is done, then what is looked at; watches between the steps', async () => {
    const log: string[] = [];
    const heartbeat = { operation: { do: 'heartbeat', partner: 'lookout' } as const, span: start };
    const steps = [
      step(0, { operations: [heartbeat as never] }),
      step(10, { expectations: [stateIs('compliant')] }),
    ];
    const watches = [
      watch('always', { from: start + 5, until: start + 20, instants: [start + 7] }),
    ];
    await run(fakeCase({ steps, watches }), { ...compliant, log });
    expect(log).toEqual([
      'advance 0',
      'do heartbeat',
      'advance 7',
      'observe device',
      'advance 10',
      'observe device',
    ]);
  });
});

describe('watches', () => {
  const at = (moment: number, state: 'compliant' | 'noncompliant') => ({
    observe: (_query: Query, now: number): Observation => ({
      complianceState:
        now === moment ? state : state === 'compliant' ? 'noncompliant' : 'compliant',
    }),
  });
  const noSteps = [step(0)];
  const instants = [start + 500, start + 999];

  test('never sees a moment between two steps', async () => {
    const kase = fakeCase({ steps: noSteps, watches: [watch('never', { instants })] });
    const result = await run(kase, at(500, 'compliant'));
    expect(result.outcome).toBe('violated');
    expect(result.differences).toMatchObject([
      { offset: '500ms', atMs: 500, expected: 'never compliant', observed: 'compliant' },
    ]);
    expect((await run(kase, at(700, 'compliant'))).outcome).toBe('met');
  });

  test('always sees one moment at which it does not hold, and tells the first alone', async () => {
    const kase = fakeCase({ steps: noSteps, watches: [watch('always', { instants })] });
    const result = await run(kase, noncompliant);
    expect(result.differences).toHaveLength(1);
    expect(result.differences[0]).toMatchObject({ offset: '0ms', expected: 'always compliant' });
    expect((await run(kase, compliant)).outcome).toBe('met');
  });

  test('the end of a window is outside it', async () => {
    const steps = [step(0), step(1000)];
    const kase = fakeCase({ steps, watches: [watch('never')] });
    expect((await run(kase, at(1000, 'compliant'))).outcome).toBe('met');
    expect((await run(kase, at(0, 'compliant'))).outcome).toBe('violated');
  });

  test('never of several things needs all of them at once', async () => {
    const expectations = [stateIs('compliant'), reasonsAre()];
    const kase = fakeCase({ steps: noSteps, watches: [watch('never', { expectations })] });
    const observation = { complianceState: 'compliant', reasons: ['not-in-contact'] } as const;
    expect((await run(kase, { observe: shows(observation) })).outcome).toBe('met');
    const both = { complianceState: 'compliant', reasons: [] } as const;
    expect((await run(kase, { observe: shows(both) })).differences[0]?.expected).toBe(
      'never all of pixel.complianceState = compliant, pixel.reasons = []',
    );
    const half = { observe: shows({ complianceState: 'compliant' }) };
    expect((await run(kase, half)).outcome).toBe('not-demonstrated');
  });
});

describe('graded alternatives', () => {
  const alternative = (grade: 'met' | 'informational' | 'violated', state: string) => ({
    grade,
    span: { file: 'fake.yaml', line: 50, column: 9, length: 4 },
    expectations: [stateIs(state)],
  });
  const graded = [
    alternative('met', 'compliant'),
    alternative('informational', 'noncompliant'),
    alternative('violated', 'unknown'),
  ];
  const kase = fakeCase({ steps: [step(0, { graded })] });
  const state = (complianceState: 'compliant' | 'noncompliant' | 'unknown' | 'inGracePeriod') =>
    run(kase, { observe: shows({ complianceState }) });

  test('the first that holds gives the grade', async () => {
    expect((await state('compliant')).outcome).toBe('met');
    expect(await state('noncompliant')).toMatchObject({
      outcome: 'informational',
      because: 'recorded at 0ms: pixel.complianceState = noncompliant',
    });
    expect((await state('unknown')).outcome).toBe('violated');
  });

  test('none that holds is a difference of its own', async () => {
    const result = await state('inGracePeriod');
    expect(result.outcome).toBe('violated');
    expect(result.differences).toMatchObject([
      {
        expected: 'pixel.complianceState = compliant or pixel.complianceState = noncompliant',
        observed: 'pixel.complianceState = inGracePeriod',
      },
    ]);
    expect((await run(kase, {})).outcome).toBe('not-demonstrated');
  });
});

describe('events', () => {
  const wipe = { event: 'selectiveWipe', device: 'iphone', app: 'outlook' } as const;
  const expecting = (...exactly: readonly (typeof wipe)[]) =>
    fakeCase({
      steps: [
        step(0),
        step(10, {
          expectations: [
            { kind: 'events', exactly, span: { file: 'f', line: 1, column: 1, length: 1 } },
          ],
        }),
      ],
    });
  const at = (moment: number) => ({ events: (now: number) => (now === moment ? [wipe] : []) });

  test('those since the end of the step before, also where a watch looked in between', async () => {
    const kase = { ...expecting(wipe), watches: [watch('always', { instants: [start + 5] })] };
    expect((await run(kase, { ...compliant, ...at(5) })).outcome).toBe('met');
    expect((await run(expecting(wipe), at(10))).outcome).toBe('met');
    expect((await run(expecting(wipe), at(0))).outcome).toBe('violated');
  });

  test('one too many is a difference, and a target without events shows nothing', async () => {
    expect((await run(expecting(), at(10))).differences[0]).toMatchObject({
      subject: 'events',
      expected: '[]',
      observed: '[selectiveWipe iphone outlook]',
    });
    const script = { ...at(10), capabilities: ['admin'] as const };
    expect((await run(expecting(wipe), script)).outcome).toBe('not-demonstrated');
  });
});

describe('replies', () => {
  const report = {
    operation: { do: 'heartbeat', partner: 'lookout' } as const,
    span: { file: 'f', line: 1, column: 1, length: 1 },
  };
  const expecting = (expected: string) =>
    fakeCase({
      steps: [
        step(0, {
          operations: [report],
          expectations: [{ kind: 'reply', operation: 0, expected, span: report.span }],
        }),
      ],
    });
  const rejected = { perform: () => ({ result: 'rejected', code: 'device-unknown' }) as const };

  test.each([
    ['rejected', 'met'],
    ['device-unknown', 'met'],
    ['accepted', 'violated'],
  ])('expecting %s of a rejected report', async (expected, outcome) => {
    expect((await run(expecting(expected), rejected)).outcome).toBe(outcome);
  });
});

describe('readings', () => {
  const seen: string[] = [];
  const script: Script = {
    observe: (_query, _now, readings) => {
      seen.push(readings.misconfiguredAs);
      return { complianceState: 'noncompliant' };
    },
  };
  test("the file's win over the run's, and a turned one over both", async () => {
    const kase = fakeCase({ readings: { misconfiguredAs: 'noValidScan' } });
    const base = { ...defaultReadings, misconfiguredAs: 'lastKnown' } as const;
    const plain = await runCase(kase, fakeTarget(script), base);
    const turned = await run(kase, script, { misconfiguredAs: 'lastKnown' });
    expect(seen).toEqual(['noValidScan', 'lastKnown']);
    expect(plain).toMatchObject({ outcome: 'violated', readings: ['misconfiguredAs=noValidScan'] });
    expect(turned.outcome).toBe('interpretive');
    expect(turned.differences[0]?.basis).toBe('unspecified');
    expect(turned.because).toContain('misconfiguredAs=lastKnown');
  });

  test('a reading turned to what the file names anyway changes nothing', async () => {
    const kase = fakeCase({ readings: { misconfiguredAs: 'lastKnown' } });
    const result = await run(kase, script, { misconfiguredAs: 'lastKnown' });
    expect(result.outcome).toBe('violated');
  });

  test('a run under another reading than the file takes for granted is interpretive', async () => {
    const base = { ...defaultReadings, mtdRecalc: 'onCheckIn' } as const;
    const result = await runCase(fakeCase(), fakeTarget(script), base);
    expect(result.outcome).toBe('interpretive');
  });
});
