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
  platforms: ['android'],
  broker: 'Company Portal',
  rows: {
    signIn: ['FLOW-AND-01', 'FLOW-AND-02'],
    registration: ['FLOW-AND-01'],
    download: ['FLOW-AND-02'],
    open: ['FLOW-AND-03'],
    scan: ['FLOW-AND-08'],
    back: ['FLOW-AND-08'],
    recheck: ['FLOW-AND-08'],
  },
};

/** A protected app on an unenrolled Android device (domain.md 3.11, machine MAM-Android). */
export const androidFlow: Flow = {
  title: 'A protected app on an unenrolled Android device',
  start: 'SignIn',
  arrivals: arrivalsOf(way),
  screens: {
    ...entryScreens(way),
    'GetAccess.Download': screen('Get access: the MTD app has to be installed.', {
      Download: go('StoreInstall', ['FLOW-AND-03']),
      Recheck: recheck(way),
      'Ask IT': go('ITContact', ['FLOW-10', 'FLOW-12']),
    }),
    StoreInstall: screen('The page of the MTD app in Google Play.', {
      Install: go('GetAccess.Open', ['FLOW-AND-03'], ['install']),
      // The draft of 2019 has no step between the store and the permissions.
      'Install and open': inferred(go('Permissions', ['FLOW-AND-04'], ['install'])),
      'Installation fails': go('InstallFailed', ['FLOW-AND-03', 'FLOW-09']),
    }),
    'GetAccess.Open': screen('Get access: the MTD app is there and has to be opened.', {
      Open: go('Permissions', ['FLOW-AND-04']),
      Recheck: recheck(way),
    }),
    Permissions: screen('The MTD app asks for contacts, and for location if it needs it.', {
      'Allow all': go('AccountPick', ['FLOW-AND-05']),
      'Allow contacts only': inferred(go('AccountPick', ['FLOW-AND-05'])),
      'Deny contacts': go('Degraded', ['FLOW-AND-06']),
    }),
    Degraded: screen('The MTD app does not work properly: there is no account to pick.', {
      'Allow contacts': inferred(go('AccountPick', ['FLOW-AND-06'])),
      'Return to app': inferred(opens(['FLOW-AND-06'])),
    }),
    AccountPick: screen('The MTD app asks for the work account.', {
      'Work account': go('Scanning', ['FLOW-AND-07'], ['activate']),
    }),
    Scanning: screen('The MTD app scans the device.', {
      Wait: firstScan(['FLOW-AND-08']),
      'Return to app': inferred(opens(['FLOW-04'])),
    }),
    ...verdictScreens(way),
    ...unnamedScreens,
  },
};
