import type { DeviceField } from './observation.ts';
import type { Verb } from './operation.ts';

/** What a target may be able to do. A scenario that needs more is `not-run`, with that reason. */
export const capabilities = {
  'clock-control': 'its clock can be set to any later instant',
  admin: 'an admin can change connectors, policies, assignments and tenant settings',
  partner: 'partner messages can be sent to it',
  device: 'devices can enrol, check in and carry MTD apps',
  'app-launch': 'a protected app can be opened, and how that ended can be seen',
  'org-data': 'the organisation data and personal data of an app can be looked at',
  'wipe-requests': 'what became of the wipes that were asked for is listed',
  token: 'a token for a resource can be requested and its life followed',
  reasons: 'it says why, with the reason codes of the decision procedure',
  events: 'it shows wipes, marks and notifications as events',
  flows: 'the screens of the end-user flows can be seen and tapped',
  'app-sync': 'apps and certificates can be put on a device, and their inventories requested',
  control: 'threats can be put on a device and removed from it',
  roles: 'it knows which admin asks, and refuses who may not',
  'vendor-cloud': 'it plays the clouds of the vendors: when a device is silent, what is said again',
} as const;
export type Capability = keyof typeof capabilities;
export const capabilityNames = Object.keys(capabilities) as Capability[];

/** The capability each verb needs. */
export const capabilityOfVerb = {
  provision: 'partner',
  deprovision: 'partner',
  heartbeat: 'partner',
  report: 'partner',
  raiseError: 'partner',
  clearError: 'partner',
  requestAppSync: 'app-sync',
  requestCertificateSync: 'app-sync',
  setConnector: 'admin',
  setPolicy: 'admin',
  removePolicy: 'admin',
  assign: 'admin',
  unassign: 'admin',
  setTenant: 'admin',
  consent: 'admin',
  revokeConsent: 'admin',
  wipeRequest: 'admin',
  cancelWipe: 'admin',
  enroll: 'device',
  unenroll: 'device',
  register: 'device',
  install: 'device',
  uninstall: 'device',
  activate: 'device',
  deactivate: 'device',
  scan: 'device',
  raiseThreat: 'control',
  resolveThreat: 'control',
  checkIn: 'device',
  setInventory: 'app-sync',
  launch: 'app-launch',
  requestToken: 'token',
  tap: 'flows',
} as const satisfies Record<Verb, Capability>;

/** The capability each observed device field needs; null needs none. */
export const capabilityOfField = {
  complianceState: null,
  reasons: 'reasons',
  warnings: 'reasons',
  apps: 'app-launch',
  appReasons: 'reasons',
  access: null,
  accessReasons: 'reasons',
  orgData: 'org-data',
  personalData: 'org-data',
  wipeRequests: 'wipe-requests',
  threatState: null,
  tokens: 'token',
  screen: 'flows',
  choices: 'flows',
  inventory: 'app-sync',
} as const satisfies Record<DeviceField, Capability | null>;
