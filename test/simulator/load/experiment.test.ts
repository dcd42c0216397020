import { describe, expect, test } from 'vitest';
import { record } from '../../../reports/load/histogram.ts';
import { isWithin } from '../../../reports/load/honesty.ts';
import { newPhaseRecord } from '../../../reports/load/phase-record.ts';
import {
  type Experiment,
  loggedRequests,
  responseFigure,
  samplesFigure,
} from '../../../simulator/load/experiment.ts';
import type { Phase } from '../../../simulator/load/phase.ts';

const phase = (duration: number, isWarmUp: boolean): Phase => ({
  name: isWarmUp ? 'warm-up' : 'measured',
  executor: { kind: 'constantRate', rate: 1_000 },
  duration,
  spacing: 'even',
  isWarmUp,
});

const phases = [phase(1_000, true), phase(20_000, false)];
const epoch = 5_000_000;

/** A server that answers in 1 ms, except that it stands still for 2 s: its log, by arithmetic. */
const frozenLog = () => {
  const intended = Array.from({ length: 21_000 }, (_, number) => epoch + number * 1_000);
  const [from, until] = [epoch + 9_000_000, epoch + 11_000_000];
  const went = intended.map((at) => (at >= from && at < until ? until + 1_000 : at + 1_000));
  const log = {
    numbers: Float64Array.from(intended.keys()),
    came: Float64Array.from(intended),
    went: Float64Array.from(went),
    waited: null,
  };
  return { intended, went, log };
};

type Tell = (response: number, number: number) => number | null;

/** The same run as a driver would tell it; null: it has no sample of that request. */
const toldBy = (tell: Tell): Experiment => {
  const { intended, went, log } = frozenLog();
  const measured = newPhaseRecord();
  intended.forEach((at, number) => {
    if (number < 1_000) return;
    const told = tell((went[number] ?? 0) - at, number);
    if (told !== null) record(measured.response, told);
  });
  const records = [newPhaseRecord(), measured];
  const disturbance = { experiment: 'freezing', waited: 0, steal: 0, others: 0 };
  return { name: 'freezing', phases, seed: 1, epoch, records, log, disturbance };
};

const tolerance = { share: 0.05, amount: 5_000 };
const verdicts = (experiment: Experiment) =>
  [samplesFigure(experiment), responseFigure(experiment, 0.95, tolerance)].map(isWithin);

describe("the server's log", () => {
  test('gives the time from when a request was due, by the schedule alone', () => {
    const requests = loggedRequests(toldBy((response) => response));
    expect(requests).toHaveLength(20_000);
    expect(requests[0]).toEqual({
      intended: epoch + 1_000_000,
      came: epoch + 1_000_000,
      went: epoch + 1_001_000,
    });
    const p95 = responseFigure(
      toldBy((response) => response),
      0.95,
      tolerance,
    );
    expect(p95.truth).toBe(1_001_000);
  });

  test('agrees with a driver that tells the truth', () => {
    expect(verdicts(toldBy((response) => response))).toEqual([true, true]);
  });

  test('finds out a driver that waits with the server and sends less', () => {
    const omitting: Tell = (response) =>
      response > 1_000 && response < 1_990_000 ? null : response;
    expect(verdicts(toldBy(omitting))).toEqual([false, false]);
  });

  test('finds out a driver that starts the clock when it sends', () => {
    const service: Tell = (response) => Math.min(response, 20_000);
    expect(verdicts(toldBy(service))).toEqual([true, false]);
  });
});
