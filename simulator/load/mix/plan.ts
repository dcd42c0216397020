import type { PartnerKey } from '../../../core/partners.ts';
import type { Platform, ThreatState } from '../../../core/vocabulary.ts';

/** What may be asked of a service under load. */
export const requestKinds = [
  'messages',
  'heartbeats',
  'checkIns',
  'launches',
  'tokens',
  'reads',
] as const;
export type RequestKind = (typeof requestKinds)[number];

/** How often each comes, as weights. */
export type Mix = Readonly<Record<RequestKind, number>>;

/** What partners report of a device. */
export const reportedStates = [
  'secured',
  'lowSeverity',
  'mediumSeverity',
  'highSeverity',
] as const satisfies readonly ThreatState[];

/** Where an answer shows how a device stands. */
export const aspects = ['compliance', 'launch', 'token'] as const;
export type Aspect = (typeof aspects)[number];

/** What the core says of a device; null: there is nothing to ask for. */
export type Verdict = Readonly<Record<Aspect, string | null>>;

/** Devices that are alike in all that decides. */
export interface KindPlan {
  readonly name: string;
  readonly platform: Platform;
  readonly osVersion: string;
  /** Whose apps run on them, at most `mostPartners`. */
  readonly partners: readonly PartnerKey[];
  readonly isEnrolled: boolean;
  readonly app: string | null;
  readonly resource: string | null;
  /** By what was last reported: the state of partner n counts 4^n. */
  readonly verdicts: readonly Verdict[];
}

/** 4^4 reports fit into a byte. */
export const mostPartners = 4;

/** A phase of the run, as far as what is asked in it goes. */
export interface MixPhase {
  readonly mix: Mix;
  /** Number of its first arrival in the whole run, and how many it has. */
  readonly first: number;
  readonly arrivals: number;
  /** Its devices ask in turn, so many of them; null: chance chooses. */
  readonly inTurn: number | null;
  /**
   * Its messages tell what happened between these instants, ms from the beginning of the run: the
   * cloud could not send them then. Null: they tell what happens now.
   */
  readonly backlog: { readonly from: number; readonly until: number } | null;
}

/** How a request proves whom it is from. */
export interface Access {
  /** Address that gives tokens, below the target's own. */
  readonly path: string;
  readonly scope: string;
  readonly client: string;
  readonly secret: string;
  /** What it gave at first, and how long that is good for, ms. */
  readonly token: string;
  readonly lifetime: number;
}

/** A simulated fleet against a service. Plain data and shared memory: it crosses threads. */
export interface MixedTraffic {
  readonly kind: 'mixed';
  /** What is asked, of which fleet; two with the same digest may be compared. */
  readonly profile: { readonly name: string; readonly digest: string };
  readonly tenant: string;
  readonly devices: number;
  readonly kinds: readonly KindPlan[];
  /** Of each device its place in `kinds`, 16 bits. */
  readonly kindOf: SharedArrayBuffer;
  /** Of each device what was reported last as far as it is settled, 8 bits. */
  readonly settled: SharedArrayBuffer;
  readonly phases: readonly MixPhase[];
  /** Devices in a message. */
  readonly batch: number;
  /** How many reports tell of a threat, in millionths. */
  readonly threatened: number;
  /** How many of those who look, look at a device with a threat that was lately told, millionths. */
  readonly attention: number;
  /** ms. What the service held so long before still counts as fresh, and then as stale. */
  readonly freshness: number;
  readonly horizon: number;
  /** The service's clock in ms where the monotonic one of this machine said so many µs. */
  readonly clock: { readonly service: number; readonly monotonic: number; readonly factor: number };
  readonly access: {
    readonly partners: Readonly<Partial<Record<PartnerKey, Access>>>;
    readonly graph: Access;
    readonly device: Access;
  };
  /** False: answers are not even read, which shows what judging costs. */
  readonly isChecked: boolean;
}
