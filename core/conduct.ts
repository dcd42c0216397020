import { type CloudOfTenant, hasManagement, showsConnector } from './clouds.ts';
import type { PartnerKey } from './partners.ts';
import type { Plan } from './plan.ts';
import type { Readings } from './readings.ts';
import { type AdminAct, lackingFor } from './roles.ts';
import type { ConnectorSettings } from './tenant.ts';
import { type Duration, hour, type Instant } from './time.ts';
import {
  type Cloud,
  type EventName,
  type LaunchOutcome,
  launchOutcomes,
  type ManagementType,
  type NoncomplianceActionType,
} from './vocabulary.ts';
import { type WipeRequestState, wipeRequestListedFor } from './wipe-requests.ts';

/**
 * What happens over time and is no question to a rule: clocks that start and end, what outlives a
 * change, what counts where several things do. Replaceable like every other fact.
 */
export interface Conduct {
  /** When an action of a policy that has been failing since then is due (ACT-07). */
  readonly actionDue: (failingSince: Instant, gracePeriodHours: number) => Instant;
  /** What others see of an action for noncompliance; null: nothing (ACT-06). */
  readonly eventOfAction: (type: NoncomplianceActionType) => EventName | null;
  /** Whether a push notification reaches a device managed like this (ACT-05). */
  readonly pushReaches: (managementType: ManagementType) => boolean;
  /** Whether two push notifications of one policy are due on the same day (ACT-05). */
  readonly sharesDay: (gracePeriodHours: number, otherHours: number) => boolean;
  /** Since when a policy is failing that no longer fails: NaN, its clock is reset (ACT-08). */
  readonly failingSinceAfterPassing: (failingSince: Instant) => Instant;
  /** The policies a device holds after a check-in (COMP-22, COMP-28). */
  readonly heldAfterCheckIn: (before: Plan, delivered: Plan) => Plan;
  /** From an accepted threat message to its calculation; null: it causes none (COMP-20). */
  readonly calculationAfter: (delay: Duration, readings: Readings) => Duration | null;
  /** Which of two outcomes of one launch counts (MAM-14, MAM-15). */
  readonly decidingOutcome: (a: LaunchOutcome, b: LaunchOutcome) => LaunchOutcome;
  /** Of the protected apps of a device, those that a request for the device is for (WIPE-03). */
  readonly wipeReaches: (apps: readonly string[]) => readonly string[];
  /** Whether a request for a user is for the devices of this other user, or of nobody (WIPE-03). */
  readonly wipeReachesUser: (user: string, owner: string | null) => boolean;
  /** Since when a user stands on the list once a wipe has happened; null: no longer (WIPE-03). */
  readonly userWipeAfterwards: (since: Instant) => Instant | null;
  /** What becomes of a request whose wipe happened, or did not (WIPE-04). */
  readonly wipeEndsAs: (happened: boolean) => WipeRequestState;
  /** How long a request is listed in a state: from its making or its completion (WIPE-04). */
  readonly wipeListedFor: (state: WipeRequestState) => Duration;
  /** How a launch ends that is to wipe an app whose data is already gone (WIPE-06). */
  readonly outcomeOfSecondWipe: () => LaunchOutcome;
  /** Whether this outcome ends the state of an app whose data is gone (WIPE-06). */
  readonly setsUpAgain: (outcome: LaunchOutcome) => boolean;
  /** When a token that is granted now ends; what becomes of compliance ends none (CA-10). */
  readonly tokenEnds: (granted: Instant) => Instant;
  /** The first permission somebody with these roles lacks for an act; null: none (RBAC-01). */
  readonly lacking: (act: AdminAct, roles: readonly string[], partner: PartnerKey) => string | null;
  /** Why Defender cannot be enabled in the personal profile; null: it can (MDE-ENROLL-A2). */
  readonly personalProfileRefusal: (
    managementType: ManagementType,
    activeInWorkProfile: boolean,
  ) => 'prerequisite-missing' | 'not-supported' | null;
  /** Whether the tenant's cloud shows the connector of a partner (CLOUD-01). */
  readonly showsConnector: (
    tenant: CloudOfTenant,
    partner: PartnerKey,
    readings: Readings,
  ) => boolean;
  /** Whether devices can be managed so in a cloud (CLOUD-04). */
  readonly hasManagement: (cloud: Cloud, managementType: ManagementType) => boolean;
  /** Whether two connectors claim what only one can have, the MTD role (TOG-08). */
  readonly claimSameRole: (one: ConnectorSettings, other: ConnectorSettings) => boolean;
}

/** Intune's action names, as events; what Muster shows nothing of is null. */
const events: Readonly<Record<NoncomplianceActionType, EventName | null>> = {
  block: 'mark',
  notification: 'notification',
  pushNotification: 'pushNotification',
  remoteLock: 'remoteLock',
  // The portal's name for it: nothing is retired until an admin picks the device (ACT-06).
  retire: 'addToRetireList',
  noAction: null,
  wipe: null,
  removeResourceAccessProfiles: null,
};

/** It exists for Android under Google's management and for iOS. */
const withoutPush: readonly ManagementType[] = ['androidAosp', 'windowsManaged'];
const hoursOfDay = 24;

const severity = (outcome: LaunchOutcome): number => launchOutcomes.indexOf(outcome);

export const documentedConduct: Conduct = {
  actionDue: (failingSince, gracePeriodHours) => failingSince + gracePeriodHours * hour,
  eventOfAction: (type) => events[type],
  pushReaches: (managementType) => !withoutPush.includes(managementType),
  sharesDay: (a, b) => Math.floor(a / hoursOfDay) === Math.floor(b / hoursOfDay),
  failingSinceAfterPassing: () => Number.NaN,
  heldAfterCheckIn: (_, delivered) => delivered,
  calculationAfter: (delay, readings) => (readings.mtdRecalc === 'onCheckIn' ? null : delay),
  decidingOutcome: (a, b) => (severity(a) >= severity(b) ? a : b),
  wipeReaches: (apps) => apps,
  wipeReachesUser: (user, owner) => user === owner,
  userWipeAfterwards: (since) => since,
  wipeEndsAs: (happened) => (happened ? 'successful' : 'failed'),
  wipeListedFor: (state) => wipeRequestListedFor(state),
  outcomeOfSecondWipe: () => 'blocked',
  setsUpAgain: (outcome) => outcome === 'allowed' || outcome === 'warned',
  tokenEnds: (granted) => granted + hour,
  lacking: lackingFor,
  personalProfileRefusal: (managementType, activeInWorkProfile) => {
    // A company-owned phone has a personal profile too, and Defender is not supported there.
    if (managementType !== 'androidWorkProfile') return 'not-supported';
    return activeInWorkProfile ? null : 'prerequisite-missing';
  },
  showsConnector,
  hasManagement,
  claimSameRole: (one, other) =>
    one.grantMobileThreatDefensePartnerRole && other.grantMobileThreatDefensePartnerRole,
};
