import type { ManagementType } from './vocabulary.ts';

/** Whether a setting applies to a management type; in between, what the cell says. */
export type Applies = 'yes' | 'no' | 'shown' | 'sharedModeOnly' | 'managedAppsOnly' | 'graphOnly';

export const appliesWords: Readonly<Record<Applies, string>> = {
  yes: 'yes',
  no: 'no',
  shown: 'shown, of no use',
  sharedModeOnly: 'only in shared device mode',
  managedAppsOnly: 'managed apps only',
  graphOnly: 'a field of Graph, no partner',
};

export interface Applicability {
  /** Id of its row in the catalogue. */
  readonly requirement: string;
  readonly threatLevel: Applies;
  readonly riskScore: Applies;
  readonly mtdRole: Applies;
  readonly appProtection: Applies;
  readonly appSync: Applies;
}

const row = (requirement: string, cells: string): Applicability => {
  const [threatLevel, riskScore, mtdRole, appProtection, appSync] = cells.split(' ') as [
    Applies,
    Applies,
    Applies,
    Applies,
    Applies,
  ];
  return { requirement, threatLevel, riskScore, mtdRole, appProtection, appSync };
};

/** What applies to which management type (PLAT); of shared iPads no document speaks. */
export const applicability: Readonly<Partial<Record<ManagementType, Applicability>>> = {
  androidWorkProfile: row('PLAT-01', 'yes yes no yes no'),
  androidCorporateWorkProfile: row('PLAT-02', 'yes yes yes yes no'),
  androidFullyManaged: row('PLAT-03', 'yes yes yes yes no'),
  androidDedicated: row('PLAT-04', 'shown shown no sharedModeOnly no'),
  androidDeviceAdministrator: row('PLAT-05', 'yes yes no yes no'),
  androidAosp: row('PLAT-06', 'no no no sharedModeOnly no'),
  androidUnmanaged: row('PLAT-10', 'no no no yes no'),
  iosSupervised: row('PLAT-07', 'yes yes no yes yes'),
  iosDeviceEnrollment: row('PLAT-08', 'yes yes no yes yes'),
  iosUserEnrollment: row('PLAT-09', 'yes yes no yes managedAppsOnly'),
  iosUnmanaged: row('PLAT-10', 'no no no yes no'),
  windowsManaged: row('PLAT-11', 'graphOnly yes no no no'),
  windowsUnmanaged: row('PLAT-12', 'no no no yes no'),
};
