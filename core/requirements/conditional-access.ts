import { type Requirement, requirementsOf } from './requirement.ts';
import {
  appProtection,
  compliance,
  defenderSetup,
  entra,
  graph,
  mtd,
  overview,
} from './sources.ts';

export const conditionalAccessRequirements: readonly Requirement[] = requirementsOf('CA', [
  {
    id: 'CA-01',
    tag: 'public doc',
    core: true,
    statement:
      'A Conditional Access policy applies only if all of its assignments and conditions match, ' +
      'and every policy that applies must be satisfied.',
    sources: [entra('concept-conditional-access-policies.md')],
  },
  {
    id: 'CA-02',
    tag: 'public doc',
    core: true,
    statement:
      'Block in any policy that applies wins. Exclusion beats inclusion, for users, apps and ' +
      'platforms.',
    sources: [
      entra('concept-conditional-access-policies.md'),
      entra('concept-conditional-access-users-groups.md'),
    ],
  },
  {
    id: 'CA-03',
    tag: 'public doc',
    core: true,
    statement:
      'A policy with several grant controls requires all of them, the default, or one of them. ' +
      'They are presented in the order MFA, compliant device, hybrid join, approved app, app ' +
      'protection policy, password change, terms of use.',
    sources: [
      entra('concept-conditional-access-grant.md'),
      entra('concept-conditional-access-policies.md'),
    ],
  },
  {
    id: 'CA-04',
    tag: 'public doc',
    core: true,
    statement:
      'Requiring a compliant device admits only a registered device enrolled in Intune whose ' +
      'state is compliant or in grace period. It covers Windows 10 and later, iOS, Android, ' +
      'macOS and Ubuntu, takes Edge InPrivate on Windows as noncompliant, and does not block ' +
      'enrolment itself.',
    sources: [
      entra('concept-conditional-access-grant.md'),
      graph('compliancestate'),
      compliance('monitor-policy.md'),
    ],
  },
  {
    id: 'CA-05',
    tag: 'seed+public doc',
    core: true,
    statement:
      'MTD reaches Conditional Access through the compliance state of enrolled devices or the ' +
      'app protection state of unenrolled ones. A noncompliant device is denied until the ' +
      "vendor's remedied status has reached Intune.",
    caveat:
      'That these are the only two ways, and that no condition reads the threat level, is ' +
      'inferred.',
    sources: [overview('Introduction'), mtd('create-compliance-policy.md', 'Monitoring')],
  },
  {
    id: 'CA-06',
    tag: 'public doc',
    core: true,
    statement:
      'Requiring an app protection policy needs a supported app under such a policy on a ' +
      'registered device, with Authenticator on iOS or Company Portal on Android as broker. It ' +
      'covers iOS, Android and Edge on Windows and cannot be met on macOS or Linux; requiring an ' +
      'approved client app retires in March 2026.',
    caveat: 'The Entra page calls Windows a preview, the Intune page generally available.',
    sources: [entra('concept-conditional-access-grant.md'), appProtection('enable-mam-windows.md')],
  },
  {
    id: 'CA-07',
    tag: 'public doc',
    core: true,
    statement:
      'A report-only policy is evaluated and logged as success, failure, user action required or ' +
      'not applied, and never enforced. A compliant-device requirement may still raise a ' +
      'certificate prompt on macOS, iOS and Android; an app protection requirement shows failure ' +
      'in this mode.',
    sources: [entra('concept-conditional-access-report-only.md')],
  },
  {
    id: 'CA-08',
    tag: 'public doc',
    statement:
      'In a device filter all attributes of an unregistered device are null: positive operators ' +
      'do not match it, negative ones do.',
    sources: [entra('concept-condition-filters-for-devices.md')],
  },
  {
    id: 'CA-09',
    tag: 'public doc',
    statement:
      'The platform condition rests on the unverified user agent, and the client app condition ' +
      'covers all types by default. Clients with legacy authentication send no device state and ' +
      'so fail device controls.',
    sources: [entra('concept-conditional-access-conditions.md')],
  },
  {
    id: 'CA-10',
    tag: 'public doc',
    core: true,
    statement:
      'A token lives about an hour, or up to 28 hours with continuous access evaluation, whose ' +
      'events may take 15 minutes and do not include device compliance. A token already issued ' +
      'therefore outlives a change of compliance, which counts from the next token request.',
    caveat: 'That the new state counts exactly from the next token request is inferred.',
    sources: [entra('concept-continuous-access-evaluation.md')],
  },
  {
    id: 'CA-11',
    tag: 'public doc',
    statement:
      'The reference policy for MTD covers Exchange Online, SharePoint Online and other ' +
      'corporate apps in browsers and in mobile and desktop clients, requires a compliant ' +
      'device, leaves out emergency and directory synchronisation accounts, and runs report-only ' +
      'for 24 hours before it is turned on.',
    sources: [defenderSetup('configure-integration.md', 'Create a Conditional Access policy')],
  },
  {
    id: 'CA-12',
    tag: 'public doc',
    statement:
      'The Defender mobile app (id dd47d17a-3194-4d86-bfd5-c6ae6f5651e3) needs no exclusion from ' +
      'Conditional Access to be able to report.',
    caveat:
      'Nothing is stated for other vendors; that a policy on all resources may keep an MTD app ' +
      'from signing in, and deserves a warning, is inferred.',
    sources: [entra('concept-conditional-access-grant.md')],
  },
  {
    id: 'CA-13',
    tag: 'seed',
    statement:
      "Access is revoked only to resources of the admin's choice: a resource that no applicable " +
      'policy names stays open.',
    sources: [overview('Intune Mobile Threat Defense connectors')],
  },
]);
