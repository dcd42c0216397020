import { type Requirement, requirementsOf } from './requirement.ts';
import { defender, mtd } from './sources.ts';

export const identityRequirements: readonly Requirement[] = requirementsOf('ID', [
  {
    id: 'ID-01',
    tag: 'public doc',
    statement:
      'Reports are matched to devices by the Entra device id, which app configuration hands to ' +
      'the MTD app. A report for an id that the tenant does not know is rejected and changes no ' +
      'state.',
    caveat:
      'What happens to a report for an unknown id is stated nowhere; the rejection is inferred.',
    sources: [mtd('assign-apps.md')],
  },
  {
    id: 'ID-02',
    tag: 'public doc',
    statement:
      'Vendors synchronise the membership of chosen Entra groups to know which devices to ' +
      'expect. A device whose user is outside these groups never reports.',
    sources: [mtd('setup-*.md', 'app authorization')],
  },
  {
    id: 'ID-03',
    tag: 'public doc',
    statement:
      'Reinstalling Defender or renaming a device makes a new device record there; the old one ' +
      'stays and turns inactive after 7 days without a signal. A new device may take hours to ' +
      'appear and must be registered by Authenticator or Company Portal with the same account.',
    caveat: 'That compliance uses the record tied to the current Entra device id is inferred.',
    sources: [defender('fix-unhealthy-sensors.md'), defender('ios-troubleshoot.md')],
  },
]);
