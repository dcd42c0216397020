import { complianceStateOf } from '../../../core/calculation.ts';
import { type DeviceStatus, reportOf, storedIndexIn } from '../../../core/device.ts';
import { isEnrolled } from '../../../core/facts.ts';
import { placesOf } from '../../../core/places.ts';
import { storedStates } from '../../../core/rules/threat.ts';
import type { Instant } from '../../../core/time.ts';
import { partnerCount } from '../../../core/view.ts';
import type { ManagementType, Platform, ThreatState } from '../../../core/vocabulary.ts';
import { enrolledDevices } from '../../target/enrolled.ts';
import { keepRecent } from '../recent.ts';
import { principalNameOf } from '../user.ts';
import {
  type CollectionSpec,
  collectionAnswer,
  entitiesOf,
  entityAnswer,
  noRoute,
  notFound,
  nothing,
} from './answers.ts';
import type { Entity, GraphCall, GraphRoute } from './call.ts';
import { roles } from './roles.ts';

const place = 'deviceManagement/managedDevices';

/** What the v1.0 metadata says can be filtered by; `operatingSystem` cannot be (graph.md 5). */
const filterable = {
  azureADDeviceId: ['eq'],
  complianceGracePeriodExpirationDateTime: ['lt', 'gt'],
  complianceState: ['eq', 'or'],
  deviceCategoryDisplayName: ['eq', 'or'],
  deviceName: ['eq', 'contains'],
  emailAddress: ['contains'],
  enrolledDateTime: ['lt', 'gt'],
  exchangeAccessState: ['eq', 'or'],
  imei: ['eq', 'or'],
  jailBroken: ['eq', 'or'],
  lastSyncDateTime: ['lt', 'gt'],
  managementAgent: ['eq', 'or'],
  managementState: ['eq', 'or'],
  manufacturer: ['eq', 'or'],
  model: ['eq', 'contains'],
  osVersion: ['contains'],
  phoneNumber: ['contains'],
  serialNumber: ['eq', 'or'],
  userPrincipalName: ['eq', 'ne'],
};

export const managedDeviceSpec: CollectionSpec = {
  declared: 'managedDevice',
  place,
  page: 1000,
  paging: 'skiptoken',
  filterable,
  countsUnasked: true,
  isKept: true,
};

const never = '9999-12-31T23:59:59.9999999Z';
const longAgo = '0001-01-01T00:00:00Z';

const operatingSystems: Readonly<Record<Platform, string>> = {
  android: 'Android',
  ios: 'iOS',
  windows: 'Windows',
};

const enrolments: Readonly<Record<ManagementType, string>> = {
  androidWorkProfile: 'userEnrollment',
  androidCorporateWorkProfile: 'androidEnterpriseCorporateWorkProfile',
  androidFullyManaged: 'androidEnterpriseFullyManaged',
  androidDedicated: 'androidEnterpriseDedicatedDevice',
  androidDeviceAdministrator: 'userEnrollment',
  androidAosp: 'androidAOSPUserOwnedDeviceEnrollment',
  androidUnmanaged: 'unknown',
  iosSupervised: 'appleBulkWithUser',
  iosDeviceEnrollment: 'userEnrollment',
  iosUserEnrollment: 'appleUserEnrollment',
  iosShared: 'appleBulkWithoutUser',
  iosUnmanaged: 'unknown',
  windowsManaged: 'windowsAzureADJoin',
  windowsUnmanaged: 'unknown',
};

const inV1 = (enrolment: string): string =>
  /^android/.test(enrolment) ? 'unknownFutureValue' : enrolment;

const worstFirst: readonly ThreatState[] = [
  'compromised',
  'highSeverity',
  'mediumSeverity',
  'lowSeverity',
  'misconfigured',
  'unresponsive',
  'deactivated',
  'secured',
  'activated',
  'unknown',
];

const places = placesOf(worstFirst);

/** By the index of what is stored: how bad it is, 0 is the worst. */
const ranks = storedStates.map((state) => (state === 'none' ? worstFirst.length : places[state]));

/** Graph has one state for all partners together: the worst of what they said (inferred). */
const worstOf = (device: DeviceStatus): ThreatState => {
  let worst = worstFirst.length;
  for (let partner = 0; partner < partnerCount; partner++) {
    worst = Math.min(worst, ranks[storedIndexIn(reportOf(device, partner))] ?? worst);
  }
  return worstFirst[worst] ?? 'unknown';
};

/** When the first grace that now runs is over; infinity: none runs. */
const graceEnd = ({ runs, plan }: DeviceStatus, now: Instant): Instant => {
  let first = Number.POSITIVE_INFINITY;
  for (let index = 0; index < runs.length; index++) {
    const end = (runs[index]?.since ?? Number.NaN) + (plan[index]?.grace ?? Number.NaN);
    if (end > now) first = Math.min(first, end);
  }
  return first;
};

const instantText = (instant: Instant): string =>
  Number.isFinite(instant) ? new Date(instant).toISOString() : never;

/** What of a device changes by itself, as Graph has it. */
interface State {
  readonly complianceState: string;
  readonly threatState: ThreatState;
  /** Infinity while no grace runs. */
  readonly graceUntil: Instant;
}

const stateOf = (device: DeviceStatus, now: Instant): State => {
  const complianceState = complianceStateOf(device.decision);
  const graceUntil =
    complianceState === 'inGracePeriod' ? graceEnd(device, now) : Number.POSITIVE_INFINITY;
  return { complianceState, threatState: worstOf(device), graceUntil };
};

interface Naming {
  readonly entraId: string;
  readonly deviceId: string;
  readonly userId: string;
  readonly principalName: string;
  readonly enrolment: string;
}

/** One literal with everything: parts spread into it take V8 much longer. */
const entityFrom = (
  device: DeviceStatus,
  { complianceState, threatState, graceUntil }: State,
  { entraId, deviceId, userId, principalName, enrolment }: Naming,
): Entity => ({
  id: deviceId,
  deviceName: device.name,
  managedDeviceName: device.name,
  userId,
  userPrincipalName: principalName,
  userDisplayName: device.user ?? '',
  emailAddress: principalName,
  complianceState,
  complianceGracePeriodExpirationDateTime: instantText(graceUntil),
  lastSyncDateTime: device.checkedIn ? new Date(device.lastCheckIn).toISOString() : longAgo,
  partnerReportedThreatState: threatState,
  azureADDeviceId: entraId,
  azureActiveDirectoryDeviceId: entraId,
  azureADRegistered: device.registered,
  aadRegistered: device.registered,
  deviceRegistrationState: device.registered ? 'registered' : 'notRegistered',
  managedDeviceOwnerType: device.ownership,
  ownerType: device.ownership,
  operatingSystem: operatingSystems[device.platform],
  osVersion: device.osVersion,
  managementAgent: device.platform === 'android' ? 'googleCloudDevicePolicyController' : 'mdm',
  managementState: 'managed',
  deviceEnrollmentType: enrolment,
  enrolledDateTime: longAgo,
  isSupervised: device.managementType === 'iosSupervised',
  isEncrypted: true,
  jailBroken: 'Unknown',
  deviceCategoryDisplayName: 'Unknown',
  manufacturer: '',
  model: '',
  serialNumber: '',
  imei: '',
  meid: '',
  phoneNumber: '',
  wiFiMacAddress: '',
  subscriberCarrier: '',
  androidSecurityPatchLevel: '',
  easActivated: false,
  easDeviceId: '',
  easActivationDateTime: longAgo,
  exchangeAccessState: 'none',
  exchangeAccessStateReason: 'none',
  exchangeLastSuccessfulSyncDateTime: longAgo,
  remoteAssistanceSessionUrl: null,
  remoteAssistanceSessionErrorDetails: null,
  configurationManagerClientEnabledFeatures: null,
  deviceHealthAttestationState: null,
  deviceActionResults: [],
  totalStorageSpaceInBytes: 0,
  freeStorageSpaceInBytes: 0,
  managementCertificateExpirationDate: never,
  requireUserEnrollmentApproval: null,
  roleScopeTagIds: ['0'],
  // These come with a default value unless one device is asked for them by name (graph.md 5).
  activationLockBypassCode: null,
  ethernetMacAddress: null,
  iccid: null,
  notes: null,
  physicalMemoryInBytes: 0,
  udid: null,
});

/** An entity, and what it follows from besides what never changes of a device. */
interface Made {
  readonly version: GraphCall['version'];
  readonly state: State;
  readonly managementType: ManagementType;
  readonly registered: boolean;
  readonly checkedIn: boolean;
  readonly lastCheckIn: Instant;
  readonly entity: Entity;
}

/** Devices are asked for far more often than they change. Of large fleets not all are kept. */
const mostMade = 10_000;
const lastMade = new Map<DeviceStatus, Made>();

const isAsMade = (made: Made, device: DeviceStatus, state: State): boolean =>
  made.state.complianceState === state.complianceState &&
  made.state.threatState === state.threatState &&
  made.state.graceUntil === state.graceUntil &&
  made.managementType === device.managementType &&
  made.registered === device.registered &&
  made.checkedIn === device.checkedIn &&
  made.lastCheckIn === device.lastCheckIn;

const makeEntity = (
  { tenant: { names }, version }: GraphCall,
  device: DeviceStatus,
  state: State,
): Entity => {
  const { name, user, managementType } = device;
  const enrolment = enrolments[managementType];
  return entityFrom(device, state, {
    entraId: names.idOf('entraDevice', name),
    deviceId: names.idOf('device', name),
    userId: user === null ? '' : names.idOf('user', user),
    principalName: user === null ? '' : principalNameOf(user),
    enrolment: version === 'v1.0' ? inV1(enrolment) : enrolment,
  });
};

/** The same object as long as the same is to be said. */
export const managedDeviceEntity = (call: GraphCall, device: DeviceStatus): Entity => {
  const { version, now } = call;
  const state = stateOf(device, now);
  const made = lastMade.get(device);
  if (made?.version === version && isAsMade(made, device, state)) return made.entity;
  const { managementType, registered, checkedIn, lastCheckIn } = device;
  const entity = makeEntity(call, device, state);
  const fresh = { version, state, managementType, registered, checkedIn, lastCheckIn, entity };
  return keepRecent(lastMade, mostMade, device, fresh).entity;
};

/** The managed device an id is of. */
const managedDeviceWith = ({ tenant, world }: GraphCall, id: string): DeviceStatus | null => {
  const name = tenant.names.nameOf('device', id);
  const device = name === null ? undefined : world.devices.get(name);
  return device !== undefined && isEnrolled(device.managementType) ? device : null;
};

type OfDevice = (call: GraphCall, device: DeviceStatus) => ReturnType<GraphRoute['answer']>;

export const ofDevice =
  (answer: OfDevice): GraphRoute['answer'] =>
  (call, [id = '']) => {
    const device = managedDeviceWith(call, id);
    return device === null ? notFound(call) : answer(call, device);
  };

const one = `${place}/{id}`;

export const managedDeviceRoutes: readonly GraphRoute[] = [
  {
    method: 'GET',
    path: place,
    roles: roles.readDevices,
    answer: (call) =>
      collectionAnswer(
        call,
        entitiesOf(enrolledDevices(call.world), (device) => managedDeviceEntity(call, device)),
        managedDeviceSpec,
      ),
  },
  {
    method: 'GET',
    path: `${place}/$count`,
    roles: roles.readDevices,
    answer: (call) => noRoute(call, '~/singleton/navigation/$count'),
  },
  {
    method: 'GET',
    path: one,
    roles: roles.readDevices,
    answer: ofDevice((call, device) =>
      entityAnswer(call, managedDeviceEntity(call, device), managedDeviceSpec),
    ),
  },
  {
    method: 'DELETE',
    path: one,
    roles: roles.writeDevices,
    answer: ofDevice((call, device) => {
      call.tenant.perform({ do: 'unenroll', device: device.name });
      return nothing;
    }),
  },
  {
    method: 'POST',
    path: `${one}/syncDevice`,
    roles: roles.actOnDevices,
    answer: ofDevice((call, device) => {
      call.tenant.perform({ do: 'checkIn', device: device.name });
      return nothing;
    }),
  },
  {
    method: 'POST',
    path: `${one}/retire`,
    roles: roles.actOnDevices,
    answer: ofDevice((call, device) => {
      call.tenant.perform({ do: 'unenroll', device: device.name });
      return nothing;
    }),
  },
  {
    method: 'POST',
    path: `${one}/wipe`,
    roles: roles.wipeDevices,
    answer: ofDevice((call, device) => {
      call.tenant.perform({ do: 'unenroll', device: device.name });
      return nothing;
    }),
  },
  {
    method: 'POST',
    path: `${one}/remoteLock`,
    roles: roles.actOnDevices,
    answer: ofDevice(() => nothing),
  },
];
