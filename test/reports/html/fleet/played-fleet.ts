import { defaultReadings } from '../../../../core/readings.ts';
import { comparisonSummaryOf } from '../../../../reports/fleet/comparison-summary.ts';
import { fleetSummaryOf } from '../../../../reports/fleet/summary.ts';
import type { FleetData } from '../../../../reports/html/fleet/fleet-data.ts';
import { fleetPlanOf } from '../../../../simulator/fleet/fleet-plan.ts';
import { playShare } from '../../../../simulator/fleet/play-share.ts';
import { shippedFleet } from '../../../simulator/fleet/shipped-fleet.ts';

const naming = {
  tool: 'mtd-muster 0.1.0',
  profile: 'fleet.yaml',
  tenant: null,
  readings: [],
  turned: [],
};

/** A shipped fleet that was played under its own tenant and under a much simpler one. */
export const playedFleet = (devices: number): FleetData => {
  const name = 'hundred-thousand-mixed';
  const fleet = shippedFleet(name, devices);
  const versus = shippedFleet(name, devices, 'small-office');
  const plan = fleetPlanOf(fleet, defaultReadings, naming);
  const range = { from: 0, to: devices };
  const { tally, comparison } = playShare({ fleet, versus, readings: defaultReadings, range });
  if (comparison === null) throw new Error('nothing was compared');
  const { inputs } = fleetPlanOf(versus, defaultReadings, naming);
  const second = { tenant: 'other.yaml', inputs };
  return {
    summary: fleetSummaryOf(plan, tally),
    comparison: comparisonSummaryOf(plan, second, comparison),
    hours: { byHour: tally.byHour, checkIns: tally.checkIns },
    machine: null,
    determinism: { isEqual: true, how: '1 thread and 7 shares' },
  };
};
