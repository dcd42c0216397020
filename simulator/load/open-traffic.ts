import {
  type FixedTraffic,
  fixedTraffic,
  type NumberedTraffic,
  numberedTraffic,
  type Traffic,
} from './traffic.ts';

/** Traffic as plain data, which every thread opens for itself. */
export type TrafficPlan = FixedTraffic | NumberedTraffic;

export const openTraffic = (plan: TrafficPlan): Traffic => {
  switch (plan.kind) {
    case 'fixed':
      return fixedTraffic(plan);
    case 'numbered':
      return numberedTraffic(plan);
  }
};
