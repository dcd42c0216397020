import { type JudgedThreshold, outstandingOf } from './judge-threshold.ts';
import type { FleetPlan } from './plan.ts';
import type { FleetTally } from './tally.ts';

/**
 * How a fleet run can end, the worst first: devices of a share that died, devices that were never
 * played, a threshold missed, a threshold that speaks of nothing that occurred.
 */
export const fleetVerdicts = ['lost', 'incomplete', 'missed', 'vacuous', 'met'] as const;
export type FleetVerdict = (typeof fleetVerdicts)[number];

/** Everything that holds, worst first; `met` alone where nothing is the matter. */
export const verdictsOf = (
  plan: FleetPlan,
  tally: FleetTally,
  thresholds: readonly JudgedThreshold[],
): readonly FleetVerdict[] => {
  const has = (verdict: JudgedThreshold['verdict']) =>
    thresholds.some((threshold) => threshold.verdict === verdict);
  const held: Readonly<Record<FleetVerdict, boolean>> = {
    lost: tally.lost > 0,
    incomplete: outstandingOf(plan, tally) !== 0,
    missed: has('missed'),
    vacuous: has('vacuous'),
    met: false,
  };
  const found = fleetVerdicts.filter((verdict) => held[verdict]);
  return found.length === 0 ? ['met'] : found;
};
