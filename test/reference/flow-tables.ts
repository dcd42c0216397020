import type { Operation } from '../../simulator/port/operation.ts';

/**
 * The second opinion on the ways of users without management: the tables of domain.md 3.11 taken
 * down line by line, and the plain operations that each step stands for. It shares nothing with
 * core/flows but the names.
 */
export type Step =
  /** The operations, and the screen they end on. */
  | { readonly does: readonly string[]; readonly to: string }
  /** The app is opened: its reasons name the screen, `passing` the one where there are none. */
  | { readonly does: readonly string[]; readonly opens: true; readonly passing?: string }
  /** The app has scanned: the screen where a launch would pass now, and where it would not. */
  | { readonly scans: true; readonly above: string }
  | { readonly back: true };

const launch = { does: [], opens: true } as const;
const recheck = { does: [], opens: true, passing: 'ReturnToApp' } as const;
const to = (screen: string, ...does: readonly string[]): Step => ({ does, to: screen });
const back: Step = { back: true };

const topics = Object.fromEntries(
  [
    'Which app to use',
    'Installing the app',
    'A failed installation',
    'Detecting or averting a threat',
    'Removing the app',
  ].map((topic) => [topic, back]),
);

type Table = Readonly<Record<string, Readonly<Record<string, Step>>>>;

const common: Table = {
  SignIn: { 'Sign in': launch },
  Registration: { Register: { does: ['register'], opens: true } },
  InstallFailed: { 'Try again': to('StoreInstall'), 'Find the IT contact': to('ITContact') },
  LogsSent: { Done: back },
  ITContact: topics,
  AccountPick: { 'Work account': to('Scanning', 'activate') },
  Scanning: { Wait: { scans: true, above: 'ThreatBlocked' }, 'Return to app': launch },
  ReturnToApp: { 'Return to app': launch },
  AccessGranted: { 'Open app': launch },
  PendingSync: { Recheck: recheck, 'Open MTD app': to('MtdApp') },
  ThreatBlocked: {
    Recheck: recheck,
    'Open MTD app': to('MtdApp'),
    'Ask IT': to('ITContact'),
  },
  Wiped: { 'Sign in': launch, 'Open MTD app': to('MtdApp') },
  MtdApp: {
    'Read details': to('ThreatDetails'),
    Scan: { scans: true, above: 'MtdApp' },
    'Return to app': launch,
  },
  ThreatDetails: { 'Change the device': to('MtdApp', 'resolveThreat') },
};

const sendLogs = (from: string): Table => ({
  InstallFailed: { ...common['InstallFailed'], [`Send logs from ${from}`]: to('LogsSent') },
});

export const tables: Readonly<Record<'ios' | 'android', Table>> = {
  ios: {
    ...common,
    ...sendLogs('Microsoft Edge'),
    'GetAccess.Download': {
      'Download from App Store': to('Reminder'),
      Recheck: recheck,
      'Ask IT': to('ITContact'),
    },
    Reminder: { OK: to('StoreInstall') },
    StoreInstall: {
      Install: to('GetAccess.Open', 'install'),
      'Install and open': to('BrokerConsent', 'install'),
      'Installation fails': to('InstallFailed'),
    },
    'GetAccess.Open': { Open: to('BrokerConsent'), Recheck: recheck },
    BrokerConsent: { Open: to('AccountPick'), Cancel: to('GetAccess.Open') },
  },
  android: {
    ...common,
    ...sendLogs('Company Portal'),
    'GetAccess.Download': {
      Download: to('StoreInstall'),
      Recheck: recheck,
      'Ask IT': to('ITContact'),
    },
    StoreInstall: {
      Install: to('GetAccess.Open', 'install'),
      'Install and open': to('Permissions', 'install'),
      'Installation fails': to('InstallFailed'),
    },
    'GetAccess.Open': { Open: to('Permissions'), Recheck: recheck },
    Permissions: {
      'Allow all': to('AccountPick'),
      'Allow contacts only': to('AccountPick'),
      'Deny contacts': to('Degraded'),
    },
    Degraded: { 'Allow contacts': to('AccountPick'), 'Return to app': launch },
  },
};

/** Where a launch that ended so leads, by the first of its reasons. */
export const screenOfLaunch = (
  outcome: string,
  reasons: readonly string[],
  activated: boolean,
): string => {
  if (outcome === 'allowed') return 'AccessGranted';
  if (outcome === 'wiped') return 'Wiped';
  const [slug] = (reasons[0] ?? '').split('/');
  switch (slug) {
    case 'device-not-registered':
      return 'Registration';
    case 'app-missing':
      return 'GetAccess.Download';
    case 'threat-above-limit':
      return 'ThreatBlocked';
    case 'scan-missing':
    case 'app-not-activated':
      return activated ? 'PendingSync' : 'GetAccess.Open';
    case 'partner-unresponsive':
      return 'PendingSync';
    default:
      return 'GetAccess.Open';
  }
};

/** One of the plain operations by its name in the tables. */
export const plain = (name: string, device: string, threat: string | undefined): Operation[] => {
  const partner = 'lookout' as const;
  switch (name) {
    case 'register':
      return [{ do: 'register', device }];
    case 'install':
      return [{ do: 'install', device, partner }];
    case 'activate':
      return [{ do: 'activate', device, partner }];
    case 'resolveThreat':
      return threat === undefined ? [] : [{ do: 'resolveThreat', device, threat }];
    default:
      throw new Error(`no plain operation ${name}`);
  }
};
