/** The ways of users, each a machine of its own. */
export const flowNames = ['ios', 'android', 'enrolled', 'defender'] as const;
export type FlowName = (typeof flowNames)[number];

/** Every screen of every flow; what a screen says differs from flow to flow. */
export const screenNames = [
  'SignIn',
  'DeviceSetup',
  'Registration',
  'BrokerMissing',
  'GetAccess.Health',
  'GetAccess.Download',
  'Reminder',
  'StoreInstall',
  'InstallFailed',
  'NoAppNamed',
  'GetAccess.Open',
  'GetAccess.Launch',
  'BrokerConsent',
  'Permissions',
  'Degraded',
  'AccountPick',
  'RegistrationFailed',
  'Scanning',
  'DeviceHealthy',
  'ReturnToApp',
  'CheckDevice',
  'OtherRequirements',
  'PendingSync',
  'ThreatBlocked',
  'Wiped',
  'MtdApp',
  'ThreatDetails',
  'AccessGranted',
  'ITContact',
  'LogsSent',
] as const;
export type ScreenName = (typeof screenNames)[number];

/** What a choice does, apart from leading to another screen; mostly an operation of the port. */
export const effects = {
  register: 'registers the device, if its broker app is there',
  installBroker: 'puts the broker app on the device',
  install: 'installs the MTD app',
  activate: 'signs in to the MTD app',
  denyLocation: 'keeps the location from the MTD app',
  scan: 'the MTD app scans the device',
  resolveThreat: 'one threat is gone from the device',
  launch: 'the protected app is opened, and judged',
  meetConditions: 'the other launch conditions are met from now on',
  checkIn: 'the device checks in with Intune',
  meetSettings: 'the other settings are met from now on',
} as const;
export type Effect = keyof typeof effects;

/** What Intune, the device or the MTD app is asked before the next screen is known. */
export const questions = {
  app: 'how the last launch ended',
  verdict: 'how a launch would end now',
  compliance: 'why the device is not compliant',
  found: 'whether a threat is left on the device',
  platform: 'what the device runs',
} as const;
export type Question = keyof typeof questions;

export const answers = {
  opened: 'nothing is in the way',
  unregistered: 'the device is not registered',
  brokerMissing: 'the broker app is missing',
  appMissing: 'the MTD app is missing',
  appUnnamed: 'the MTD app is missing, and no store is known to have it',
  appClosed: 'the MTD app is there, but nobody is signed in to it',
  unsynced: 'no verdict has arrived',
  threat: 'a threat is above the limit',
  wiped: 'the app is wiped',
  unmet: 'something else is required',
  ios: 'iOS',
  android: 'Android',
} as const;
export type Answer = keyof typeof answers;

/** What an admin must have allowed before a choice is offered. */
export const allowances = {
  optionalPermissions: 'the app configuration makes the permissions of the MTD app optional',
} as const;
export type Allowance = keyof typeof allowances;

/** By answer; one that is not named here leads where the flow says (`arrivals`). */
export type Destinations = Readonly<Partial<Record<Answer, ScreenName>>>;

/** One thing that can be chosen on a screen. */
export interface Choice {
  /** In this order. */
  readonly does: readonly Effect[];
  /** Null: it always leads to the same screen. */
  readonly asks: Question | null;
  /** `back`: the screen from which this one was reached. */
  readonly to: ScreenName | 'back' | Destinations;
  readonly requirements: readonly string[];
  /** Offered only where this is so; null: always. */
  readonly where: Allowance | null;
  /** False where no document shows it, but something has to follow. */
  readonly documented: boolean;
}

export interface Screen {
  /** What the user sees there, in our words. */
  readonly says: string;
  readonly choices: Readonly<Record<string, Choice>>;
}

export interface Arrival {
  readonly to: ScreenName;
  readonly requirements: readonly string[];
}

export interface Flow {
  readonly title: string;
  readonly start: ScreenName;
  readonly screens: Readonly<Partial<Record<ScreenName, Screen>>>;
  /** Where a user comes out who opens the app, or checks the device, by what is in the way. */
  readonly arrivals: Readonly<Partial<Record<Answer, Arrival>>>;
}

const choice = (
  does: readonly Effect[],
  asks: Question | null,
  to: Choice['to'],
  requirements: readonly string[],
): Choice => ({ does, asks, to, requirements, where: null, documented: true });

/** A choice that always leads to the same screen. */
export const go = (
  to: ScreenName | 'back',
  requirements: readonly string[],
  does: readonly Effect[] = [],
): Choice => choice(does, null, to, requirements);

/** A choice that opens the app: where it leads depends on what is in the way. */
export const opens = (
  requirements: readonly string[],
  to: Destinations = {},
  before: readonly Effect[] = [],
): Choice => choice([...before, 'launch'], 'app', to, requirements);

/** A choice after which something other than the app is asked. */
export const asking = (
  asks: Exclude<Question, 'app'>,
  does: readonly Effect[],
  to: Destinations,
  requirements: readonly string[],
): Choice => choice(does, asks, to, requirements);

/** The same choice, offered only where an admin allowed it. */
export const allowed = (where: Allowance, one: Choice): Choice => ({ ...one, where });

/** The same choice where no document shows it. */
export const inferred = (one: Choice): Choice => ({ ...one, documented: false });

export const screen = (says: string, choices: Screen['choices']): Screen => ({ says, choices });

export const arrival = (to: ScreenName, ...requirements: readonly string[]): Arrival => ({
  to,
  requirements,
});
