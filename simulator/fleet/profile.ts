import type { PartnerKey } from '../../core/partners.ts';
import type { Tenant } from '../../core/tenant.ts';
import type { Duration, Instant } from '../../core/time.ts';
import type { Severity } from '../../core/vendor-cloud.ts';
import type { ManagementType, Platform } from '../../core/vocabulary.ts';
import type { Threshold } from '../../reports/fleet/threshold.ts';
import type { ThreatCategory } from '../contract/classification.ts';
import type { Operation } from '../port/operation.ts';

/** A probability in millionths, 0 to 1,000,000. Whole numbers, so that chance is exact. */
export type Millionths = number;
export const certain: Millionths = 1_000_000;

/** How long something takes or how far apart it happens, in ms. `mean` is exponential. */
export type Spread =
  | { readonly kind: 'fixed'; readonly value: Duration }
  | { readonly kind: 'between'; readonly from: Duration; readonly to: Duration }
  | { readonly kind: 'mean'; readonly mean: Duration };

/** One of several values; weights are positive whole numbers and mean nothing alone. */
export interface Weighted<T> {
  readonly value: T;
  readonly weight: number;
}

/** A fleet as its file describes it. Plain data: it crosses threads. */
export interface FleetProfile {
  readonly name: string;
  readonly title: string;
  readonly devices: number;
  /** How long they live, a whole number of days at least 1. */
  readonly days: number;
  readonly seed: number;
  /** When the first day begins. */
  readonly start: Instant;
  readonly cohorts: readonly Cohort[];
  /** How the vendors' clouds behave, for every partner that runs on some device. */
  readonly clouds: Readonly<Partial<Record<PartnerKey, Cloud>>>;
  readonly threats: readonly ThreatSource[];
  readonly happenings: readonly Happening[];
  readonly herds: readonly Herd[];
  readonly thresholds: readonly Threshold[];
}

/** Devices that are alike: a share of the fleet. */
export interface Cohort {
  readonly name: string;
  readonly weight: number;
  readonly managementType: ManagementType;
  readonly ownership: 'personal' | 'company';
  readonly osVersions: readonly Weighted<string>[];
  /** Groups of their users and of the devices themselves; they exist in the tenant by this. */
  readonly userGroups: readonly string[];
  readonly deviceGroups: readonly string[];
  readonly licensed: Millionths;
  readonly registered: Millionths;
  /** Nobody's: dedicated and shared devices, without user affinity. Absent: they have users. */
  readonly userless?: true;
  /** Which MTD apps run side by side on one device. */
  readonly partners: readonly Weighted<readonly PartnerKey[]>[];
  /** Offset of local time from UTC. */
  readonly timeZones: readonly Weighted<Duration>[];
  readonly behaviour: Behaviour;
}

/** What the people and the devices of a cohort do. */
export interface Behaviour {
  /** Between two check-ins of an enrolled device; each is missed with the given probability. */
  readonly checkIn: Spread;
  readonly checkInMissed: Millionths;
  /** As often as Intune has it built in (COMP-21), whatever `checkIn` says; absent: not so. */
  readonly checkInBuiltIn?: true;
  /** Some devices are new, and their people on the way to the app; absent: none. */
  readonly newcomers?: Newcomers;
  /** Launches of the app, followed by a token for the resource, in one working day. */
  readonly launchesPerDay: number;
  readonly app: string | null;
  readonly resource: string | null;
  /** Local hours, 0 to 24; days counted from Monday, 0 to 6. */
  readonly workFrom: number;
  readonly workUntil: number;
  readonly workDays: readonly number[];
  /** From learning of a threat to its removal; counted on into the next working hours. */
  readonly remediation: Spread;
  /** Until the user opens an MTD app that wants to be opened: to repair or to activate it. */
  readonly opensApp: Spread;
}

/**
 * Devices without their MTD apps, which have never checked in. Their people walk through the
 * screens of core/flows until the app opens. All lengths are working time.
 */
export interface Newcomers {
  readonly share: Millionths;
  readonly begins: Spread;
  /** On a screen where nothing but a choice is to be made. */
  readonly step: Spread;
  readonly install: Spread;
  readonly installFails: Millionths;
  /** A consent or a permission is denied at first. */
  readonly declines: Millionths;
  /** Until somebody tries again who has to wait for something else. */
  readonly waits: Spread;
}

/** What one vendor's app and cloud do. */
export interface Cloud {
  readonly pack: string;
  /** Between two scans; each is missed with the given probability. */
  readonly scan: Spread;
  readonly scanMissed: Millionths;
  /** From the arrival of a threat to its detection without waiting for a scan. */
  readonly detection: Spread;
  /** Threats the vendor never sees. */
  readonly blind: Millionths;
  /** Threats the vendor rates one level higher or lower than they are, either with half of it. */
  readonly disagrees: Millionths;
  /** From the cloud to Intune. */
  readonly delivery: Spread;
  readonly late: Millionths;
  readonly lateBy: Spread;
  readonly duplicated: Millionths;
  /** Without a sign of the app for so long the device is reported `unresponsive`; null: never. */
  readonly silentAfter: Duration | null;
  /** Between two troubles of the app on one device, for each kind; null: it never happens. */
  readonly troubles: Readonly<Record<Trouble, Spread | null>>;
  /** How long the device of a `silent` trouble stays silent; the others wait for the user. */
  readonly silentFor: Spread;
}

/**
 * What befalls an MTD app. `removed` and `deactivated` are noticed by the cloud, `misconfigured`
 * is reported as such, `silent` is not heard of until it is over.
 */
export const troubles = ['removed', 'deactivated', 'misconfigured', 'silent'] as const;
export type Trouble = (typeof troubles)[number];

/** Threats of one kind arrive on each device of its platforms. */
export interface ThreatSource {
  readonly name: string;
  readonly category: ThreatCategory;
  readonly severity: Severity;
  readonly platforms: readonly Platform[];
  /** Between two arrivals on one device. */
  readonly arrival: Spread;
  /** It is gone after so long even if nobody does anything, e.g. a network that is left. */
  readonly lasts: Spread;
  /** Cohorts it reaches, by name; null for all. */
  readonly cohorts: readonly string[] | null;
}

/** Something that happens to the tenant or to a partner's cloud: the timeline all devices share. */
export type Happening =
  | {
      /** The cloud is down: no heartbeat and no message; messages wait until it is over. */
      readonly kind: 'outage';
      readonly partner: PartnerKey;
      readonly from: Instant;
      readonly until: Instant;
    }
  | {
      readonly kind: 'operations';
      readonly at: Instant;
      readonly operations: readonly Operation[];
      /** The same as a scenario writes them, each a map with one verb. */
      readonly written: readonly object[];
    };

/** Many devices do the same at once. */
export interface Herd {
  /** `checkIn` after a push or a reboot wave, `scan` after an update of the app. */
  readonly kind: 'checkIn' | 'scan' | 'launch';
  readonly at: Instant;
  /** Which devices take part, and over how long they are spread. */
  readonly share: Millionths;
  readonly within: Duration;
}

/** A fleet with the tenant it lives in. */
export interface Fleet {
  readonly profile: FleetProfile;
  /** Its devices are not played, and its vendors' clouds are those of the profile. */
  readonly tenant: Tenant;
}
