import { actionRequirements } from './actions.ts';
import { annex } from './annex/annex.ts';
import { appProtectionRequirements } from './app-protection.ts';
import { appSyncRequirements, certificateSyncRequirements } from './app-sync.ts';
import { cloudRequirements } from './clouds.ts';
import { complianceRequirements } from './compliance.ts';
import { conditionalAccessRequirements } from './conditional-access.ts';
import { connectorRequirements } from './connector.ts';
import { defenderCapabilities } from './defender-capabilities.ts';
import {
  defenderAndroidEnrolment,
  defenderEnrolmentRequirements,
  defenderIosEnrolment,
} from './defender-enrolment.ts';
import { defenderOnboardingRequirements } from './defender-onboarding.ts';
import { flowRequirements } from './flows.ts';
import { androidFlowRequirements } from './flows-android.ts';
import { defenderFlowRequirements, enrolledFlowRequirements } from './flows-enrolled.ts';
import { iosFlowRequirements } from './flows-ios.ts';
import { identityRequirements } from './identity.ts';
import { partnerListRequirements } from './partner-list.ts';
import { pilotRequirements } from './pilot.ts';
import { platformRequirements } from './platforms.ts';
import { privacyRequirements } from './privacy.ts';
import { reportingRequirements } from './reporting.ts';
import type { Requirement } from './requirement.ts';
import { licenceRequirements, roleRequirements } from './roles.ts';
import { severalVendorRequirements } from './several-vendors.ts';
import { threatRequirements } from './threat.ts';
import { toggleRequirements } from './toggles.ts';
import { wipeRequirements } from './wipe.ts';

/** The rules and the rows of their tables, in the order of the groups. */
export const requirements: readonly Requirement[] = [
  ...connectorRequirements,
  ...toggleRequirements,
  ...threatRequirements,
  ...complianceRequirements,
  ...actionRequirements,
  ...severalVendorRequirements,
  ...appSyncRequirements,
  ...certificateSyncRequirements,
  ...appProtectionRequirements,
  ...wipeRequirements,
  ...conditionalAccessRequirements,
  ...flowRequirements,
  ...iosFlowRequirements,
  ...androidFlowRequirements,
  ...enrolledFlowRequirements,
  ...defenderFlowRequirements,
  ...identityRequirements,
  ...roleRequirements,
  ...licenceRequirements,
  ...privacyRequirements,
  ...partnerListRequirements,
  ...reportingRequirements,
  ...cloudRequirements,
  ...defenderEnrolmentRequirements,
  ...defenderAndroidEnrolment,
  ...defenderIosEnrolment,
  ...defenderCapabilities,
  ...defenderOnboardingRequirements,
  ...pilotRequirements,
  ...platformRequirements,
];

/** Every requirement and every data row: what the ledger lists, and what a scenario may cite. */
export const ledgerRows: readonly Requirement[] = [...requirements, ...annex];

const byId: ReadonlyMap<string, Requirement> = new Map(
  ledgerRows.map((requirement) => [requirement.id, requirement]),
);

export const requirementIds: ReadonlySet<string> = new Set(byId.keys());

/** The requirement with exactly this id, or undefined: an unknown id is the caller's error. */
export const requirementOf = (id: string): Requirement | undefined => byId.get(id);
