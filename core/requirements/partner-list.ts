import { type Requirement, requirementsOf } from './requirement.ts';
import { overview, shortOverview } from './sources.ts';

export const partnerListRequirements: readonly Requirement[] = requirementsOf('PART', [
  {
    id: 'PART-01',
    tag: 'seed',
    statement:
      'Fifteen MTD partners are listed with their platforms, all for Android and iOS/iPadOS ' +
      'except Windows Security Center, which is for Windows only; Defender is for Windows as ' +
      'well.',
    caveat: 'The partners iVerify and Trustd joined after the two lists were written.',
    sources: [
      overview('Mobile Threat Defense partners'),
      shortOverview('Mobile Threat Defense partners'),
    ],
  },
]);
