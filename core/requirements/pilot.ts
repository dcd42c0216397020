import { type Requirement, requirementsOf } from './requirement.ts';
import { defenderOverview } from './sources.ts';

export const pilotRequirements: readonly Requirement[] = requirementsOf('PILOT', [
  {
    id: 'PILOT-01',
    tag: 'seed',
    statement:
      "An organisation that tries out Defender's mobile protection sets its own exit criteria " +
      'and widens the rollout only when all of them hold.',
    sources: [defenderOverview('Pilot evaluation')],
  },
  {
    id: 'PILOT-02',
    tag: 'seed',
    statement:
      'Exit criterion: after onboarding, the device is listed in the Device Inventory of the ' +
      'security console.',
    sources: [defenderOverview('Pilot evaluation')],
  },
  {
    id: 'PILOT-03',
    tag: 'seed',
    statement:
      'Exit criterion: browsing to `https://smartscreentestratings2.net` is blocked; on Android ' +
      'Enterprise with a work profile the test counts inside the work profile only.',
    sources: [defenderOverview('Pilot evaluation')],
  },
  {
    id: 'PILOT-04',
    tag: 'seed',
    statement:
      'Exit criterion: the alerts of the detection tests appear in the security console. The ' +
      "malware test in the page's hidden comment has no usable sample and is no criterion.",
    sources: [defenderOverview('Pilot evaluation')],
  },
  {
    id: 'PILOT-05',
    tag: 'seed',
    statement:
      'With 150 licences or more an organisation can get help from FastTrack; this is an offer, ' +
      'not an exit criterion.',
    sources: [defenderOverview('Pilot evaluation')],
  },
]);
