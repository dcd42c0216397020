import type { JudgementRecord } from '../../reports/load/judgement-record.ts';
import { type DevicesTraffic, devicesTraffic } from './devices-traffic.ts';
import { drawsOf } from './mix/draw.ts';
import type { MixedTraffic } from './mix/plan.ts';
import { keepTokens } from './mix/token.ts';
import { openMix } from './mix/traffic.ts';
import {
  type FixedTraffic,
  fixedTraffic,
  type NumberedTraffic,
  numberedTraffic,
  type Traffic,
} from './traffic.ts';

/** Traffic as plain data, which every thread opens for itself. */
export type TrafficPlan = FixedTraffic | NumberedTraffic | DevicesTraffic | MixedTraffic;

export interface TrafficPlace {
  readonly origin: string;
  readonly seed: number;
  /** Threads that make requests. */
  readonly threads: number;
  /** When the first phase began. Instants and times are µs of the monotonic clock. */
  readonly epoch: number;
  readonly now: () => number;
  readonly timeout: number;
  /** Of each phase, where what is found out about the answers is written. */
  readonly records: readonly JudgementRecord[];
}

export interface OpenedTraffic {
  readonly ask: Traffic;
  /** Told of an arrival that is never asked. */
  readonly drop: (sequence: number, intended: number) => void;
  /** Nothing is asked any more. */
  readonly close: (now: number) => void;
}

const plain = (ask: Traffic): OpenedTraffic => ({
  ask,
  drop: () => undefined,
  close: () => undefined,
});

export const openTraffic = (plan: TrafficPlan, place: TrafficPlace): OpenedTraffic => {
  switch (plan.kind) {
    case 'fixed':
      return plain(fixedTraffic(plan));
    case 'numbered':
      return plain(numberedTraffic(plan));
    case 'devices':
      return plain(devicesTraffic(plan, place));
    case 'mixed': {
      const mix = openMix(plan, place);
      const release = keepTokens(plan, mix.tokens, place.origin);
      return {
        ask: mix.ask,
        drop: mix.drop,
        close: (now) => {
          release();
          mix.close(now);
        },
      };
    }
  }
};

/** Which of so many threads makes an arrival: all that happens to a device is made by one. */
export const laneFinder = (
  plan: TrafficPlan,
  seed: number,
  threads: number,
): ((sequence: number) => number) => {
  if (plan.kind !== 'mixed' || threads === 1) return (sequence) => sequence % threads;
  const { cellAt } = drawsOf(plan, seed);
  return (sequence) => cellAt(sequence) % threads;
};
