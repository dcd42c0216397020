import { type Requirement, requirementsOf } from './requirement.ts';
import { compliance, mtd } from './sources.ts';

export const reportingRequirements: readonly Requirement[] = requirementsOf('REP', [
  {
    id: 'REP-01',
    tag: 'public doc',
    statement:
      "A device's threat level stands in the column Device threat level of Reports > Device " +
      'compliance > Device compliance, after the report has been generated.',
    sources: [mtd('create-compliance-policy.md', 'Monitoring')],
  },
  {
    id: 'REP-02',
    tag: 'public doc',
    statement:
      'The compliance dashboard groups devices as Compliant, In-grace, Not evaluated and Not ' +
      'compliant. A device may show one row for its user and one for the system account, and ' +
      'reports name its last user.',
    sources: [compliance('monitor-policy.md')],
  },
]);
