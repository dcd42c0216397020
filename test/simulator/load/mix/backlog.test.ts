import { describe, expect, test } from 'vitest';
import { newJudgementRecord, wholeDetection } from '../../../../reports/load/judgement-record.ts';
import { mixPhases } from '../../../../simulator/load/mix/mixed-traffic.ts';
import { openMix } from '../../../../simulator/load/mix/traffic.ts';
import { openLoad } from '../../../../simulator/load/profile/open-profile.ts';
import { diskIo } from '../../../../simulator/scenario/load.ts';
import { documentsOf } from '../../../../simulator/source/documents.ts';
import { shippedScenarios } from '../../../../simulator/source/package-root.ts';
import { mixOf } from './one-kind.ts';

const outage = () => {
  const documents = documentsOf(diskIo({ directory: shippedScenarios }));
  const { profile } = openLoad('loads/vendor-outage.yaml', documents, null);
  if (profile === null) throw new Error('the load cannot be read');
  return profile;
};

describe('a backlog', () => {
  test('knows where its phase stands among all arrivals, and when the cloud was away', () => {
    const phases = mixPhases(outage());
    expect(phases.map(({ first, arrivals }) => [first, arrivals])).toEqual([
      [0, 200],
      [200, 1_000],
      [1_200, 3_000],
      [4_200, 20],
      [4_220, 2_000],
    ]);
    expect(phases.map(({ backlog }) => backlog)).toEqual([
      null,
      null,
      null,
      { from: 12_000, until: 42_000 },
      null,
    ]);
  });

  test('tells what happened then, and counts from then', () => {
    const epoch = 5_000_000;
    const begins = epoch + 42_000_000;
    const mix = { messages: 1, heartbeats: 0, checkIns: 0, launches: 0, tokens: 0, reads: 0 };
    const backlog = { from: 12_000, until: 42_000 };
    const phase = { mix, first: 0, arrivals: 20, inTurn: null, backlog };
    const plan = mixOf(500, { phases: [phase], threatened: 1_000_000 });
    const record = newJudgementRecord();
    const place = { seed: 3, epoch, now: () => begins, timeout: 1e7, records: [record] };
    const opened = openMix(plan, place);
    const { service, monotonic } = plan.clock;
    const seconds: number[] = [];
    for (let sequence = 0; sequence < 20; sequence++) {
      const { body } = opened.ask(sequence, begins);
      const message: { sentAt: string; items: { changedAt: string }[] } = JSON.parse(body ?? '');
      expect(Date.parse(message.sentAt)).toBe(service + (begins - monotonic) / 1_000);
      const changed = Date.parse(message.items[0]?.changedAt ?? '');
      seconds.push((changed - service - epoch / 1_000) / 1_000);
    }
    expect(seconds[0]).toBe(12);
    expect(seconds.at(-1)).toBe(40.5);
    expect([...seconds].sort((a, b) => a - b)).toEqual(seconds);
    opened.close(begins);
    const { atLeast } = wholeDetection(record);
    expect(atLeast.count).toBeGreaterThan(20);
    expect([atLeast.least, atLeast.most]).toEqual([1_500_000, 30_000_000]);
  });

  test('that is dropped has told of nothing, and its threats stay unseen', () => {
    const record = newJudgementRecord();
    const mix = { messages: 1, heartbeats: 0, checkIns: 0, launches: 0, tokens: 0, reads: 0 };
    const phase = { mix, first: 0, arrivals: 20, inTurn: null, backlog: null };
    const plan = mixOf(500, { phases: [phase], threatened: 1_000_000 });
    const place = { seed: 3, epoch: 0, now: () => 0, timeout: 1e7, records: [record] };
    const opened = openMix(plan, place);
    opened.drop(0, 1_000);
    opened.close(9_000);
    expect(wholeDetection(record).atLeast).toMatchObject({ least: 8_000, most: 8_000 });
  });
});
