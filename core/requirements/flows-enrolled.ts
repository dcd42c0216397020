import { type Requirement, requirementsOf } from './requirement.ts';
import { defender, defenderOverview, userHelp } from './sources.ts';

export const enrolledFlowRequirements: readonly Requirement[] = requirementsOf('FLOW-ENR', [
  {
    id: 'FLOW-ENR-01',
    tag: 'public doc',
    statement:
      'On an enrolled device the user is asked to set up the MTD app by a push notification of ' +
      'Company Portal, or by a message in its app or website, when the device is set up.',
    sources: [userHelp('security/setup-mobile-threat-defense.md')],
  },
  {
    id: 'FLOW-ENR-02',
    tag: 'public doc',
    statement:
      'On an enrolled device the user installs and opens the MTD app, on iOS allows ' +
      'Authenticator and signs in, on Android reviews permissions, waits for the scan, and then ' +
      'runs a device check in Company Portal: Confirm device settings in the app, Check status ' +
      'on the website. The check records the change for compliance.',
    sources: [userHelp('security/setup-mobile-threat-defense.md')],
  },
  {
    id: 'FLOW-ENR-03',
    tag: 'public doc',
    statement:
      'A user who is still blocked on an enrolled device resolves threats, or other compliance ' +
      'items that Company Portal flags: MTD need not be the only reason.',
    sources: [userHelp('security/setup-mobile-threat-defense.md')],
  },
]);

export const defenderFlowRequirements: readonly Requirement[] = requirementsOf('FLOW-MDE', [
  {
    id: 'FLOW-MDE-01',
    tag: 'public doc',
    statement:
      'With Defender on Android, signing in to a managed app registers the device, syncs the ' +
      'policy and finds the health missing; the user continues to Google Play, installs ' +
      'Defender, launches and onboards it, and is brought back to the app once the device is ' +
      'shown healthy. Company Portal must be installed, but not set up.',
    sources: [
      defender('android-configure-mam.md', 'End-user onboarding'),
      defenderOverview('Android Enrollment Scenarios'),
    ],
  },
  {
    id: 'FLOW-MDE-02',
    tag: 'public doc',
    statement:
      'With Defender on iOS, users of a protected app are redirected to install Defender, or ' +
      'install it themselves. The device must be registered in Authenticator with the same ' +
      'account that is used in Defender, else registration for app protection fails.',
    sources: [defender('ios-install-unmanaged.md')],
  },
  {
    id: 'FLOW-MDE-03',
    tag: 'public doc',
    statement:
      "An admin can make Defender's Android permissions optional for the user. Detecting Wi-Fi " +
      'threats needs location allowed all the time; without it only rogue certificates are ' +
      'detected.',
    sources: [defender('android-configure-mam.md')],
  },
]);
