import { type Requirement, requirementsOf } from './requirement.ts';
import { appProtection, draftGuide, nothingStated, userGuide } from './sources.ts';

export const wipeRequirements: readonly Requirement[] = requirementsOf('WIPE', [
  {
    id: 'WIPE-01',
    tag: 'seed+public doc',
    core: true,
    statement:
      "A selective wipe takes the work account and the organisation's data out of one or more " +
      "protected apps, with contacts the app had copied into the phone's address book; personal " +
      'data stays.',
    caveat:
      'The end-user articles speak of the work data only; that the account goes and personal ' +
      'data stays is in the app protection pages.',
    sources: [
      draftGuide('Resolve a threat'),
      userGuide('Resolving a threat'),
      appProtection('ref-settings-ios.md'),
      appProtection('wipe-corporate-data.md'),
    ],
  },
  {
    id: 'WIPE-02',
    tag: 'public doc',
    core: true,
    statement:
      'A wipe by the launch condition happens when the condition is evaluated and fails. An ' +
      "admin's wipe is looked for at the first launch with sign-in and then every 30 minutes of " +
      'use, so it may take up to 30 minutes and needs the user to open the app.',
    sources: [
      appProtection('overview.md', 'Selective wipe'),
      appProtection('wipe-corporate-data.md'),
    ],
  },
  {
    id: 'WIPE-03',
    tag: 'public doc',
    statement:
      "An admin's wipe of a device makes one request for each protected app on it. A wipe of a " +
      "user reaches all apps on all of the user's devices, and repeats at each check-in until " +
      'the user is taken off the list.',
    sources: [appProtection('wipe-corporate-data.md')],
  },
  {
    id: 'WIPE-04',
    tag: 'public doc',
    statement:
      'A wipe request is pending, successful or failed. Completed requests are listed for 4 ' +
      "days; pending ones for the policy's offline wipe interval plus 4 days, 94 by default.",
    sources: [appProtection('wipe-corporate-data.md', 'Monitor your wipe requests')],
  },
  {
    id: 'WIPE-05',
    tag: 'public doc',
    statement:
      'On iOS a selective wipe leaves the app PIN in the shared keychain, even if only one app ' +
      'of the publisher is installed.',
    sources: [appProtection('overview.md', 'Intune PIN and a selective wipe')],
  },
  {
    id: 'WIPE-06',
    tag: 'inference',
    core: true,
    statement:
      'After a wipe the user has to sign in again. While the threat lasts the condition fails ' +
      'again and nothing is left to wipe, so the app stays blocked for that account; remedying ' +
      'the threat never undoes the wipe.',
    sources: [nothingStated(appProtection('wipe-corporate-data.md'))],
  },
]);
