import { type Requirement, requirementsOf } from './requirement.ts';
import { compliance, graph, nothingStated } from './sources.ts';

export const actionRequirements: readonly Requirement[] = requirementsOf('ACT', [
  {
    id: 'ACT-01',
    tag: 'public doc',
    core: true,
    statement:
      'Every compliance policy, on every platform, holds the action that marks a device ' +
      'noncompliant. It acts at once by default and can be delayed, but not removed.',
    sources: [compliance('configure-noncompliance-actions.md', 'Overview')],
  },
  {
    id: 'ACT-02',
    tag: 'public doc',
    core: true,
    statement:
      'Marking a device noncompliant can be delayed by 0 to 365 days. The portal steps by a ' +
      'quarter of a day; Graph takes any whole number of hours from 0 to 8760 ' +
      '(`gracePeriodHours`).',
    sources: [
      compliance('configure-noncompliance-actions.md', 'Overview'),
      graph('devicecomplianceactionitem'),
    ],
  },
  {
    id: 'ACT-03',
    tag: 'public doc',
    core: true,
    statement:
      'While the delay of the marking runs, the device is in its grace period and keeps its ' +
      'access.',
    sources: [
      compliance('create-policy.md'),
      compliance('monitor-policy.md', 'grace example'),
      graph('compliancestate'),
    ],
  },
  {
    id: 'ACT-04',
    tag: 'public doc',
    statement:
      "The email action sends its template, in the chosen locale, to the address in the user's " +
      'profile within about 6 hours of the marking; without an address it sends nothing. It may ' +
      'copy Entra groups, and has placeholders for user name, device name, device id, OS and ' +
      'version.',
    sources: [compliance('configure-noncompliance-actions.md')],
  },
  {
    id: 'ACT-05',
    tag: 'public doc',
    statement:
      'A push notification goes out the first time a check-in finds the device noncompliant, ' +
      'once for each configured instance, with fixed wording and without a promise of delivery; ' +
      'two instances of one policy due on the same day give one. It exists for Android device ' +
      'administrator, Android Enterprise and iOS/iPadOS.',
    sources: [compliance('configure-noncompliance-actions.md')],
  },
  {
    id: 'ACT-06',
    tag: 'public doc',
    statement:
      'Remote lock exists for Android, iOS/iPadOS and macOS, and adding to the retire list for ' +
      'those and Windows. Nothing on the list is retired until an admin picks devices and ' +
      'confirms; clearing the retire state takes a device off until the action fires again.',
    sources: [compliance('configure-noncompliance-actions.md')],
  },
  {
    id: 'ACT-07',
    tag: 'public doc',
    statement:
      'A policy may hold several actions, also of one kind; each fires at its own number of days ' +
      'after noncompliance if the device still fails then. Devices under a third-party ' +
      'compliance partner get no email, lock, retire listing or push notification.',
    sources: [compliance('configure-noncompliance-actions.md')],
  },
  {
    id: 'ACT-08',
    tag: 'inference',
    core: true,
    statement:
      'Becoming compliant cancels the actions that have not fired and resets the clock, so that ' +
      'a later failure starts at zero. Actions already carried out are not undone.',
    sources: [nothingStated(compliance('configure-noncompliance-actions.md'))],
  },
  {
    id: 'ACT-09',
    tag: 'inference',
    core: true,
    statement:
      'The grace period starts at the calculation that first found the failure, not when the ' +
      'threat appeared on the device.',
    sources: [nothingStated(compliance('configure-noncompliance-actions.md'))],
  },
]);
