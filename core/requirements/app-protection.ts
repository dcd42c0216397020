import { type Requirement, requirementsOf } from './requirement.ts';
import {
  appProtection,
  defender,
  draftGuide,
  graph,
  mtd,
  nothingStated,
  overview,
  userGuide,
} from './sources.ts';

export const appProtectionRequirements: readonly Requirement[] = requirementsOf('MAM', [
  {
    id: 'MAM-01',
    tag: 'seed+public doc',
    core: true,
    statement:
      'MTD data may gate protected apps through the maximum allowed device threat level, with ' +
      'blocked access or a selective wipe as the outcome. This is meant for unenrolled devices ' +
      'and works equally on enrolled ones and under another device manager.',
    sources: [
      overview('Introduction'),
      mtd('create-app-protection-policy.md'),
      defender('android-configure-mam.md'),
    ],
  },
  {
    id: 'MAM-02',
    tag: 'public doc',
    core: true,
    statement:
      'The maximum allowed device threat level is not configured by default, and then the ' +
      'condition is absent. Otherwise it is Secured, Low, Medium or High, compared as THREAT-05 ' +
      'has it.',
    sources: [graph('managedappdevicethreatlevel'), mtd('create-app-protection-policy.md')],
  },
  {
    id: 'MAM-03',
    tag: 'public doc',
    core: true,
    statement:
      'A policy has exactly one action for the threat condition: block access or wipe data. A ' +
      'mere warning is not offered for this condition; templates come with block.',
    sources: [mtd('create-app-protection-policy.md'), graph('managedappremediationaction')],
  },
  {
    id: 'MAM-04',
    tag: 'public doc',
    core: true,
    statement:
      'Without a working MTD integration, with the app protection toggle off or the connector ' +
      'missing, the threat condition has no effect.',
    sources: [mtd('create-app-protection-policy.md', 'prerequisites')],
  },
  {
    id: 'MAM-05',
    tag: 'public doc',
    core: true,
    statement:
      'App protection policies are assigned to user groups and act in the work context only. ' +
      'They can be narrowed by management: unmanaged, Intune-managed, Android device ' +
      'administrator, Android Enterprise, dedicated in shared mode, and AOSP with or without a ' +
      'user.',
    sources: [appProtection('create-policy.md'), appProtection('ref-settings-*.md')],
  },
  {
    id: 'MAM-06',
    tag: 'seed+public doc',
    core: true,
    statement:
      'Without the MTD app on the device the protected app is withheld and the user is led to ' +
      'install the MTD app and to sign in to it. Access returns when the condition can be ' +
      'evaluated and passes.',
    sources: [
      draftGuide('Introduction'),
      userGuide('Introduction'),
      mtd('add-apps-unenrolled-devices.md'),
    ],
  },
  {
    id: 'MAM-07',
    tag: 'inference',
    core: true,
    statement:
      'A missing app or a missing verdict never wipes, even where the action is wipe (reading ' +
      '`mamNoDataWipe`); the launch is blocked and the user guided. `activated` without a ' +
      'verdict is blocked too, except under the limit High, which admits it.',
    sources: [nothingStated(mtd('create-app-protection-policy.md'), appProtection('overview.md'))],
  },
  {
    id: 'MAM-08',
    tag: 'public doc',
    core: true,
    statement:
      'The limit High demands an active connection between Intune and the MTD service, and an ' +
      'activated MTD app; with both it admits every level.',
    sources: [
      appProtection('ref-settings-ios.md', 'Conditional launch'),
      appProtection('ref-settings-android.md', 'Conditional launch'),
      appProtection('ref-settings-windows.md', 'Conditional launch'),
      mtd('create-app-protection-policy.md'),
    ],
  },
  {
    id: 'MAM-09',
    tag: 'public doc',
    core: true,
    statement:
      'The app protection service evaluates the threat state itself, apart from the app and its ' +
      'platform, updates the result at once when the state changes, and passes it for each user, ' +
      'app and device on to Conditional Access.',
    caveat: 'Stated for Windows; that it holds for iOS and Android too is inferred.',
    sources: [appProtection('enable-mam-windows.md', 'Conditional Access compliance')],
  },
  {
    id: 'MAM-10',
    tag: 'public doc',
    core: true,
    statement:
      'An app uses one MTD service at a time. If Defender and a third party both have the app ' +
      'protection toggle on, the third party is used only under the priority ' +
      '`thirdPartyPartnerOverDefender`, else Defender; if only one of them has it on, that one ' +
      'is used.',
    caveat:
      'That the only service that is on is used even where the priority names the other one is ' +
      'inferred.',
    sources: [appProtection('ref-settings-*.md'), graph('managedappprotection')],
  },
  {
    id: 'MAM-11',
    tag: 'public doc',
    core: true,
    statement:
      'Usable for app protection are Better Mobile, BlackBerry, Check Point, Jamf, Lookout, ' +
      'Defender (Android, iOS, Windows), SentinelOne, Symantec, Trellix, Windows Security Center ' +
      '(Windows) and Zimperium. CrowdStrike, iVerify, Pradeo, Sophos, Trend Micro and Trustd are ' +
      'not.',
    caveat:
      'Documents contradict each other on Check Point and Symantec; they count as usable, with a ' +
      'warning.',
    sources: [mtd('includes/mtd-mam-note.md'), mtd('setup-*.md')],
  },
  {
    id: 'MAM-12',
    tag: 'inference',
    core: true,
    statement:
      'While the chosen MTD service is unresponsive its state is ignored: the condition is ' +
      'skipped and the launch allowed (reading `mamUnresponsive`). Under the limit High, which ' +
      'demands an active connection, the launch is blocked.',
    sources: [
      nothingStated(
        mtd('enable-unenrolled-devices.md'),
        appProtection('ref-settings-ios.md', 'Conditional launch'),
      ),
    ],
  },
  {
    id: 'MAM-13',
    tag: 'public doc',
    statement:
      'The threat condition needs a registered device; on iOS also an app with Intune SDK ' +
      '12.0.15 or later and Microsoft Authenticator as broker; on Android also Company Portal, ' +
      'installed but not necessarily enrolled.',
    sources: [
      appProtection('ref-settings-ios.md', 'Conditional launch'),
      appProtection('overview.md', 'Company Portal app'),
      mtd('add-apps-unenrolled-devices.md'),
    ],
  },
  {
    id: 'MAM-14',
    tag: 'public doc',
    core: true,
    statement:
      'Where several launch conditions fail, a wipe comes before a block and a block before a ' +
      'warning. Among settings iOS goes by SDK version, app version, OS version, and Android by ' +
      'app version, OS version, patch level, with warnings after all of these.',
    caveat:
      'That wipe comes first on Android too, and that the threat condition stands last among ' +
      'equals, which changes the message only, is inferred.',
    sources: [appProtection('overview.md', 'Multiple Intune app protection access settings')],
  },
  {
    id: 'MAM-15',
    tag: 'public doc',
    core: true,
    statement:
      'Where several app protection policies reach one app and user, the most restrictive result ' +
      'counts.',
    caveat:
      'The documents speak of the most restrictive value of a setting. Muster judges each policy ' +
      'by itself, limit and action together, and takes the severest outcome, which is inferred.',
    sources: [appProtection('configure-conditional-launch.md'), appProtection('overview.md')],
  },
  {
    id: 'MAM-16',
    tag: 'public doc',
    statement:
      'An app checks in for policy every 24 hours if the tenant is not onboarded, every 12 hours ' +
      'if the user is unlicensed or not targeted or the app is in no policy, and usually every ' +
      '30 minutes once registered. A missed check-in happens at the next launch, and 90 days ' +
      'without one may deregister the app until its next launch.',
    sources: [appProtection('policy-delivery-timing.md')],
  },
  {
    id: 'MAM-17',
    tag: 'public doc',
    statement:
      'A protected app without network is blocked after 1440 minutes on iOS and Android, 720 on ' +
      'Windows; after 90 days it demands network and a new sign-in and wipes only if that fails. ' +
      'The timers run for each app from its last check-in and do not depend on MTD, but a device ' +
      'offline cannot learn a new verdict.',
    sources: [
      appProtection('ref-settings-ios.md', 'Conditional launch'),
      appProtection('ref-settings-windows.md'),
    ],
  },
  {
    id: 'MAM-18',
    tag: 'public doc',
    statement:
      'The app PIN is required by default: numeric, 4 digits, 5 attempts, asked again after 30 ' +
      'minutes without activity. On iOS the apps of one publisher share it; on Android all ' +
      'protected apps do.',
    sources: [
      appProtection('ref-settings-ios.md', 'Access requirements'),
      appProtection('overview.md', 'Intune app PIN'),
    ],
  },
  {
    id: 'MAM-19',
    tag: 'public doc',
    statement:
      'Windows app protection is for Edge on an unmanaged PC with at most three workplace joins; ' +
      'Windows Security Center needs Windows 11 22631 or later and sends identifiers, a health ' +
      'state and its time for enrolled users only, until they sign out or the connector is ' +
      'removed. A managed PC cannot enrol, and one that becomes managed no longer gets the ' +
      'policy.',
    sources: [
      appProtection('enable-mam-windows.md', 'Before you begin'),
      appProtection('enable-mam-windows.md', 'Threat Defense Health'),
      appProtection('ref-settings-windows.md'),
    ],
  },
  {
    id: 'MAM-20',
    tag: 'public doc',
    statement:
      'On unenrolled devices the MTD app needs no iOS app configuration policy. On enrolled iOS ' +
      'devices it needs one, except for Pradeo, whose build is configured beforehand.',
    sources: [mtd('add-apps-unenrolled-devices.md'), mtd('assign-apps.md')],
  },
  {
    id: 'MAM-21',
    tag: 'seed',
    core: true,
    statement:
      'An app blocked for a threat stays blocked until the threat is resolved and the vendor has ' +
      'reported that to Intune; then it opens again.',
    caveat:
      "That it opens without an admin's action is inferred. A partner that falls silent opens " +
      'the app as well, by MAM-12.',
    sources: [overview('Sample scenarios for unenrolled devices'), userGuide('Resolving a threat')],
  },
]);
