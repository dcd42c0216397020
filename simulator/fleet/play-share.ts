import { createDecider } from '../../core/decision.ts';
import { createEvaluator } from '../../core/evaluator.ts';
import type { Readings } from '../../core/readings.ts';
import type { FleetComparison } from '../../reports/fleet/comparison.ts';
import type { FleetTally } from '../../reports/fleet/tally.ts';
import { newChance, turnTo } from './chance.ts';
import { choicesOf, drawDevice } from './device-draw.ts';
import { kindOf, stationAt, withFleetUsers } from './device-kind.ts';
import { forNextShare, type Life, newLife } from './life.ts';
import { playDevice } from './play-device.ts';
import type { Fleet } from './profile.ts';
import { tallyOf } from './recorder.ts';
import { type Era, timelineOf } from './timeline.ts';
import { compareDevice, comparisonOf, newComparing, type Track, tracking } from './versus.ts';

/** Devices `from` up to but not including `to`, numbered across the whole fleet from 0. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** What is played: a fleet, and beside it the same fleet under another tenant, if any. */
export interface FleetJob {
  readonly fleet: Fleet;
  readonly versus: Fleet | null;
  readonly readings: Readings;
}

/** Small on purpose: whoever plays it grows its own devices from the seed. */
export interface FleetShare extends FleetJob {
  readonly range: Range;
}

export interface PlayedShare {
  readonly tally: FleetTally;
  /** Null where there was nothing to compare with. */
  readonly comparison: FleetComparison | null;
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

/** The lives of one job: of its fleet, and of the same under the other tenant. */
export interface OpenedJob {
  readonly life: Life;
  readonly other: Life | null;
}

export const openJob = ({ fleet, versus, readings }: FleetJob): OpenedJob => ({
  life: openLife(fleet, readings),
  other: versus === null ? null : openLife(versus, readings),
});

const playBoth = (life: Life, other: Life, { from, to }: Range): FleetComparison => {
  const comparing = newComparing();
  const [before, after]: [Track, Track] = [[], []];
  life.diary = tracking(before);
  other.diary = tracking(after);
  for (let number = from; number < to; number++) {
    before.length = 0;
    after.length = 0;
    playDevice(life, number);
    playDevice(other, number);
    compareDevice(comparing, life, before, after);
  }
  return comparisonOf(comparing);
};

/** Plays one share of a job that has been opened; what was remembered for others is of use. */
export const playOpened = (opened: OpenedJob, range: Range): PlayedShare => {
  const life = forNextShare(opened.life);
  let comparison: FleetComparison | null = null;
  if (opened.other === null) {
    for (let number = range.from; number < range.to; number++) playDevice(life, number);
  } else comparison = playBoth(life, forNextShare(opened.other), range);
  return { tally: tallyOf(life.recorder, life.evaluator), comparison };
};

/** Plays one share in the thread it is called in. */
export const playShare = ({ range, ...job }: FleetShare): PlayedShare =>
  playOpened(openJob(job), range);
