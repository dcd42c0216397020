import { type Requirement, requirementsOf } from './requirement.ts';
import { defender, graph, mtd, nothingStated } from './sources.ts';

export const toggleRequirements: readonly Requirement[] = requirementsOf('TOG', [
  {
    id: 'TOG-01',
    tag: 'public doc',
    statement:
      'Connector toggles form four groups: compliance evaluation, app protection evaluation, MTD ' +
      'role and shared settings. A group that the partner does not support is hidden, and the ' +
      "whole list appears only where Intune is the tenant's device management authority.",
    sources: [mtd('enable-connector.md', 'Mobile Threat Defense toggle options')],
  },
  {
    id: 'TOG-02',
    tag: 'public doc',
    core: true,
    statement:
      'With `androidEnabled` on, Android compliance policies that set a device threat level take ' +
      "this connector's data into account, for devices whose OS version the partner supports. " +
      'With it off the data is not used.',
    sources: [
      mtd('enable-connector.md', 'Compliance policy evaluation'),
      graph('mobilethreatdefenseconnector'),
    ],
  },
  {
    id: 'TOG-03',
    tag: 'public doc',
    core: true,
    statement:
      '`iosEnabled` does for iOS and iPadOS what `androidEnabled` does for Android; ' +
      '`windowsEnabled` and `macEnabled` exist in Graph with the same meaning. For third-party ' +
      'partners the documents list no platform but Android and iOS/iPadOS.',
    sources: [mtd('enable-connector.md'), graph('mobilethreatdefenseconnector')],
  },
  {
    id: 'TOG-04',
    tag: 'public doc',
    core: true,
    statement:
      'With `androidMobileApplicationManagementEnabled` or ' +
      '`iosMobileApplicationManagementEnabled` on, app protection policies of that platform that ' +
      "set a maximum allowed device threat level use this connector's data.",
    caveat:
      'The page on unenrolled devices names Android 4.4 and iOS 11 as floors; the current page ' +
      'speaks of the versions the partner supports, and is followed.',
    sources: [
      mtd('enable-connector.md', 'App protection policy evaluation'),
      mtd('enable-unenrolled-devices.md'),
    ],
  },
  {
    id: 'TOG-05',
    tag: 'public doc',
    core: true,
    statement:
      '`windowsMobileApplicationManagementEnabled` lets Windows app protection use the ' +
      "connector's data. Turning it off ends that use, and devices that failed because of this " +
      "connector's risk no longer fail.",
    sources: [graph('mobilethreatdefenseconnector')],
  },
  {
    id: 'TOG-06',
    tag: 'public doc',
    core: true,
    statement:
      'With `androidDeviceBlockedOnMissingPartnerData`, or its counterpart for iOS, Windows or ' +
      'macOS, a device may be compliant only once Intune holds partner data for it. Off, the ' +
      'default, lets it be compliant without.',
    caveat:
      "The portal of 2017 showed this switch; today's connector page does not list it, so it is " +
      'taken as settable through Graph only.',
    sources: [graph('mobilethreatdefenseconnector'), 'IntuneDocs (2017): mtd-connector-enable'],
  },
  {
    id: 'TOG-07',
    tag: 'public doc',
    core: true,
    statement:
      'With `partnerUnsupportedOsVersionBlocked` on, a device on an enabled platform whose OS ' +
      "lies below the partner's minimum is noncompliant, whatever its threat state. Off, the " +
      "default, fails no device for its OS, and the partner's data is not used for such a " +
      'device.',
    caveat: "That the partner's data is left out while the switch is off is inferred.",
    sources: [mtd('enable-connector.md'), graph('mobilethreatdefenseconnector')],
  },
  {
    id: 'TOG-08',
    tag: 'public doc',
    core: true,
    statement:
      'The MTD role exists for fully managed and corporate-owned work profile Android devices ' +
      'enrolled through the Android Management API, not for personal ones. It keeps the ' +
      "partner's app from being suspended, hibernated, force-stopped, cleared or held back to " +
      'save power, and lets it start foreground services from the background. One partner per ' +
      'tenant may hold it, with its connector configured and its app assigned.',
    caveat:
      'That a second partner is refused the role is inferred. The Defender page ties the ' +
      'exemption from power saving to Android 14 and later.',
    sources: [
      mtd('enable-connector.md', 'Mobile Threat Defense role'),
      defender('android-mobile-threat-defense-role.md'),
    ],
  },
  {
    id: 'TOG-09',
    tag: 'public doc',
    statement:
      'Launching Defender by itself during the setup of fully managed and corporate-owned work ' +
      'profile devices can be turned on only on the Defender connector, and only while Defender ' +
      'holds the MTD role.',
    sources: [mtd('enable-connector.md', 'Mobile Threat Defense role')],
  },
  {
    id: 'TOG-10',
    tag: 'public doc',
    statement:
      'The MTD app has to be added and assigned before the compliance and Conditional Access ' +
      'policies that demand it, else users are blocked before they can install it. The reverse ' +
      'order is a hazard of the rollout that deserves a warning, not a wrong outcome.',
    sources: [mtd('enable-connector.md', 'Shared settings (important note)')],
  },
  {
    id: 'TOG-11',
    tag: 'inference',
    core: true,
    statement:
      'A changed toggle acts at the next calculation of each affected device, without messages ' +
      'being replayed. Off takes the connector out of evaluation; on lets the newest stored ' +
      'report count again, however old it is.',
    sources: [nothingStated(mtd('enable-connector.md', 'Mobile Threat Defense toggle options'))],
  },
]);
