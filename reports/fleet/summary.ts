import { sumOf } from './add-counts.ts';
import { type DaySummary, type DeviceHours, daysOf, deviceHoursOf } from './by-day.ts';
import { type ConnectorSummary, connectorsOf } from './connector-time.ts';
import { type Coverage, coverageOf } from './coverage.ts';
import {
  type DetectionTimes,
  detectionOf,
  type PartnerTimes,
  type Undecided,
  undecidedOf,
} from './detection.ts';
import { type JudgedThreshold, judgeThreshold } from './judge-threshold.ts';
import { type Minutes, minutesByCause } from './minutes.ts';
import {
  actionsOf,
  atEndByState,
  atEndIn,
  launchesOf,
  splitNames,
  splitNamesLast,
  tokensOf,
  walksOf,
} from './outcome-counts.ts';
import type { FleetPlan } from './plan.ts';
import type { Counts, FleetTally } from './tally.ts';
import { minutesOf, shareOf } from './unit.ts';
import { type FleetVerdict, verdictsOf } from './verdict.ts';

/** Grows when a field changes its meaning or goes away. */
const summaryVersion = 1;

export interface CohortSummary {
  readonly cohort: string;
  /** Of the fleet, 0 to 1: by its weight, and as it was played. */
  readonly plannedShare: number | null;
  readonly playedShare: number | null;
  readonly devices: number;
  /** Devices by compliance state at the end. */
  readonly atEnd: Counts;
}

export interface ThreatSummary {
  readonly threat: string;
  readonly arrived: number;
  /** Gone before any app saw it. */
  readonly neverSeen: number;
}

export interface MessageSummary {
  readonly partner: string;
  /** `accepted`, `stale`, or the code it was refused with. */
  readonly result: string;
  readonly messages: number;
}

/** `summary.json` of a fleet: the same bytes whatever shares and threads played it. */
export interface FleetSummary {
  readonly schemaVersion: number;
  readonly kind: 'fleet';
  readonly tool: string;
  readonly profile: string;
  readonly title: string;
  readonly tenant: string | null;
  readonly inputs: string;
  readonly seed: number;
  readonly days: number;
  /** Covers every decision of every device and its instant. */
  readonly digest: string;
  readonly complete: boolean;
  readonly verdict: FleetVerdict;
  /** Every verdict that holds, worst first. */
  readonly verdicts: readonly FleetVerdict[];
  readonly counts: FleetCounts;
  readonly thresholds: readonly JudgedThreshold[];
  readonly readings: readonly string[];
  readonly turned: readonly string[];
  readonly cohorts: readonly CohortSummary[];
  readonly compliance: {
    /** Devices by state at the end. */
    readonly atEnd: Counts;
    readonly deviceHours: DeviceHours;
  };
  readonly access: {
    readonly launches: Counts;
    readonly tokens: Counts;
    readonly selectiveWipes: number;
    readonly actions: Counts;
    /** Of new devices: how the way to the app ended; absent where nobody was on it. */
    readonly walks?: Counts;
    readonly openDeviceMinutes: number;
  };
  readonly exposure: Minutes;
  readonly overBlocking: Minutes;
  readonly threatenedDeviceMinutes: number;
  readonly threats: readonly ThreatSummary[];
  readonly detection: {
    readonly overall: DetectionTimes;
    readonly byPartner: readonly PartnerTimes[];
  };
  readonly undecided: readonly Undecided[];
  readonly messages: readonly MessageSummary[];
  readonly connectors: readonly ConnectorSummary[];
  /** Distinct questions asked, by stage of the decision. */
  readonly questions: Counts;
  readonly coverage: Coverage;
  readonly byDay: readonly DaySummary[];
  /** What the causes and codes in it mean. */
  readonly words: Readonly<Record<string, string>>;
}

/** The totals of a run, each a plain count. */
export interface FleetCounts {
  readonly devicesPlanned: number;
  readonly devicesPlayed: number;
  readonly devicesLost: number;
  readonly events: number;
  readonly eventsByKind: Counts;
  readonly checkIns: number;
  readonly launches: number;
  readonly tokens: number;
  readonly messages: number;
  readonly threats: number;
  readonly decidedDetections: number;
  readonly undecidedDetections: number;
}

/** Four lanes of 32 bits as 32 hexadecimal digits. */
export const digestText = (digest: readonly number[]): string =>
  digest.map((lane) => lane.toString(16).padStart(8, '0')).join('');

const cohortsOf = ({ cohorts }: FleetPlan, tally: FleetTally): readonly CohortSummary[] => {
  const weights = sumOf(cohorts);
  const played = new Map(Object.entries(tally.cohorts));
  return Object.entries(cohorts).map(([cohort, weight]) => ({
    cohort,
    plannedShare: shareOf(weight, weights),
    playedShare: shareOf(played.get(cohort) ?? 0, tally.devices),
    devices: played.get(cohort) ?? 0,
    atEnd: atEndIn(tally, cohort),
  }));
};

const threatsOf = ({ threats }: FleetTally): readonly ThreatSummary[] => {
  const found = new Map<string, { threat: string; arrived: number; neverSeen: number }>();
  for (const { first, rest, count } of splitNamesLast(threats)) {
    const threat = found.get(first) ?? { threat: first, arrived: 0, neverSeen: 0 };
    found.set(first, threat);
    if (rest === 'arrived') threat.arrived = count;
    if (rest === 'never-seen') threat.neverSeen = count;
  }
  return [...found.values()];
};

const dayLength = 86_400_000;

const minutesIn = (plan: FleetPlan, tally: FleetTally) => {
  const { devices, threatened, exposure, overBlocking } = tally;
  const safe = devices * plan.days * dayLength - threatened;
  return {
    exposure: minutesByCause(exposure, devices, threatened),
    overBlocking: minutesByCause(overBlocking, devices, safe),
    threatenedDeviceMinutes: minutesOf(threatened),
  };
};

const sortedByName = <T>(record: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Of the words of a plan those that its causes are, or begin with. */
const wordsIn = ({ words }: FleetPlan, tally: FleetTally): Readonly<Record<string, string>> => {
  const causes = [...Object.keys(tally.exposure), ...Object.keys(tally.overBlocking)];
  const used = new Set(causes.flatMap((cause) => [cause, cause.split('/')[0] ?? cause]));
  return Object.fromEntries(Object.entries(words).filter(([word]) => used.has(word)));
};

const countsOf = (plan: FleetPlan, tally: FleetTally): FleetCounts => ({
  devicesPlanned: plan.devices,
  devicesPlayed: tally.devices,
  devicesLost: tally.lost,
  events: sumOf(tally.events),
  eventsByKind: tally.events,
  checkIns: tally.checkIns.reduce((sum, n) => sum + n, 0),
  launches: sumOf(launchesOf(tally)),
  tokens: sumOf(tokensOf(tally)),
  messages: sumOf(tally.messages),
  threats: threatsOf(tally).reduce((sum, { arrived }) => sum + arrived, 0),
  decidedDetections: Object.values(tally.detection).reduce((sum, { count }) => sum + count, 0),
  undecidedDetections: sumOf(tally.undecided),
});

/** What a fleet run came to. A pure function of what was planned and what was tallied. */
export const fleetSummaryOf = (plan: FleetPlan, tally: FleetTally): FleetSummary => {
  const walks = walksOf(tally);
  const thresholds = plan.thresholds.map((each) => judgeThreshold(each, plan, tally));
  const verdicts = verdictsOf(plan, tally, thresholds);
  return {
    schemaVersion: summaryVersion,
    kind: 'fleet',
    tool: plan.tool,
    profile: plan.profile,
    title: plan.title,
    tenant: plan.tenant,
    inputs: plan.inputs,
    seed: plan.seed,
    days: plan.days,
    digest: digestText(tally.digest),
    complete: tally.lost === 0 && !verdicts.includes('incomplete'),
    verdict: verdicts[0] ?? 'met',
    verdicts,
    counts: countsOf(plan, tally),
    thresholds,
    readings: plan.readings,
    turned: plan.turned,
    cohorts: cohortsOf(plan, tally),
    compliance: {
      atEnd: atEndByState(tally),
      deviceHours: deviceHoursOf(tally, plan.days),
    },
    access: {
      launches: launchesOf(tally),
      tokens: tokensOf(tally),
      selectiveWipes: tally.outcomes['selectiveWipe'] ?? 0,
      actions: actionsOf(tally),
      ...(walks !== null && { walks }),
      openDeviceMinutes: minutesOf(tally.open),
    },
    ...minutesIn(plan, tally),
    threats: threatsOf(tally),
    detection: detectionOf(tally),
    undecided: undecidedOf(tally),
    messages: splitNames(tally.messages).map(({ first, rest, count }) => ({
      partner: first,
      result: rest,
      messages: count,
    })),
    connectors: connectorsOf(plan),
    questions: Object.fromEntries(
      Object.entries(tally.questions).map(([stage, keys]) => [stage, keys.length]),
    ),
    coverage: coverageOf(tally.situations, plan.kinds),
    byDay: daysOf(tally, plan.days),
    words: sortedByName(wordsIn(plan, tally)),
  };
};

/** `summary.json`: keys in the order of the type, names A to Z. */
export const fleetSummaryJson = (summary: FleetSummary): string =>
  `${JSON.stringify(summary, null, 2)}\n`;
