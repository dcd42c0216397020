import { type Requirement, requirementsOf } from './requirement.ts';
import {
  draftGuide,
  github,
  graph,
  mtd,
  nothingStated,
  overview,
  shortOverview,
  userGuide,
} from './sources.ts';

export const threatRequirements: readonly Requirement[] = requirementsOf('THREAT', [
  {
    id: 'THREAT-01',
    tag: 'seed',
    core: true,
    statement:
      'Partners sort what they find into low, medium or high risk, and Intune compares the ' +
      'resulting level of the device with the level that the tenant allows.',
    sources: [overview('Intune Mobile Threat Defense connectors'), shortOverview('How It Works')],
  },
  {
    id: 'THREAT-02',
    tag: 'public doc',
    core: true,
    statement:
      'The threat levels are ordered. Secured, also called Clear, means no threat and lies below ' +
      'Low, Low below Medium, and Medium below High.',
    sources: [mtd('create-compliance-policy.md', 'step 5'), graph('devicethreatprotectionlevel')],
  },
  {
    id: 'THREAT-03',
    tag: 'public doc',
    core: true,
    statement:
      "Intune does not define what makes a threat low, medium or high: the vendor's console " +
      "does, often adjustable by the customer. A vendor's own scale is mapped before it reaches " +
      "Intune, such as Zimperium's Normal, Low, Elevated and Critical onto Secured, Low, Medium " +
      'and High.',
    sources: [
      mtd('create-compliance-policy.md', 'Before you begin'),
      mtd('setup-lookout.md', 'Configure threat classifications'),
      github('MicrosoftDocs/memdocs', 'issue 2139'),
      'petervanderwoude.nl: Intune and Zimperium, part 2',
    ],
  },
  {
    id: 'THREAT-04',
    tag: 'inference',
    core: true,
    statement:
      'A device with several open threats is reported at the highest of their levels. The vendor ' +
      'combines them, and may do so by a rule of its own.',
    sources: [nothingStated(mtd('create-compliance-policy.md', 'step 5'))],
  },
  {
    id: 'THREAT-05',
    tag: 'public doc',
    core: true,
    statement:
      'A device satisfies a limit when its level is at or below it: Secured admits Secured ' +
      'alone, Low admits up to Low, Medium up to Medium, and High admits every level. Device ' +
      'compliance and app protection compare in the same way.',
    sources: [mtd('create-compliance-policy.md'), mtd('create-app-protection-policy.md')],
  },
  {
    id: 'THREAT-06',
    tag: 'public doc',
    core: true,
    statement:
      'The limit High admits every level and so only monitors, yet the MTD app must be activated ' +
      'on the device.',
    sources: [mtd('create-compliance-policy.md'), mtd('create-app-protection-policy.md')],
  },
  {
    id: 'THREAT-07',
    tag: 'public doc',
    core: true,
    statement:
      'The lowest level is labelled Clear in device compliance since 2026 and Secured elsewhere. ' +
      'Both labels stand for the enum value `secured` and are accepted on import.',
    sources: [
      github('MicrosoftDocs/memdocs', 'pull request 5089'),
      mtd('create-compliance-policy.md'),
      mtd('create-app-protection-policy.md'),
    ],
  },
  {
    id: 'THREAT-08',
    tag: 'inference',
    core: true,
    statement:
      'The reported states `unknown`, `activated`, `deactivated` and the device-level ' +
      "`unresponsive` carry no verdict on the device's health. What compliance makes of them is " +
      'the matter of COMP-09 (reading `missingDataModel`).',
    sources: [nothingStated(graph('manageddevicepartnerreportedhealthstate'))],
  },
  {
    id: 'THREAT-09',
    tag: 'inference',
    core: true,
    statement:
      'The reported state `compromised` ranks above `highSeverity` and so fails the limits ' +
      'Secured, Low and Medium. It passes High, which admits every threat (reading ' +
      '`compromisedUnderHigh`).',
    sources: [nothingStated(graph('manageddevicepartnerreportedhealthstate'))],
  },
  {
    id: 'THREAT-10',
    tag: 'inference',
    core: true,
    statement:
      'The reported state `misconfigured` means that the partner could not finish its analysis. ' +
      'It counts as no valid scan, never as secured (reading `misconfiguredAs`).',
    sources: [nothingStated(graph('manageddevicepartnerreportedhealthstate'))],
  },
  {
    id: 'THREAT-11',
    tag: 'public doc',
    core: true,
    statement:
      "Only an MTD partner can set a device's threat state; Graph offers customers no way to " +
      "write it. The simulator's partner interface is therefore its own and is never presented " +
      'as Graph.',
    sources: [github('microsoftgraph/microsoft-graph-docs', 'issue 12716')],
  },
  {
    id: 'THREAT-12',
    tag: 'seed',
    core: true,
    statement:
      'What a partner reports may serve reporting only or enforcement. A level that breaks the ' +
      'allowance leads to revoked access while it lasts, and access returns once the threat is ' +
      'remedied.',
    sources: [overview('Intune Mobile Threat Defense connectors'), overview('Sample scenarios')],
  },
  {
    id: 'THREAT-13',
    tag: 'seed',
    statement:
      'An MTD app detects suspicious apps, suspicious networks and weaknesses of the operating ' +
      'system, and tells its user about them.',
    sources: [draftGuide('Introduction'), userGuide('Introduction')],
  },
  {
    id: 'THREAT-14',
    tag: 'seed',
    statement:
      "A finding travels from the app on the device to the vendor's cloud, which classifies it, " +
      'and from there through the connector to Intune. The device never reports its threat level ' +
      'to Intune itself.',
    sources: [overview('Intune Mobile Threat Defense connectors'), shortOverview('How It Works')],
  },
]);
