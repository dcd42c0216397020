import { arrival, asking, type Flow, go, inferred, opens, screen } from './flow.ts';
import { helpScreens, threatScreens } from './help.ts';

/** What one platform's flow for unenrolled devices calls things, and which rows say so. */
export interface Way {
  readonly platforms: readonly ('android' | 'ios')[];
  readonly broker: string;
  readonly rows: {
    readonly signIn: readonly string[];
    readonly registration: readonly string[];
    readonly download: readonly string[];
    readonly open: readonly string[];
    readonly scan: readonly string[];
    readonly back: readonly string[];
    readonly recheck: readonly string[];
  };
}

/** Recheck on Get access: the app judges again, and nothing is scanned (FLOW-06). */
export const recheck = ({ rows }: Way) =>
  opens(['FLOW-06', ...rows.recheck], { opened: 'ReturnToApp' });

export const arrivalsOf = ({ rows }: Way): Flow['arrivals'] => ({
  opened: arrival('AccessGranted', ...rows.back),
  unregistered: arrival('Registration', 'FLOW-02', ...rows.registration),
  brokerMissing: arrival('BrokerMissing', 'FLOW-03'),
  appMissing: arrival('GetAccess.Download', 'FLOW-01', ...rows.download),
  appUnnamed: arrival('NoAppNamed', 'FLOW-10'),
  appClosed: arrival('GetAccess.Open', ...rows.open),
  unsynced: arrival('PendingSync', 'FLOW-04', ...rows.back),
  threat: arrival('ThreatBlocked', 'FLOW-08', ...rows.scan),
  wiped: arrival('Wiped', 'FLOW-08', ...rows.scan),
  unmet: arrival('OtherRequirements', 'FLOW-05'),
});

/** Before the MTD app is there. */
export const entryScreens = (way: Way): Flow['screens'] => ({
  SignIn: screen('A protected app asks for the work or school account.', {
    'Sign in': opens(['FLOW-01', ...way.rows.signIn]),
  }),
  Registration: screen('The device has to be registered first.', {
    Register: opens(['FLOW-02', ...way.rows.registration], { unregistered: 'BrokerMissing' }, [
      'register',
    ]),
  }),
  BrokerMissing: screen(`${way.broker} is needed, signed in with the work account.`, {
    [`Install ${way.broker}`]: opens(['FLOW-03', ...way.rows.registration], {}, ['installBroker']),
  }),
});

/** From the scan to granted access, alike wherever an app is protected (FLOW-iOS-07 to 09). */
export const verdictScreens = (way: Way): Flow['screens'] => {
  const { scan, back } = way.rows;
  const returning = opens(['FLOW-04', ...back]);
  const open = go('MtdApp', ['FLOW-06', 'FLOW-07']);
  const scanned = asking(
    'verdict',
    ['scan'],
    {
      opened: 'ReturnToApp',
      unsynced: 'ReturnToApp',
      unmet: 'ReturnToApp',
      threat: 'MtdApp',
      wiped: 'MtdApp',
    },
    ['FLOW-07'],
  );
  return {
    ReturnToApp: screen('Nothing keeps the user from the work app any more, as far as is known.', {
      'Return to app': returning,
    }),
    OtherRequirements: screen('The app asks for more, such as a PIN; this is not part of MTD.', {
      Complete: opens(['FLOW-05', ...back], {}, ['meetConditions']),
    }),
    PendingSync: screen('Get access: no verdict on the device has arrived yet.', {
      Recheck: recheck(way),
      'Open MTD app': inferred(open),
    }),
    ThreatBlocked: screen('Get access: a threat on the device is above the limit.', {
      Recheck: recheck(way),
      'Open MTD app': open,
      'Ask IT': go('ITContact', ['FLOW-12']),
    }),
    Wiped: screen('The work data of the app is gone; the account has to be added anew.', {
      'Sign in': inferred(opens(['FLOW-08', ...scan])),
      'Open MTD app': inferred(open),
    }),
    AccessGranted: screen('The app is open.', { 'Open app': inferred(opens(back)) }),
    ...threatScreens(scanned, { 'Return to app': inferred(returning) }),
    ...helpScreens(way.platforms),
  };
};

/** What a first scan leads to; a wipe waits for the next launch (WIPE-02). */
export const firstScan = (
  rows: readonly string[],
  after: 'ReturnToApp' | 'DeviceHealthy' = 'ReturnToApp',
) =>
  asking(
    'verdict',
    ['scan'],
    {
      opened: after,
      unsynced: 'ReturnToApp',
      unmet: 'ReturnToApp',
      threat: 'ThreatBlocked',
      wiped: 'ThreatBlocked',
    },
    ['FLOW-04', ...rows],
  );
