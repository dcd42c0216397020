import { describe, expect, test } from 'vitest';
import { newJudgementRecord, wholeDetection } from '../../../../reports/load/judgement-record.ts';
import { createWatch } from '../../../../simulator/load/mix/watch.ts';
import { oneKind, verdicts } from './one-kind.ts';

const [good, , bad] = verdicts;

const stage = () => {
  const phase = newJudgementRecord();
  const watch = createWatch();
  const tell = (device: number, before: typeof good, after: typeof good, due: number) =>
    watch.told({ device, kind: oneKind, partner: 'lookout', before, after, due, phase });
  const times = () => {
    const { measured, atLeast } = wholeDetection(phase);
    return { seen: [measured.count, measured.most], unseen: [atLeast.count, atLeast.most] };
  };
  return { phase, watch, tell, times };
};

describe('from a threat to the first answer that shows it', () => {
  test('time runs from when it was due until anybody sees what follows', () => {
    const { phase, watch, tell, times } = stage();
    tell(1, good, bad, 1_000);
    watch.seen(1, 'compliance', 'compliant', 2_000);
    watch.seen(2, 'token', 'denied', 2_500);
    watch.seen(1, 'token', 'denied', 4_000);
    watch.seen(1, 'compliance', 'noncompliant', 9_000);
    watch.close(10_000);
    expect(times()).toEqual({ seen: [1, 3_000], unseen: [0, 0] });
    expect([...phase.detections.keys()]).toEqual(['lookout/android']);
  });

  test('what nobody saw by the end took at least so long', () => {
    const { watch, tell, times } = stage();
    tell(1, good, bad, 1_000);
    watch.close(10_000);
    expect(times()).toEqual({ seen: [0, 0], unseen: [1, 9_000] });
  });

  test('and so did what was over before anybody looked', () => {
    const { watch, tell, times } = stage();
    tell(1, good, bad, 1_000);
    tell(1, bad, good, 6_000);
    watch.seen(1, 'compliance', 'noncompliant', 7_000);
    watch.close(10_000);
    expect(times()).toEqual({ seen: [0, 0], unseen: [1, 5_000] });
  });

  test('a further threat on a device that is threatened starts no new time', () => {
    const { watch, tell, times } = stage();
    tell(1, good, bad, 1_000);
    tell(1, bad, bad, 3_000);
    watch.seen(1, 'launch', 'blocked', 5_000);
    watch.close(10_000);
    expect(times()).toEqual({ seen: [1, 4_000], unseen: [0, 0] });
  });
});
