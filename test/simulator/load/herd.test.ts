import { expect, test } from 'vitest';
import { herdOf } from '../../../simulator/load/herd.ts';
import type { Executor, Phase } from '../../../simulator/load/phase.ts';

const phase = (name: string, executor: Executor, duration: number): Phase => ({
  name,
  executor,
  duration,
  spacing: 'even',
  isWarmUp: false,
});

test('the largest herd is where most requests fall into a tenth of a second', () => {
  const steady = phase('steady', { kind: 'constantRate', rate: 100 }, 2_000);
  const rise = phase('rise', { kind: 'stairs', from: 100, step: 200, each: 1_000 }, 3_000);
  expect(herdOf([steady, rise], 1)).toEqual({ requests: 50, phase: 'rise', at: 4_000 });
  const rush = phase('rush', { kind: 'atOnce', requests: 300 }, 5_000);
  expect(herdOf([steady, rush, rise], 1)).toEqual({ requests: 300, phase: 'rush', at: 2_000 });
  expect(herdOf([], 1).requests).toBe(0);
});
