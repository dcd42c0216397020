import {
  arrivalsOf,
  entryScreens,
  firstScan,
  recheck,
  verdictScreens,
  type Way,
} from './app-protection.ts';
import { allowed, arrival, asking, type Flow, go, inferred, opens, screen } from './flow.ts';

const both = ['FLOW-MDE-01', 'FLOW-MDE-02'];
const account = ['FLOW-MDE-02', 'ID-03'];

const way: Way = {
  platforms: ['android', 'ios'],
  broker: 'the broker app',
  rows: {
    signIn: both,
    registration: both,
    download: both,
    open: both,
    scan: both,
    back: both,
    recheck: both,
  },
};

const { appUnnamed: _, ...arrivals } = arrivalsOf(way);

/** A protected app whose policy asks Defender (domain.md 3.11, FLOW-MDE). */
export const defenderFlow: Flow = {
  title: 'A protected app whose policy asks Microsoft Defender',
  start: 'SignIn',
  arrivals: {
    ...arrivals,
    appMissing: arrival('GetAccess.Health', 'FLOW-01', ...both),
  },
  screens: {
    ...entryScreens(way),
    SignIn: screen('A protected app asks for the work or school account.', {
      // Registration runs by itself; Company Portal has to be there, not to be set up.
      'Sign in': opens(['FLOW-01', 'FLOW-02', ...both], { unregistered: 'BrokerMissing' }, [
        'register',
      ]),
    }),
    'GetAccess.Health': screen('Get access: the health of the device is not known.', {
      Continue: go('GetAccess.Download', both),
    }),
    'GetAccess.Download': screen('Get access: Defender has to be installed.', {
      Download: go('StoreInstall', both),
      'Ask IT': go('ITContact', ['FLOW-12']),
    }),
    StoreInstall: screen('The page of Defender in the store.', {
      Install: go('GetAccess.Open', both, ['install']),
      'Installation fails': go('InstallFailed', ['FLOW-09']),
    }),
    'GetAccess.Open': screen('Get access: Defender is there.', {
      Continue: go('GetAccess.Launch', both),
      Recheck: recheck(way),
    }),
    'GetAccess.Launch': screen('Get access: Defender has to be set up.', {
      Launch: asking('platform', [], { ios: 'AccountPick', android: 'Permissions' }, both),
    }),
    Permissions: screen('Defender asks for its permissions (Android).', {
      'Allow all': go('AccountPick', ['FLOW-MDE-01', 'FLOW-MDE-03']),
      'Allow all but location': allowed(
        'optionalPermissions',
        go('AccountPick', ['FLOW-MDE-03'], ['denyLocation']),
      ),
    }),
    AccountPick: screen('Defender asks for the account.', {
      'Work account': go('Scanning', both, ['activate']),
      'Another account': go('RegistrationFailed', account),
    }),
    RegistrationFailed: screen('Defender cannot register: the broker knows another account.', {
      'Try again': inferred(go('AccountPick', account)),
      'Return to app': inferred(opens(account)),
    }),
    Scanning: screen('Defender is set up and scans the device.', {
      Wait: firstScan(both, 'DeviceHealthy'),
      'Return to app': inferred(opens(['FLOW-04'])),
    }),
    DeviceHealthy: screen('Back in the work app by itself: the device is shown healthy.', {
      Continue: opens(['FLOW-MDE-01']),
    }),
    ...verdictScreens(way),
  },
};
