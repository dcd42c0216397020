import { calculate } from '../../core/calculation.ts';
import type { Decider } from '../../core/decision.ts';
import type { DeviceStatus } from '../../core/device.ts';
import type { Evaluator } from '../../core/evaluator.ts';
import type { PartnerKey } from '../../core/partners.ts';
import { placesOf } from '../../core/places.ts';
import type { Instant } from '../../core/time.ts';
import type { LaunchOutcome, ThreatState } from '../../core/vocabulary.ts';
import type { Operation } from '../port/operation.ts';
import type { World } from '../target/world.ts';
import { type Chance, newChance } from './chance.ts';
import type { Choices } from './device-draw.ts';
import { type DeviceKind, forgetShare, type Judgement, type Station } from './device-kind.ts';
import type { Cloud, FleetProfile, Newcomers, ThreatSource, Trouble } from './profile.ts';
import { type Cell, cellOf, newRecorder, type Recorder, type Verdict } from './recorder.ts';
import type { Outage, Timeline } from './timeline.ts';

export const never: Instant = Number.POSITIVE_INFINITY;

/**
 * What can be next in a device's life, in the order in which things happen at one instant: what
 * time brings about in Intune, then what is done to the tenant, then what the device and its
 * people do. A scenario at that instant would play it so.
 */
export const slots = [
  'eraByTime',
  'own',
  'delayed',
  'era',
  'delivery',
  'apps',
  'threats',
  'arrival',
  'checkIn',
  'launch',
  'herd',
] as const;
export type Slot = (typeof slots)[number];
export const slot: Readonly<Record<Slot, number>> = placesOf(slots);

/** A threat on the device. */
export interface OpenThreat {
  readonly source: ThreatSource;
  readonly name: string;
  endsAt: Instant;
  /** Of each app: when it sees the threat without a scan, and how bad; 0: it never does. */
  readonly seenAt: Instant[];
  readonly rated: readonly number[];
  /** Of each app: it has seen the threat. */
  readonly seen: boolean[];
  /** From learning of it to its removal, in working time. */
  readonly remediation: number;
  detectedAt: Instant;
  /** Place of the app that was first. */
  detectedBy: number;
  decided: boolean;
}

/** One vendor's app on the device, and what its cloud knows of it. */
export interface App {
  readonly partner: PartnerKey;
  readonly place: number;
  readonly cloud: Cloud;
  readonly outages: readonly Outage[];
  trouble: Trouble | null;
  heard: Instant;
  silenceTold: boolean;
  nextScan: Instant;
  nextTrouble: Instant;
  coming: Trouble;
  troubleEnds: Instant;
  /** It looks again at what it knows, e.g. because a threat is gone. */
  recheck: Instant;
  /** Its messages that Intune took, and those that were out of date. */
  readonly accepted: Cell;
  readonly stale: Cell;
}

/** A message on its way to Intune. */
export interface Message {
  readonly at: Instant;
  readonly app: number;
  readonly state: ThreatState;
  readonly observedAt: Instant;
}

/** From `at` on a device stood so, until the next of its moments. */
export interface Moment {
  readonly at: Instant;
  readonly isOpen: boolean;
  readonly isThreatened: boolean;
  /** Of exposure or over-blocking; null where there is neither. */
  readonly cause: string | null;
  readonly verdict: Verdict | null;
}

/** Written down while a device is played that shall be shown or compared. */
export interface Diary {
  /** The device did something, or something was done about it. */
  readonly did: (at: Instant, operation: Operation) => void;
  /** It was looked at after something happened. */
  readonly settled: (life: Life) => void;
}

/** Somebody on the way to an app; the screens and where they lead are those of core/flows. */
export interface Walk {
  readonly newcomers: Newcomers;
  /** What the flows ask, and where the person stands. */
  readonly world: World;
  steps: number;
}

/** Everything that a share of a fleet is played with; the life of one device at a time. */
export interface Life {
  readonly profile: FleetProfile;
  readonly choices: Choices;
  readonly decider: Decider;
  /** The core's calculation; the benchmark asks it twice to see what it costs. */
  calculate: typeof calculate;
  readonly evaluator: Evaluator;
  readonly timeline: Timeline;
  readonly recorder: Recorder;
  readonly kinds: Map<string, DeviceKind>;
  readonly chance: Chance;
  readonly next: Float64Array;
  readonly eventCells: readonly Cell[];
  readonly launchCells: Readonly<Record<LaunchOutcome, Cell>>;
  readonly tokenCells: Readonly<Record<'granted' | 'denied', Cell>>;
  /** Reading `mtdRecalc`: a message or a changed fact is a calculation at once. */
  readonly onMessage: boolean;
  diary: Diary | null;
  number: number;
  now: Instant;
  kind: DeviceKind;
  device: DeviceStatus;
  timeZone: number;
  era: number;
  station: Station;
  apps: App[];
  threats: OpenThreat[];
  threatsSoFar: number;
  arrivals: Instant[];
  messages: Message[];
  delayed: Instant[];
  herds: { readonly at: Instant; readonly kind: 'checkIn' | 'scan' | 'launch' | 'walk' }[];
  /** Null where nobody is on the way to an app for the first time. */
  walk: Walk | null;
  /** Something happened since it was last looked at that its standing follows from. */
  isStirred: boolean;
  /** Nothing that a calculation reads has changed since the last one, unless time changes it. */
  isCalculated: boolean;
  /** The work app has been opened. */
  launched: boolean;
  /** Apps that are installed, one bit each. */
  installed: number;
  /** Detections that have led to no decision yet. */
  undecided: number;
  // What is written down of it.
  verdict: Verdict | null;
  judgement: Judgement | null;
  since: Instant;
  isOpen: boolean;
  isThreatened: boolean;
  cause: string | null;
  hashLeft: number;
  hashRight: number;
}

interface Parts {
  readonly profile: FleetProfile;
  readonly choices: Choices;
  readonly decider: Decider;
  readonly timeline: Timeline;
  readonly kind: DeviceKind;
  readonly station: Station;
}

interface Written {
  readonly recorder: Recorder;
  readonly eventCells: readonly Cell[];
  readonly launchCells: Life['launchCells'];
  readonly tokenCells: Life['tokenCells'];
}

const writtenIn = (recorder: Recorder): Written => ({
  recorder,
  eventCells: slots.map((name) => cellOf(recorder.events, name)),
  launchCells: {
    allowed: cellOf(recorder.outcomes, 'launch/allowed'),
    warned: cellOf(recorder.outcomes, 'launch/warned'),
    blocked: cellOf(recorder.outcomes, 'launch/blocked'),
    wiped: cellOf(recorder.outcomes, 'launch/wiped'),
  },
  tokenCells: {
    granted: cellOf(recorder.outcomes, 'token/granted'),
    denied: cellOf(recorder.outcomes, 'token/denied'),
  },
});

/** A life for another share of the same fleet: everything remembered, nothing written down yet. */
export const forNextShare = (life: Life): Life => {
  for (const kind of life.kinds.values()) forgetShare(kind);
  const { start, end } = life.timeline;
  return { ...life, ...writtenIn(newRecorder(start, end)), diary: null };
};

/** A life before its first device; `kind` and `station` stand in until then. */
export const newLife = ({ profile, choices, decider, timeline, kind, station }: Parts): Life => {
  const { evaluator } = decider.tables;
  return {
    profile,
    choices,
    decider,
    calculate,
    evaluator,
    timeline,
    ...writtenIn(newRecorder(timeline.start, timeline.end)),
    kinds: new Map(),
    chance: newChance(),
    next: new Float64Array(slots.length),
    onMessage: evaluator.readings.mtdRecalc === 'onMessage',
    diary: null,
    number: 0,
    now: timeline.start,
    kind,
    device: kind.device,
    timeZone: 0,
    era: 0,
    station,
    apps: [],
    threats: [],
    threatsSoFar: 0,
    arrivals: [],
    messages: [],
    delayed: [],
    herds: [],
    walk: null,
    isStirred: true,
    isCalculated: false,
    launched: false,
    installed: 0,
    undecided: 0,
    verdict: null,
    judgement: null,
    since: timeline.start,
    isOpen: false,
    isThreatened: false,
    cause: null,
    hashLeft: 0,
    hashRight: 0,
  };
};
