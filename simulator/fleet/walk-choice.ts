import type { ScreenName } from '../../core/flows/flow.ts';

/**
 * What somebody who wants to get on chooses on each screen: the first that is offered. A screen
 * that is not here is the end of the way, for want of help that no fleet has.
 */
export const wayOn: Readonly<Partial<Record<ScreenName, readonly string[]>>> = {
  SignIn: ['Sign in'],
  DeviceSetup: ['Open push notification'],
  'GetAccess.Health': ['Continue'],
  'GetAccess.Download': ['Download from App Store', 'Download', 'Install'],
  Reminder: ['OK'],
  StoreInstall: ['Install'],
  InstallFailed: ['Try again'],
  'GetAccess.Open': ['Open', 'Continue'],
  'GetAccess.Launch': ['Launch'],
  BrokerConsent: ['Open'],
  Permissions: ['Allow all'],
  Degraded: ['Allow contacts'],
  AccountPick: ['Work account'],
  Scanning: ['Wait'],
  DeviceHealthy: ['Continue'],
  ReturnToApp: ['Return to app'],
  CheckDevice: ['Confirm device settings'],
  OtherRequirements: ['Complete', 'Resolve'],
  PendingSync: ['Recheck'],
  ThreatBlocked: ['Recheck', 'Open MTD app'],
  Wiped: ['Sign in'],
  MtdApp: ['Return to app', 'Return to Company Portal'],
};

/** What goes wrong on a screen, where something can. */
export const wayAstray: Readonly<Partial<Record<ScreenName, string>>> = {
  StoreInstall: 'Installation fails',
  BrokerConsent: 'Cancel',
  Permissions: 'Deny contacts',
};

/** Screens that are left only after something has happened elsewhere. */
export const waitingScreens: readonly ScreenName[] = [
  'InstallFailed',
  'CheckDevice',
  'OtherRequirements',
  'PendingSync',
  'ThreatBlocked',
  'Wiped',
];
