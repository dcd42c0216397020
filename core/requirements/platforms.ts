import { type Requirement, requirementsOf } from './requirement.ts';
import { appProtection, compliance, defenderSetup, github, mtd } from './sources.ts';

export const platformRequirements: readonly Requirement[] = requirementsOf('PLAT', [
  {
    id: 'PLAT-01',
    tag: 'public doc',
    statement:
      'Personally owned Android work profile: device threat level, machine risk score and app ' +
      'protection with MTD apply; the MTD role and App Sync do not. The MTD app has to be in the ' +
      'work profile to report for it.',
    caveat: 'That the MTD app has to be in the work profile is inferred.',
    sources: [compliance('ref-android-enterprise-settings.md'), mtd('enable-connector.md')],
  },
  {
    id: 'PLAT-02',
    tag: 'public doc',
    statement:
      'Android corporate-owned with work profile (COPE): device threat level, machine risk ' +
      'score, MTD role and app protection with MTD apply; App Sync does not. It shares one ' +
      'compliance profile type with COBO and COSU.',
    sources: [compliance('ref-android-enterprise-settings.md'), mtd('enable-connector.md')],
  },
  {
    id: 'PLAT-03',
    tag: 'public doc',
    statement:
      'Android fully managed (COBO): device threat level, machine risk score, MTD role and app ' +
      'protection with MTD apply; App Sync does not. Targeting users is reported to work only in ' +
      'part.',
    sources: [
      compliance('ref-android-enterprise-settings.md'),
      mtd('enable-connector.md'),
      github('MicrosoftDocs/memdocs', 'issue 4415'),
    ],
  },
  {
    id: 'PLAT-04',
    tag: 'public doc',
    statement:
      'Android dedicated (COSU): both threat settings are shown, but they need user groups while ' +
      'such devices need device groups, and Defender does not support them. App protection works ' +
      'only in shared device mode, and the device is often Not evaluated.',
    sources: [
      compliance('ref-android-enterprise-settings.md'),
      appProtection('overview.md', 'App protection experience for Android devices'),
    ],
  },
  {
    id: 'PLAT-05',
    tag: 'public doc',
    statement:
      'Android device administrator: device threat level, machine risk score and app protection ' +
      'with MTD apply; the MTD role and App Sync do not. Support on devices with Google Mobile ' +
      'Services ended on 31 December 2024.',
    sources: [compliance('ref-android-administrator-settings.md'), mtd('enable-connector.md')],
  },
  {
    id: 'PLAT-06',
    tag: 'public doc',
    statement:
      'Android Open Source Project: its compliance policy offers neither threat setting, and the ' +
      'MTD role and App Sync do not exist. Userless devices have app protection only in shared ' +
      'device mode.',
    sources: [
      compliance('ref-android-aosp-settings.md'),
      appProtection('overview.md', 'App protection experience for Android devices'),
    ],
  },
  {
    id: 'PLAT-07',
    tag: 'public doc',
    statement:
      'iOS and iPadOS, supervised: device threat level (17 and later), machine risk score, app ' +
      'protection with MTD and App Sync apply. The MTD app needs app configuration and ' +
      'Authenticator.',
    sources: [compliance('ref-ios-ipados-settings.md'), mtd('enable-connector.md')],
  },
  {
    id: 'PLAT-08',
    tag: 'public doc',
    statement:
      'iOS and iPadOS, device enrolment: device threat level (17 and later), machine risk score, ' +
      'app protection with MTD and App Sync apply. Ownership decides how much inventory is ' +
      'shared.',
    sources: [compliance('ref-ios-ipados-settings.md'), mtd('enable-connector.md')],
  },
  {
    id: 'PLAT-09',
    tag: 'public doc',
    statement:
      'iOS and iPadOS, user enrolment: device threat level, machine risk score and app ' +
      'protection with MTD apply, and App Sync gives managed apps only, as Apple limits the ' +
      'inventory there.',
    caveat:
      'Only app protection is documented; that both threat settings apply and that App Sync is ' +
      'limited to managed apps is inferred.',
    sources: [compliance('ref-ios-ipados-settings.md'), mtd('enable-connector.md')],
  },
  {
    id: 'PLAT-10',
    tag: 'public doc',
    statement:
      'iOS, iPadOS and Android devices that are unenrolled or under another device manager: only ' +
      'app protection with MTD applies, and the device has to be registered.',
    sources: [mtd('enable-connector.md'), appProtection('overview.md')],
  },
  {
    id: 'PLAT-11',
    tag: 'public doc',
    statement:
      'Managed Windows: the machine risk score applies, and Graph has a device threat level ' +
      'field although no third-party partner serves it. App protection with MTD does not apply, ' +
      'as Windows app protection is for unmanaged PCs.',
    sources: [defenderSetup('configure-integration.md'), appProtection('enable-mam-windows.md')],
  },
  {
    id: 'PLAT-12',
    tag: 'public doc',
    statement:
      'Unmanaged Windows: only app protection with MTD applies, for Edge, fed by Windows ' +
      'Security Center or Defender.',
    sources: [appProtection('enable-mam-windows.md')],
  },
  {
    id: 'PLAT-13',
    tag: 'public doc',
    statement:
      'macOS: Graph has the toggle `macEnabled`, but neither threat setting stands in the macOS ' +
      'reference, and app protection with MTD and App Sync do not apply. Muster does not ' +
      'simulate macOS.',
    caveat: 'Leaving macOS out is a decision of Muster.',
    sources: [compliance('ref-macos-settings.md'), mtd('enable-connector.md')],
  },
]);
