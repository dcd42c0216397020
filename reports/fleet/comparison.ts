import { addByName, addCounts } from './add-counts.ts';
import type { Counts } from './tally.ts';

/**
 * What one thing comes to more and less under the second tenant than under the first, in
 * device-milliseconds, looked at moment by moment: what is gained at one moment is not set off
 * against what is lost at another.
 */
export interface Exchange {
  readonly gainedMs: number;
  readonly lostMs: number;
}

/**
 * The same for a thing that has causes. By cause: the moments with this cause under one tenant
 * and not with this cause under the other, so that a moment that only changes its cause is gained
 * there and lost here, and in the sums neither.
 */
export interface ExchangeByCause extends Exchange {
  readonly gainedByCause: Counts;
  readonly lostByCause: Counts;
}

/** What the second tenant means to some devices; differences of more than no time count. */
export interface CohortChange {
  readonly devices: number;
  /** Devices with access at some moment at which they had none under the first tenant. */
  readonly gaining: number;
  /** Devices without access at some moment at which they had it; a device can be in both. */
  readonly losing: number;
  readonly access: Exchange;
  readonly exposure: Exchange;
  readonly overBlocking: Exchange;
}

/** A device that shows what the second tenant changes. */
export interface TellingDevice {
  /** Number in the whole fleet, from 0. */
  readonly device: number;
  readonly cohort: string;
  /** Access gained and lost, ms. */
  readonly gainedMs: number;
  readonly lostMs: number;
  /** Exposure under the second tenant less that under the first, ms. */
  readonly exposureChangeMs: number;
  /** What most of its change comes from: a cause of exposure or of over-blocking, or a code. */
  readonly cause: string;
}

/** The same devices under two tenants. Added up like a tally, in whatever order. */
export interface FleetComparison {
  /** Devices played under both tenants. */
  readonly devices: number;
  readonly lost: number;
  /** Devices of which any decision or its instant differs. */
  readonly differing: number;
  readonly gaining: number;
  readonly losing: number;
  readonly access: Exchange;
  readonly exposure: ExchangeByCause;
  readonly overBlocking: ExchangeByCause;
  readonly cohorts: Readonly<Record<string, CohortChange>>;
  /** Devices by compliance state at the end under the first and the second, `compliant/unknown`. */
  readonly finalStates: Counts;
  /** At most ten, see `mostTelling`. */
  readonly telling: readonly TellingDevice[];
}

const noExchange: ExchangeByCause = {
  gainedMs: 0,
  lostMs: 0,
  gainedByCause: {},
  lostByCause: {},
};

export const noComparison: FleetComparison = {
  devices: 0,
  lost: 0,
  differing: 0,
  gaining: 0,
  losing: 0,
  access: { gainedMs: 0, lostMs: 0 },
  exposure: noExchange,
  overBlocking: noExchange,
  cohorts: {},
  finalStates: {},
  telling: [],
};

const tellingMax = 10;
const tellingOfOneCauseMax = 3;

/** Changed time, ms. A device with 0 tells nothing. */
const scoreOf = ({ gainedMs, lostMs, exposureChangeMs }: TellingDevice): number =>
  gainedMs + lostMs + Math.abs(exposureChangeMs);

/**
 * The ten devices with the highest score, of equal ones the lower number first, and at most three
 * with one cause. Taken over parts and then over what was taken, it is the same.
 */
export const mostTelling = (devices: readonly TellingDevice[]): readonly TellingDevice[] => {
  const ordered = devices
    .filter((device) => scoreOf(device) > 0)
    .sort((a, b) => scoreOf(b) - scoreOf(a) || a.device - b.device);
  const ofCause = new Map<string, number>();
  const taken: TellingDevice[] = [];
  for (const device of ordered) {
    const before = ofCause.get(device.cause) ?? 0;
    if (taken.length === tellingMax) break;
    if (before === tellingOfOneCauseMax) continue;
    ofCause.set(device.cause, before + 1);
    taken.push(device);
  }
  return taken;
};

const addExchanges = (a: Exchange, b: Exchange): Exchange => ({
  gainedMs: a.gainedMs + b.gainedMs,
  lostMs: a.lostMs + b.lostMs,
});

const addByCause = (a: ExchangeByCause, b: ExchangeByCause): ExchangeByCause => ({
  ...addExchanges(a, b),
  gainedByCause: addCounts(a.gainedByCause, b.gainedByCause),
  lostByCause: addCounts(a.lostByCause, b.lostByCause),
});

const addCohorts = (a: CohortChange, b: CohortChange): CohortChange => ({
  devices: a.devices + b.devices,
  gaining: a.gaining + b.gaining,
  losing: a.losing + b.losing,
  access: addExchanges(a.access, b.access),
  exposure: addExchanges(a.exposure, b.exposure),
  overBlocking: addExchanges(a.overBlocking, b.overBlocking),
});

/** Of two shares that of both together. */
export const addComparisons = (a: FleetComparison, b: FleetComparison): FleetComparison => ({
  devices: a.devices + b.devices,
  lost: a.lost + b.lost,
  differing: a.differing + b.differing,
  gaining: a.gaining + b.gaining,
  losing: a.losing + b.losing,
  access: addExchanges(a.access, b.access),
  exposure: addByCause(a.exposure, b.exposure),
  overBlocking: addByCause(a.overBlocking, b.overBlocking),
  cohorts: addByName(a.cohorts, b.cohorts, addCohorts),
  finalStates: addCounts(a.finalStates, b.finalStates),
  telling: mostTelling([...a.telling, ...b.telling]),
});
