import { createDecider } from '../../core/decision.ts';
import { createEvaluator } from '../../core/evaluator.ts';
import type { Readings } from '../../core/readings.ts';
import type { FleetTally } from '../../reports/fleet/tally.ts';
import { newChance, turnTo } from './chance.ts';
import { choicesOf, drawDevice } from './device-draw.ts';
import { kindOf, stationAt, withFleetUsers } from './device-kind.ts';
import { type Life, newLife } from './life.ts';
import { playDevice } from './play-device.ts';
import type { Fleet } from './profile.ts';
import { tallyOf } from './recorder.ts';
import { type Era, timelineOf } from './timeline.ts';

/** Devices `from` up to but not including `to`, numbered across the whole fleet from 0. */
export interface FleetShare {
  readonly fleet: Fleet;
  readonly readings: Readings;
  readonly from: number;
  readonly to: number;
}

/** Makes everything ready that all devices of a fleet share. */
export const openLife = (fleet: Fleet, readings: Readings): Life => {
  const { profile } = fleet;
  const tenant = withFleetUsers(fleet.tenant, profile);
  const decider = createDecider(createEvaluator(readings));
  const timeline = timelineOf(decider, { profile, tenant });
  const choices = choicesOf(profile);
  const chance = newChance();
  turnTo(chance, profile.seed, 0);
  const first = timeline.eras[0] as Era;
  const kind = kindOf(decider, profile, first, drawDevice(choices, chance));
  const station = stationAt(decider, kind, first);
  return newLife({ profile, choices, decider, timeline, kind, station });
};

/** Plays one share in the thread it is called in. */
export const playShare = ({ fleet, readings, from, to }: FleetShare): FleetTally => {
  const life = openLife(fleet, readings);
  for (let number = from; number < to; number++) playDevice(life, number);
  return tallyOf(life.recorder, life.evaluator);
};
