import type { PartnerKey } from '../../core/partners.ts';
import { type Duration, type Instant, isOver } from '../../core/time.ts';
import {
  type RollUp,
  type Severity,
  severities,
  type VendorCloud,
} from '../../core/vendor-cloud.ts';
import type { Limit, ThreatState } from '../../core/vocabulary.ts';

/**
 * What a vendor's cloud knows of one device: when its app last gave a sign, and whether its silence
 * has been reported. Null while there is no activated app to hear from.
 */
export type Contact = { readonly heard: Instant; readonly silenceTold: boolean } | null;

/** What the cloud last said of a device, and as of when. */
export interface Told {
  readonly state: ThreatState;
  readonly observedAt: Instant;
}

/** Everything a cloud keeps of one device. */
export interface Care {
  readonly contact: Contact;
  readonly told: Told | null;
}

/** A device whose activated app was in contact just then. */
export const heardAt = (instant: Instant): Contact => ({ heard: instant, silenceTold: false });

/** When the cloud reports the device `unresponsive` if nothing is heard; null: it will not. */
export const silentAt = (contact: Contact, after: Duration | null): Instant | null =>
  contact === null || contact.silenceTold || after === null ? null : contact.heard + after;

/** The states of a device whose app is not, or not yet, in the vendor's care. */
const withoutApp: readonly ThreatState[] = ['unknown', 'deactivated'];

/**
 * The contact after the cloud says `state` of the device, from what it saw at `observedAt`. A level
 * proves that the app was heard; saying `unresponsive` is said once, until the app is heard again.
 * What was seen so long ago that the device counts as silent all the same changes nothing.
 */
export const contactAfter = (
  contact: Contact,
  state: ThreatState,
  observedAt: Instant,
  now: Instant,
  after: Duration | null,
): Contact => {
  if (withoutApp.includes(state)) return null;
  const heard = Math.max(contact?.heard ?? observedAt, observedAt);
  if (state === 'unresponsive') return { heard: contact?.heard ?? observedAt, silenceTold: true };
  return after !== null && isOver(heard, after, now) ? contact : heardAt(heard);
};

const rank = (level: Limit): number => (severities as readonly Limit[]).indexOf(level) + 1;

const worst = (levels: readonly Severity[]): Limit =>
  severities.reduce<Limit>((found, level) => (levels.includes(level) ? level : found), 'secured');

/** The level of a device with these threats on it (THREAT-04); none, or harmless ones: secured. */
export const rollUpOf = (rule: RollUp, threats: readonly Limit[]): Limit => {
  const open = threats.filter((level) => level !== 'secured');
  if (rule === 'max') return worst(open);
  const fitting = rule.filter(
    (row) => open.filter((level) => rank(level) >= rank(row.severity)).length >= row.atLeast,
  );
  return worst(fitting.map((row) => row.level));
};

const reportedStates = {
  secured: 'secured',
  low: 'lowSeverity',
  medium: 'mediumSeverity',
  high: 'highSeverity',
} as const satisfies Record<Limit, ThreatState>;

/** The state in which a level is reported to Intune. */
export const reportedStateOf = (level: Limit): ThreatState => reportedStates[level];

/** The first instant after `now` at which everything is reported again; null: there is none. */
const resyncAt = (
  { resyncEvery: every, readOnly }: VendorCloud,
  start: Instant,
  now: Instant,
): Instant | null =>
  every === null || readOnly ? null : start + (Math.floor((now - start) / every) + 1) * every;

/** Threats of Wi-Fi, which Defender does not look for without the location (FLOW-MDE-03). */
const wifiThreats: readonly string[] = ['rogue_access_point', 'adversary_in_the_middle'];

/**
 * Whether an app finds a threat of this name. Without the location Defender still finds rogue
 * certificates.
 */
const finds = (partner: PartnerKey, threat: string, hasLocation: boolean): boolean =>
  hasLocation || partner !== 'defender' || !wifiThreats.includes(threat);

/**
 * How a cloud behaves, in one table, so that a known-bad variant can replace any of it (see
 * simulator/grade).
 */
export interface CloudRules {
  readonly silentAt: typeof silentAt;
  readonly contactAfter: typeof contactAfter;
  readonly rollUpOf: typeof rollUpOf;
  readonly reportedStateOf: typeof reportedStateOf;
  readonly finds: typeof finds;
  readonly resyncAt: typeof resyncAt;
  /** Whether it says anything to Intune at all. */
  readonly speaks: (cloud: VendorCloud) => boolean;
  /** Whether it expects a device of a user in these groups (ID-02). */
  readonly expects: (cloud: VendorCloud, userGroups: readonly string[]) => boolean;
}

export const documentedCloud: CloudRules = {
  silentAt,
  contactAfter,
  rollUpOf,
  reportedStateOf,
  finds,
  resyncAt,
  speaks: ({ readOnly }) => !readOnly,
  expects: ({ syncedGroups }, userGroups) =>
    syncedGroups === undefined || userGroups.some((group) => syncedGroups.includes(group)),
};
