import type { CohortChange, Exchange, ExchangeByCause, FleetComparison } from './comparison.ts';
import { splitNames } from './outcome-counts.ts';
import type { FleetPlan } from './plan.ts';
import { minutesOf } from './unit.ts';

/** Grows when a field changes its meaning or goes away. */
const comparisonVersion = 1;

/** One of the two tenants the same devices lived in. */
export interface Side {
  /** File of the tenant; null: the one the profile uses. */
  readonly tenant: string | null;
  /** Fingerprint of the profile and this tenant. */
  readonly inputs: string;
}

/** Device-minutes more and less under the second tenant; see `Exchange`. */
export interface ExchangedMinutes {
  readonly gainedDeviceMinutes: number;
  readonly lostDeviceMinutes: number;
}

export interface CauseExchange extends ExchangedMinutes {
  readonly cause: string;
}

export interface ExchangedByCause extends ExchangedMinutes {
  /** Most changed first, equal ones A to Z. */
  readonly byCause: readonly CauseExchange[];
}

export interface CohortComparison {
  readonly cohort: string;
  readonly devices: number;
  readonly devicesGainingAccess: number;
  readonly devicesLosingAccess: number;
  readonly access: ExchangedMinutes;
  readonly exposure: ExchangedMinutes;
  readonly overBlocking: ExchangedMinutes;
}

export interface FinalStateChange {
  readonly from: string;
  readonly to: string;
  readonly devices: number;
}

export interface ToldDevice {
  /** Number in the whole fleet, from 0. */
  readonly device: number;
  readonly cohort: string;
  readonly accessGainedMinutes: number;
  readonly accessLostMinutes: number;
  readonly exposureChangeMinutes: number;
  readonly cause: string;
}

/** `comparison.json`: what a changed tenant would mean to a fleet. */
export interface ComparisonSummary {
  readonly schemaVersion: number;
  readonly kind: 'fleet-comparison';
  readonly tool: string;
  readonly profile: string;
  readonly title: string;
  readonly seed: number;
  readonly days: number;
  readonly turned: readonly string[];
  readonly first: Side;
  readonly second: Side;
  readonly complete: boolean;
  /** No device differs in anything. */
  readonly alike: boolean;
  readonly devices: {
    readonly planned: number;
    readonly compared: number;
    readonly lost: number;
    readonly differing: number;
    readonly gainingAccess: number;
    readonly losingAccess: number;
  };
  readonly access: ExchangedMinutes;
  readonly exposure: ExchangedByCause;
  readonly overBlocking: ExchangedByCause;
  readonly cohorts: readonly CohortComparison[];
  /** Devices by compliance state at the end under the first and under the second tenant. */
  readonly finalStates: readonly FinalStateChange[];
  readonly telling: readonly ToldDevice[];
  readonly words: Readonly<Record<string, string>>;
}

const exchanged = ({ gainedMs, lostMs }: Exchange): ExchangedMinutes => ({
  gainedDeviceMinutes: minutesOf(gainedMs),
  lostDeviceMinutes: minutesOf(lostMs),
});

const exchangedByCause = (exchange: ExchangeByCause): ExchangedByCause => {
  const gained = new Map(Object.entries(exchange.gainedByCause));
  const lost = new Map(Object.entries(exchange.lostByCause));
  const causes = [...new Set([...gained.keys(), ...lost.keys()])].sort();
  const changes = causes
    .map((cause) => ({ cause, gainedMs: gained.get(cause) ?? 0, lostMs: lost.get(cause) ?? 0 }))
    .filter(({ gainedMs, lostMs }) => gainedMs + lostMs > 0)
    .sort((a, b) => b.gainedMs + b.lostMs - (a.gainedMs + a.lostMs));
  return {
    ...exchanged(exchange),
    byCause: changes.map((change) => ({ cause: change.cause, ...exchanged(change) })),
  };
};

const cohortComparison = ([cohort, change]: readonly [string, CohortChange]): CohortComparison => ({
  cohort,
  devices: change.devices,
  devicesGainingAccess: change.gaining,
  devicesLosingAccess: change.losing,
  access: exchanged(change.access),
  exposure: exchanged(change.exposure),
  overBlocking: exchanged(change.overBlocking),
});

/** @param plan that of the run under the first tenant */
export const comparisonSummaryOf = (
  plan: FleetPlan,
  second: Side,
  comparison: FleetComparison,
): ComparisonSummary => ({
  schemaVersion: comparisonVersion,
  kind: 'fleet-comparison',
  tool: plan.tool,
  profile: plan.profile,
  title: plan.title,
  seed: plan.seed,
  days: plan.days,
  turned: plan.turned,
  first: { tenant: plan.tenant, inputs: plan.inputs },
  second: { tenant: second.tenant, inputs: second.inputs },
  complete: comparison.devices === plan.devices,
  alike: comparison.devices > 0 && isAlike(comparison),
  devices: {
    planned: plan.devices,
    compared: comparison.devices,
    lost: comparison.lost,
    differing: comparison.differing,
    gainingAccess: comparison.gaining,
    losingAccess: comparison.losing,
  },
  access: exchanged(comparison.access),
  exposure: exchangedByCause(comparison.exposure),
  overBlocking: exchangedByCause(comparison.overBlocking),
  cohorts: Object.entries(comparison.cohorts).map(cohortComparison),
  finalStates: splitNames(comparison.finalStates).map(({ first, rest, count }) => ({
    from: first,
    to: rest,
    devices: count,
  })),
  telling: comparison.telling.map((device) => ({
    device: device.device,
    cohort: device.cohort,
    accessGainedMinutes: minutesOf(device.gainedMs),
    accessLostMinutes: minutesOf(device.lostMs),
    exposureChangeMinutes: minutesOf(device.exposureChangeMs),
    cause: device.cause,
  })),
  words: plan.words,
});

const isNothing = ({ gainedMs, lostMs }: Exchange): boolean => gainedMs === 0 && lostMs === 0;

/** Causes may differ where nothing else does, so they are looked at too. */
const isAlike = (comparison: FleetComparison): boolean =>
  comparison.differing === 0 &&
  comparison.gaining === 0 &&
  comparison.losing === 0 &&
  comparison.telling.length === 0 &&
  [comparison.access, comparison.exposure, comparison.overBlocking].every(isNothing) &&
  [comparison.exposure, comparison.overBlocking].every(({ gainedByCause, lostByCause }) =>
    [...Object.values(gainedByCause), ...Object.values(lostByCause)].every((ms) => ms === 0),
  ) &&
  splitNames(comparison.finalStates).every(({ first, rest }) => first === rest);

/** `comparison.json`. */
export const comparisonJson = (summary: ComparisonSummary): string =>
  `${JSON.stringify(summary, null, 2)}\n`;
