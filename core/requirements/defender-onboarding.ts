import { type Requirement, requirementsOf } from './requirement.ts';
import { defender, defenderOverview } from './sources.ts';

export const defenderOnboardingRequirements: readonly Requirement[] = requirementsOf('MDE-ONB', [
  {
    id: 'MDE-ONB-01',
    tag: 'seed',
    statement:
      'Low-touch onboarding on Android covers personally owned work profile, COPE and COBO; ' +
      'zero-touch onboarding on iOS covers supervised devices and unsupervised device enrolment. ' +
      'No other scenario has either.',
    sources: [
      defenderOverview('Android low touch onboarding supported scenarios'),
      defenderOverview('iOS zero touch onboarding supported scenarios'),
    ],
  },
  {
    id: 'MDE-ONB-02',
    tag: 'public doc',
    statement:
      'Low-touch onboarding is off by default and needs the app configuration Low touch ' +
      'onboarding = 1 together with User UPN. Some interaction of the user always remains.',
    sources: [defender('android-intune.md')],
  },
  {
    id: 'MDE-ONB-03',
    tag: 'public doc',
    statement:
      'Zero-touch onboarding on iOS uses a control filter profile on supervised devices and a ' +
      'local VPN profile with `SilentOnboard` on others. It needs user affinity and about 5 ' +
      'minutes, and a change of password or MFA may still force a manual sign-in.',
    sources: [defender('ios-install.md')],
  },
  {
    id: 'MDE-ONB-04',
    tag: 'public doc',
    statement:
      'An app configuration tells Defender on iOS whether the device is supervised: ' +
      '`issupervised` set to `{{issupervised}}`.',
    sources: [defender('ios-install.md')],
  },
  {
    id: 'MDE-ONB-05',
    tag: 'public doc',
    statement:
      'Without its VPN, Defender on iOS reports only while the app is open; not opened for 7 ' +
      'days, the device may show as inactive.',
    sources: [defender('ios-configure-features.md'), defender('ios-troubleshoot.md')],
  },
  {
    id: 'MDE-ONB-06',
    tag: 'seed',
    statement:
      'Conditional Access can be used to make users onboard to the Defender app after it has ' +
      'been deployed.',
    caveat: 'That access stays closed until Defender reports is inferred.',
    sources: [defenderOverview('End-user onboarding')],
  },
  {
    id: 'MDE-ONB-07',
    tag: 'seed',
    statement:
      'Onboarding can be simplified by setting up an always-on VPN on Android Enterprise and the ' +
      'VPN profile on iOS automatically, by web protection without VPN on supervised iOS, and by ' +
      'zero-touch installs that do not need the user to open the app.',
    sources: [defenderOverview('Simplify Onboarding'), defenderOverview('Configure')],
  },
]);
