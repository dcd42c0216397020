import { arrival, asking, type Choice, type Flow, go, inferred, screen } from './flow.ts';
import { helpScreens, threatScreens, unnamedScreens } from './help.ts';

const prompts = asking('compliance', [], {}, ['FLOW-ENR-01']);
const checks = asking('compliance', ['checkIn'], {}, ['FLOW-ENR-02']);

const scanned: Choice = asking('found', ['scan'], { opened: 'CheckDevice', threat: 'MtdApp' }, [
  'FLOW-07',
]);

/** The MTD app on an enrolled device (domain.md 3.11, FLOW-ENR). */
export const enrolledFlow: Flow = {
  title: 'The MTD app on an enrolled device',
  start: 'DeviceSetup',
  arrivals: {
    opened: arrival('AccessGranted', 'FLOW-ENR-02'),
    appMissing: arrival('GetAccess.Download', 'FLOW-ENR-01'),
    appUnnamed: arrival('NoAppNamed', 'FLOW-10'),
    appClosed: arrival('GetAccess.Open', 'FLOW-ENR-02'),
    unsynced: arrival('CheckDevice', 'FLOW-ENR-02'),
    threat: arrival('ThreatBlocked', 'FLOW-ENR-03'),
    unmet: arrival('OtherRequirements', 'FLOW-ENR-03'),
  },
  screens: {
    DeviceSetup: screen('The device is set up; Company Portal may have something to say.', {
      'Open push notification': prompts,
      'Open message in Company Portal': prompts,
      'Open message on the website': prompts,
    }),
    'GetAccess.Download': screen('Company Portal asks to install the MTD app.', {
      Install: go('StoreInstall', ['FLOW-ENR-02']),
      'Ask IT': go('ITContact', ['FLOW-10', 'FLOW-12']),
    }),
    StoreInstall: screen('The page of the MTD app in the store.', {
      Install: go('GetAccess.Open', ['FLOW-ENR-02'], ['install']),
      'Installation fails': go('InstallFailed', ['FLOW-09']),
    }),
    'GetAccess.Open': screen('The MTD app is there and has to be opened.', {
      Open: asking('platform', [], { ios: 'BrokerConsent', android: 'Permissions' }, [
        'FLOW-ENR-02',
      ]),
    }),
    BrokerConsent: screen('The MTD app asks to open Microsoft Authenticator (iOS).', {
      Open: go('AccountPick', ['FLOW-ENR-02']),
      Cancel: inferred(go('GetAccess.Open', ['FLOW-ENR-02'])),
    }),
    Permissions: screen('The MTD app shows which permissions it needs (Android).', {
      'Allow all': go('AccountPick', ['FLOW-ENR-02']),
      'Deny contacts': inferred(go('Degraded', ['FLOW-ENR-02'])),
    }),
    Degraded: screen('The MTD app does not work properly: there is no account to pick.', {
      'Allow contacts': inferred(go('AccountPick', ['FLOW-ENR-02'])),
    }),
    AccountPick: screen('The MTD app asks for the work account.', {
      'Work account': go('Scanning', ['FLOW-ENR-02'], ['activate']),
    }),
    Scanning: screen('The MTD app scans the device.', {
      Wait: go('CheckDevice', ['FLOW-ENR-02'], ['scan']),
    }),
    CheckDevice: screen('Back in Company Portal, which has to check the device.', {
      'Confirm device settings': checks,
      'Check status': checks,
      'Open MTD app': inferred(go('MtdApp', ['FLOW-ENR-03'])),
    }),
    ThreatBlocked: screen('Company Portal: a threat on the device is above the limit.', {
      'Open MTD app': go('MtdApp', ['FLOW-ENR-03', 'FLOW-07']),
      'Ask IT': go('ITContact', ['FLOW-12']),
    }),
    OtherRequirements: screen('Company Portal flags something that is not part of MTD.', {
      Resolve: asking('compliance', ['meetSettings'], {}, ['FLOW-ENR-03']),
    }),
    AccessGranted: screen('Company Portal: the device is compliant.', {
      'Check status': checks,
    }),
    ...threatScreens(scanned, {
      'Return to Company Portal': inferred(go('CheckDevice', ['FLOW-ENR-03'])),
    }),
    ...helpScreens(['android', 'ios']),
    ...unnamedScreens,
  },
};
