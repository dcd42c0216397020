import { type Requirement, requirementsOf } from './requirement.ts';
import { defender, defenderOverview, draftGuide, userGuide } from './sources.ts';

export const privacyRequirements: readonly Requirement[] = requirementsOf('PRIV', [
  {
    id: 'PRIV-01',
    tag: 'seed',
    statement:
      "Defender's privacy controls limit what it sends in threat reports. Admins and end users " +
      'have them, on enrolled and unenrolled devices, and they change neither compliance nor ' +
      'Conditional Access.',
    caveat:
      'That the controls leave compliance and Conditional Access alone stands in the public page ' +
      'only.',
    sources: [defenderOverview('Key capabilities'), defender('android-configure.md')],
  },
  {
    id: 'PRIV-02',
    tag: 'seed',
    statement:
      'An MTD app may report the names, versions and sizes of apps to the organisation, on ' +
      'Android too, where the app id is the one in Google Play. What it really reports depends ' +
      'on the vendor.',
    sources: [
      draftGuide('Information your organization can see'),
      userGuide('Information your organization can see'),
    ],
  },
]);
