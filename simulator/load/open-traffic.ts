import { type DevicesTraffic, devicesTraffic } from './devices-traffic.ts';
import {
  type FixedTraffic,
  fixedTraffic,
  type NumberedTraffic,
  numberedTraffic,
  type Traffic,
} from './traffic.ts';

/** Traffic as plain data, which every thread opens for itself. */
export type TrafficPlan = FixedTraffic | NumberedTraffic | DevicesTraffic;

export interface TrafficPlace {
  readonly seed: number;
  /** Threads that make requests; arrival n goes to thread n modulo as many. */
  readonly threads: number;
  readonly now: () => number;
  /** µs. */
  readonly timeout: number;
}

export const openTraffic = (plan: TrafficPlan, place: TrafficPlace): Traffic => {
  switch (plan.kind) {
    case 'fixed':
      return fixedTraffic(plan);
    case 'numbered':
      return numberedTraffic(plan);
    case 'devices':
      return devicesTraffic(plan, place);
  }
};
