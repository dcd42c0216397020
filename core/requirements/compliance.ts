import { type Requirement, requirementsOf } from './requirement.ts';
import {
  compliance,
  configuration,
  defenderSetup,
  github,
  graph,
  mtd,
  nothingStated,
  overview,
  userGuide,
  userHelp,
} from './sources.ts';

export const complianceRequirements: readonly Requirement[] = requirementsOf('COMP', [
  {
    id: 'COMP-01',
    tag: 'public doc',
    core: true,
    statement:
      'The setting that requires a device to be at or under a device threat level is not ' +
      'evaluated unless it is configured, as Secured (Clear), Low, Medium or High. It is offered ' +
      'under device health for iOS/iPadOS and for the corporate and the personal profile types ' +
      'of Android Enterprise.',
    caveat:
      'The note that it needs iOS 17.0 or later is read as a statement of support, not as a ' +
      'condition.',
    sources: [
      compliance('ref-ios-ipados-settings.md', 'Device health'),
      compliance('ref-android-enterprise-settings.md', 'Device health'),
      mtd('create-compliance-policy.md'),
    ],
  },
  {
    id: 'COMP-02',
    tag: 'public doc',
    core: true,
    statement:
      'Where one participating connector has given a verdict, the threat level setting is ' +
      'Compliant if the reported level is at or under the limit and NonCompliant if it is above. ' +
      'Without a limit the setting is not evaluated.',
    sources: [mtd('create-compliance-policy.md'), graph('devicethreatprotectionlevel')],
  },
  {
    id: 'COMP-03',
    tag: 'public doc',
    core: true,
    statement:
      'Even under the limit High an enrolled device does not meet the requirement while its MTD ' +
      'app is not activated.',
    caveat:
      'Only the MTD page has this clause; the setting references merely say that High admits ' +
      'every level and suits reporting.',
    sources: [
      mtd('create-compliance-policy.md', 'step 5'),
      compliance('ref-ios-ipados-settings.md'),
    ],
  },
  {
    id: 'COMP-04',
    tag: 'public doc',
    core: true,
    statement:
      'The device threat level setting works only in policies that are assigned to user groups; ' +
      'targeting device groups is not supported.',
    caveat:
      'That the setting is not evaluated on devices which get the policy through a device group ' +
      'alone is inferred.',
    sources: [mtd('create-compliance-policy.md', 'step 7')],
  },
  {
    id: 'COMP-05',
    tag: 'public doc',
    core: true,
    statement:
      'The machine risk score is a setting of its own in the Defender section (Graph ' +
      '`advancedThreatProtectionRequiredSecurityLevel`), with the limits Clear, Low, Medium and ' +
      'High, for user or device groups on Android, iOS/iPadOS and Windows except Surface Hub. It ' +
      'compares the risk computed by Defender with the limit in the order of THREAT-05.',
    sources: [
      defenderSetup('configure-integration.md', 'Create and assign compliance policy'),
      compliance('ref-*-settings.md'),
      github('MicrosoftDocs/memdocs', 'pull request 2843'),
    ],
  },
  {
    id: 'COMP-06',
    tag: 'inference',
    core: true,
    statement:
      'One policy may set both the device threat level and the machine risk score. Each is then ' +
      'a setting of its own, and the policy passes only if both pass.',
    sources: [nothingStated(compliance('create-policy.md'))],
  },
  {
    id: 'COMP-07',
    tag: 'inference',
    core: true,
    statement:
      'The device threat level setting is fed by every third-party connector that has the ' +
      "platform's compliance toggle on, is set up and is not ignored as unresponsive. Defender " +
      'feeds it only where no third-party connector is set up with that toggle on (reading ' +
      "`dtlReadsDefender`), so that a third party's outage does not bring Defender in.",
    sources: [
      nothingStated(
        mtd('enable-connector.md', 'Compliance policy evaluation'),
        overview('note after the sample scenarios'),
      ),
    ],
  },
  {
    id: 'COMP-08',
    tag: 'inference',
    core: true,
    statement:
      'Where no connector feeds the device threat level setting, because no toggle is on, no ' +
      'connector is added or all are unresponsive, the setting is NotApplicable and cannot fail ' +
      'the device (reading `noConnectorOutcome`).',
    sources: [
      nothingStated(
        mtd('enable-connector.md', 'Compliance policy evaluation'),
        'community lab notes',
      ),
    ],
  },
  {
    id: 'COMP-09',
    tag: 'inference',
    core: true,
    statement:
      'A device without a verdict fails the threat level setting when nothing, `unknown`, ' +
      '`deactivated`, `unresponsive` or `misconfigured` is stored for it. With `activated` it ' +
      'passes, unless the platform blocks on missing partner data and the limit is below High ' +
      '(reading `missingDataModel`).',
    sources: [
      nothingStated(
        mtd('create-compliance-policy.md', 'step 5'),
        mtd('setup-lookout.md', 'Configure Enrollment settings'),
        userHelp('security/setup-mobile-threat-defense.md'),
      ),
    ],
  },
  {
    id: 'COMP-10',
    tag: 'seed',
    core: true,
    statement:
      'With two or more third-party connectors configured on the platform, a missing scan from ' +
      'any of them makes the device noncompliant, as MULTI-01 has it; no switch is named that ' +
      'would soften this.',
    caveat: 'That the switch for missing partner data is not consulted here is inferred.',
    sources: [overview('note after the sample scenarios')],
  },
  {
    id: 'COMP-11',
    tag: 'public doc',
    core: true,
    statement:
      "In compliance, a device whose OS lies below a partner's minimum fails if, and only if, " +
      'that connector blocks unsupported OS versions, as TOG-07 has it.',
    sources: [mtd('enable-connector.md'), graph('mobilethreatdefenseconnector')],
  },
  {
    id: 'COMP-12',
    tag: 'inference',
    core: true,
    statement:
      'An unresponsive connector feeds no setting; if it was the only one, COMP-08 applies. This ' +
      'holds with the switch for missing partner data on as well: ignoring wins, because the ' +
      'threshold exists to keep an outage from locking users out (reading ' +
      '`ignoreUnresponsiveAs`).',
    sources: [
      nothingStated(
        graph('mobilethreatdefenseconnector'),
        mtd('enable-connector.md', 'Shared settings'),
      ),
    ],
  },
  {
    id: 'COMP-13',
    tag: 'public doc',
    core: true,
    statement:
      'Each setting has a status, a policy takes that of its worst setting and a device that of ' +
      'its worst policy. In rising severity the statuses are Unknown, NotApplicable, Compliant, ' +
      'InGracePeriod, NonCompliant and Error.',
    caveat:
      'The step from policies to the device is documented; the step from settings to a policy is ' +
      'inferred from it.',
    sources: [compliance('create-policy.md', 'Assign a resulting compliance policy status')],
  },
  {
    id: 'COMP-14',
    tag: 'public doc',
    core: true,
    statement:
      'A failing policy without grace, or past its grace, makes the device noncompliant; one ' +
      'whose grace ends in the future makes it in grace period. As the former is more severe, ' +
      'one policy past its grace decides for the whole device.',
    sources: [compliance('create-policy.md', 'Assign an InGracePeriod status')],
  },
  {
    id: 'COMP-15',
    tag: 'public doc',
    core: true,
    statement:
      'While a setting is in Error the device keeps the state it had, good or bad, for up to 7 ' +
      'days or until the setting turns Compliant or NonCompliant. Still in Error after 7 days, ' +
      'it counts as NonCompliant, or as in grace period if the policy has a grace that still ' +
      'runs.',
    sources: [
      compliance('monitor-policy.md', 'Device behavior with a compliance setting in Error state'),
    ],
  },
  {
    id: 'COMP-16',
    tag: 'public doc',
    core: true,
    statement:
      'Where compliance policies give one setting different values the most secure one applies, ' +
      'and a compliance policy prevails over a configuration policy even if that one is ' +
      'stricter. For the threat level the most secure limit is the lowest.',
    caveat:
      'Muster judges each policy with its own limit and its own grace and lets the worst result ' +
      'decide, which is inferred where graces differ.',
    sources: [
      compliance('monitor-policy.md', 'How Intune resolves policy conflicts'),
      configuration('troubleshoot-device-profiles.md'),
    ],
  },
  {
    id: 'COMP-17',
    tag: 'public doc',
    statement:
      'A device to which no compliance policy is assigned is marked as the tenant says; the ' +
      'default is Compliant (`secureByDefault` off). Microsoft advises Not compliant where ' +
      'Conditional Access is used.',
    sources: [
      compliance('overview.md', 'Compliance policy settings'),
      graph('devicemanagementsettings'),
    ],
  },
  {
    id: 'COMP-18',
    tag: 'public doc',
    statement:
      'A device that has not reported on all of its policies within the validity period, 30 days ' +
      'by default and 1 to 120 in the portal, is noncompliant. The failing item is shown as Is ' +
      'active.',
    sources: [compliance('overview.md', 'Compliance policy settings')],
  },
  {
    id: 'COMP-19',
    tag: 'public doc',
    core: true,
    statement:
      'The built-in policy fails a device, even if its threat level passes, in each of three ' +
      'cases: no applicable policy with an applicable setting is assigned and the tenant counts ' +
      'that as noncompliant; the device is out of contact; its user does not exist or has no ' +
      'Intune licence.',
    sources: [
      compliance('monitor-policy.md', 'How Intune evaluates the default compliance policy'),
      'call4cloud.nl: built-in compliance policies',
    ],
  },
  {
    id: 'COMP-20',
    tag: 'inference',
    core: true,
    statement:
      "Threat messages come from the partner's service, not from the device, so compliance is " +
      "calculated when one arrives, within minutes, and does not wait for the device's next " +
      'check-in (reading `mtdRecalc`).',
    sources: [
      nothingStated(
        userGuide('Resolving a threat'),
        compliance('monitor-policy.md', 'Known reporting behaviors'),
        compliance('overview.md'),
      ),
    ],
  },
  {
    id: 'COMP-21',
    tag: 'public doc',
    statement:
      'A newly enrolled device checks in often: iOS/iPadOS and macOS every 15 minutes for an ' +
      'hour; Android, AOSP and Windows every 3 minutes for 15 minutes, then every 15 minutes for ' +
      '2 hours. Afterwards every device checks in about every 8 hours, is notified of policy ' +
      'changes at once to within hours, and can be synchronised by its user at will.',
    sources: [configuration('troubleshoot-device-profiles.md', 'policy refresh intervals')],
  },
  {
    id: 'COMP-22',
    tag: 'public doc',
    statement:
      'The built-in policy is calculated often during enrolment, periodically, when a sync ' +
      'brings new information, when an assignment is added or removed, and when the user checks ' +
      'the status. A policy that is no longer assigned keeps acting on a device until its next ' +
      'sync.',
    caveat:
      'One page has a removal act at once, the other only from the next sync. The latter is ' +
      'followed for every change of a compliance policy or its assignment, which is inferred.',
    sources: [
      compliance('monitor-policy.md', 'How Intune evaluates the default compliance policy'),
      configuration('troubleshoot-device-profiles.md'),
    ],
  },
  {
    id: 'COMP-23',
    tag: 'public doc',
    statement:
      'A new enrolment starts as Not evaluated. It stays so without a policy and a trigger, ' +
      'without a check-in since a policy was last changed, without user affinity, on dedicated ' +
      'Android devices, and when a device enrolment manager enrolled it.',
    caveat:
      'Muster calculates a state for every enrolled device that has a user, is not dedicated and ' +
      'has checked in: without a policy by COMP-17, after a change of a policy by the version ' +
      'the device still holds. That is inferred.',
    sources: [compliance('monitor-policy.md', 'Device compliance status')],
  },
  {
    id: 'COMP-24',
    tag: 'public doc',
    statement:
      'Entra and Graph see one of these device states: compliant, noncompliant (access is ' +
      'denied), inGracePeriod (failing, still with access), unknown, conflict and error.',
    sources: [graph('compliancestate')],
  },
  {
    id: 'COMP-25',
    tag: 'public doc',
    statement:
      'A device silent for 30 days or more, or noncompliant for lost contact, enters Company ' +
      "Portal's enrolment remediation at sign-in. Intune tries one more check-in and, if that " +
      'fails, retires the device so that its user can enrol it again.',
    sources: [
      compliance('overview.md', 'closing note'),
      github('MicrosoftDocs/memdocs', 'pull request 3075'),
    ],
  },
  {
    id: 'COMP-26',
    tag: 'public doc',
    statement:
      'Dedicated Android devices have to be targeted through device groups, and without Entra ' +
      'shared device mode their users cannot reach resources under Conditional Access even if ' +
      'the device is compliant.',
    caveat:
      'The same page says that MTD works on dedicated devices through app configuration, which ' +
      'collides with COMP-04; the device threat level is taken as unsupported there.',
    sources: [
      compliance('ref-android-enterprise-settings.md', 'opening note, Device health'),
      github('MicrosoftDocs/memdocs', 'issue 4415'),
    ],
  },
  {
    id: 'COMP-27',
    tag: 'public doc',
    core: true,
    statement:
      'Compliance needs enrolment: an unenrolled device receives no compliance policy, and ' +
      'Intune cannot mark it compliant.',
    sources: [compliance('monitor-policy.md', 'Important concepts')],
  },
  {
    id: 'COMP-28',
    tag: 'inference',
    core: true,
    statement:
      'Removing the threat level setting, its policy or the assignment clears a failure it ' +
      'caused, at the first calculation in which the device no longer holds it. The history is ' +
      'kept.',
    sources: [
      nothingStated(
        compliance('monitor-policy.md', 'How Intune evaluates the default compliance policy'),
      ),
    ],
  },
]);
