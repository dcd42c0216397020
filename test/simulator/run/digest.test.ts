import { expect, test } from 'vitest';
import { defaultReadings } from '../../../core/readings.ts';
import type { Observation } from '../../../simulator/port/observation.ts';
import { digestOf } from '../../../simulator/run/digest.ts';
import { runCase } from '../../../simulator/run/run-case.ts';
import { shuffled } from '../../../simulator/run/shuffle.ts';
import { fakeCase, fakeTarget, reasonsAre, type Script, stateIs, step } from './fake.ts';

const expectations = [stateIs('compliant'), reasonsAre()];
const kase = fakeCase({
  steps: [
    step(0, {
      basis: 'inferred',
      operations: [{ operation: { do: 'heartbeat', partner: 'lookout' }, span: fakeCase().span }],
      expectations,
    }),
  ],
});
const showing = (observation: Observation): Script => ({ observe: () => observation });
const trace = async (script: Script) =>
  (await runCase(kase, fakeTarget(script), defaultReadings)).trace;

test('the order of keys and of reasons is no fact', async () => {
  const a = showing({ complianceState: 'noncompliant', reasons: ['not-in-contact', 'x'] });
  const b = showing({ reasons: ['x', 'not-in-contact'], complianceState: 'noncompliant' });
  expect(await trace(a)).toBe(await trace(b));
});

test.each([
  ['a state', showing({ complianceState: 'noncompliant', reasons: [] })],
  ['a reason', showing({ complianceState: 'compliant', reasons: ['not-in-contact'] })],
  ['a field that is not shown', showing({ complianceState: 'compliant' })],
  [
    'a reply',
    {
      ...showing({ complianceState: 'compliant', reasons: [] }),
      perform: () => ({ result: 'refused', code: null }),
    },
  ],
  [
    'an event',
    {
      ...showing({ complianceState: 'compliant', reasons: [] }),
      events: () => [{ event: 'mark', device: 'pixel' }],
    },
  ],
] satisfies readonly (readonly [string, Script])[])(
  '%s that differs changes the trace',
  async (_title, script) => {
    const plain = showing({ complianceState: 'compliant', reasons: [] });
    expect(await trace(script)).not.toBe(await trace(plain));
  },
);

test('the same fact at another instant is another trace', async () => {
  const at = async (moment: number) => {
    const steps = [step(moment, { expectations: [stateIs('compliant')] })];
    const script = showing({ complianceState: 'compliant' });
    return (await runCase(fakeCase({ steps }), fakeTarget(script), defaultReadings)).trace;
  };
  expect(await at(5)).toBe(await at(5));
  expect(await at(5)).not.toBe(await at(6));
});

test('a field nobody asked for is no fact of the run', async () => {
  const plain = { complianceState: 'compliant', reasons: [] } as const;
  expect(await trace(showing({ ...plain, personalData: 'wiped' }))).toBe(
    await trace(showing(plain)),
  );
});

test('the digest of a run knows no order, but every outcome', async () => {
  const one = await runCase(fakeCase({ id: 'a' }), fakeTarget(), defaultReadings);
  const two = await runCase(fakeCase({ id: 'b' }), fakeTarget(), defaultReadings);
  expect(digestOf([one, two])).toBe(digestOf([two, one]));
  expect(digestOf([one, two])).not.toBe(digestOf([one]));
  expect(digestOf([one, two])).not.toBe(digestOf([one, { ...two, outcome: 'known-failing' }]));
  expect(digestOf([one, two])).not.toBe(digestOf([one, { ...two, trace: one.id }]));
});

test('shuffling depends on the seed alone, loses nothing, and does shuffle', () => {
  const items = Array.from({ length: 50 }, (_, i) => i);
  expect(shuffled(items, 7)).toEqual(shuffled(items, 7));
  expect(shuffled(items, 7)).not.toEqual(shuffled(items, 8));
  expect(shuffled(items, 7)).not.toEqual(items);
  expect([...shuffled(items, 7)].sort((a, b) => a - b)).toEqual(items);
});
