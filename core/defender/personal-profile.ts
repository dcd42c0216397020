import type { ManagementType } from '../vocabulary.ts';

/** What is asked of a phone whose personal profile is to get Defender (MDE-ENROLL-A2, -A4). */
export interface PersonalProfile {
  readonly managementType: ManagementType;
  /** Company Portal is enabled in it. */
  readonly companyPortal: boolean;
  /** Defender is installed and active in the work profile. */
  readonly activeInWorkProfile: boolean;
}

/** Why Defender cannot be enabled in a personal profile; null: it can. */
export const personalProfileOwes = ({
  managementType,
  companyPortal,
  activeInWorkProfile,
}: PersonalProfile): string | null => {
  if (managementType !== 'androidWorkProfile') return 'personal-profile-not-supported/defender';
  if (!companyPortal) return 'broker-missing';
  return activeInWorkProfile ? null : 'work-profile-inactive/defender';
};
