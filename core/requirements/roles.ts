import { type Requirement, requirementsOf } from './requirement.ts';
import {
  defenderOverview,
  defenderSetup,
  entra,
  fundamentals,
  mtd,
  nothingStated,
  shortOverview,
} from './sources.ts';

export const roleRequirements: readonly Requirement[] = requirementsOf('RBAC', [
  {
    id: 'RBAC-01',
    tag: 'seed+public doc',
    statement:
      'Enabling a connector takes the Intune role Endpoint Security Manager, or a custom role ' +
      'with Read and Modify on Mobile Threat Defense. The older overview names Global ' +
      'Administrator as sufficient too.',
    sources: [
      shortOverview('Setting It Up'),
      mtd('enable-connector.md', 'Required RBAC'),
      mtd('enable-unenrolled-devices.md'),
    ],
  },
  {
    id: 'RBAC-02',
    tag: 'public doc',
    statement:
      "Consent to a vendor's Entra apps is given once, by an account that may let them sign in " +
      'and read profiles, access the directory, read its data and send device risk to Intune. ' +
      'BlackBerry, Lookout, SentinelOne, Symantec, Trellix, Trend Micro, Trustd and Zimperium ' +
      'ask for a Global Administrator; the others for Entra admin credentials.',
    sources: [mtd('setup-*.md')],
  },
  {
    id: 'RBAC-03',
    tag: 'public doc',
    statement:
      'In the Defender portal a Security Administrator turns the Intune connection on; the setup ' +
      'in Intune needs rights for endpoint detection and response and for compliance policies ' +
      'besides.',
    sources: [defenderSetup('configure-integration.md')],
  },
  {
    id: 'RBAC-04',
    tag: 'public doc',
    statement: 'Conditional Access policies are managed by a Conditional Access Administrator.',
    sources: [entra('howto-*.md')],
  },
  {
    id: 'RBAC-05',
    tag: 'public doc',
    statement: 'A Read Only Operator may view connector status and reports, but change nothing.',
    sources: [fundamentals('role-based-access-control/ref-built-in-roles.md')],
  },
  {
    id: 'RBAC-06',
    tag: 'inference',
    statement:
      'Read alone shows the connector and refuses changes; Modify without Read is refused ' +
      'altogether.',
    sources: [nothingStated(mtd('enable-connector.md', 'Required RBAC'))],
  },
]);

export const licenceRequirements: readonly Requirement[] = requirementsOf('LIC', [
  {
    id: 'LIC-01',
    tag: 'public doc',
    statement:
      "MTD needs Entra ID P1, Intune Plan 1 and the vendor's subscription. Trellix lists P1 or " +
      'P2, Jamf lists Entra ID without a plan, and Lookout also asks for Enterprise Mobility + ' +
      'Security E3 or E5.',
    sources: [mtd('<vendor>.md', 'Prerequisites')],
  },
  {
    id: 'LIC-02',
    tag: 'seed',
    statement:
      'All mobile capabilities listed for Defender come with a Defender for Endpoint licence; ' +
      'Plan 1 and Plan 2 are both listed.',
    sources: [defenderOverview('Applies to, Key capabilities')],
  },
]);
