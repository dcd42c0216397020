import {
  arrivalsOf,
  entryScreens,
  firstScan,
  recheck,
  verdictScreens,
  type Way,
} from './app-protection.ts';
import { type Flow, go, inferred, opens, screen } from './flow.ts';
import { unnamedScreens } from './help.ts';

const way: Way = {
  platforms: ['ios'],
  broker: 'Microsoft Authenticator',
  rows: {
    signIn: ['FLOW-iOS-01', 'FLOW-iOS-02'],
    registration: ['FLOW-iOS-01'],
    download: ['FLOW-iOS-02'],
    open: ['FLOW-iOS-04'],
    scan: ['FLOW-iOS-07'],
    back: ['FLOW-iOS-08'],
    recheck: ['FLOW-iOS-09'],
  },
};

/** A protected app on an unenrolled iPhone or iPad (domain.md 3.11, machine MAM-iOS). */
export const iosFlow: Flow = {
  title: 'A protected app on an unenrolled iPhone or iPad',
  start: 'SignIn',
  arrivals: arrivalsOf(way),
  screens: {
    ...entryScreens(way),
    'GetAccess.Download': screen('Get access: the MTD app has to be installed.', {
      'Download from App Store': go('Reminder', ['FLOW-iOS-03']),
      Recheck: recheck(way),
      'Ask IT': go('ITContact', ['FLOW-10', 'FLOW-12']),
    }),
    Reminder: screen('A reminder: install the app, but do not open it yet.', {
      OK: go('StoreInstall', ['FLOW-iOS-03']),
    }),
    StoreInstall: screen('The page of the MTD app in the App Store.', {
      Install: go('GetAccess.Open', ['FLOW-iOS-04'], ['install']),
      'Install and open': inferred(go('BrokerConsent', ['FLOW-iOS-05'], ['install'])),
      'Installation fails': go('InstallFailed', ['FLOW-iOS-04', 'FLOW-09']),
    }),
    'GetAccess.Open': screen('Get access: the MTD app is there and has to be opened.', {
      Open: go('BrokerConsent', ['FLOW-iOS-05']),
      Recheck: recheck(way),
    }),
    BrokerConsent: screen('The MTD app asks to open Microsoft Authenticator.', {
      Open: go('AccountPick', ['FLOW-iOS-06']),
      Cancel: inferred(go('GetAccess.Open', ['FLOW-iOS-06'])),
    }),
    AccountPick: screen('The MTD app asks for the work account.', {
      'Work account': go('Scanning', ['FLOW-iOS-06'], ['activate']),
    }),
    Scanning: screen('The MTD app scans the device.', {
      Wait: firstScan(['FLOW-iOS-07']),
      'Return to app': inferred(opens(['FLOW-04'])),
    }),
    ...verdictScreens(way),
    ...unnamedScreens,
  },
};
