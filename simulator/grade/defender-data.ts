import { capabilities } from '../../core/defender/capabilities.ts';
import { enrolmentScenarios } from '../../core/defender/enrolment.ts';
import { defenderPlans, fastTrackLicences } from '../../core/defender/licence.ts';
import { onboardingFacts } from '../../core/defender/onboarding.ts';
import {
  criterionNames,
  exitCriteria,
  noCriteria,
  phishingTestPage,
} from '../../core/defender/pilot.ts';
import { privacyControls } from '../../core/defender/privacy.ts';
import { deviceRecords, inactiveAfter } from '../../core/defender/records.ts';

/** What the documents state of Defender as data. */
export const defenderData = {
  scenarios: enrolmentScenarios,
  capabilities,
  onboarding: onboardingFacts,
  privacy: privacyControls,
  plans: defenderPlans,
  fastTrackLicences,
  criterionNames,
  criteria: exitCriteria,
  noCriteria,
  phishingTestPage,
  records: { ...deviceRecords, inactiveAfter },
} as const;

export type DefenderData = typeof defenderData;
