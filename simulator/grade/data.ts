import { connectorDefaults } from '../../core/connector-defaults.ts';
import { commonApps } from '../../core/flows/help.ts';
import { appFields, certificateFields } from '../../core/inventory.ts';
import { type Partner, partners } from '../../core/partners.ts';
import * as vocabulary from '../../core/vocabulary.ts';
import { vendorPacks } from '../contract/packs.ts';
import { type DefenderData, defenderData } from './defender-data.ts';
import { type TenancyData, tenancyData } from './tenancy-data.ts';

type Words = Readonly<Record<string, readonly string[]>>;

/** The data that decides something, as one value, so that a wrong datum can take the place of a
 * right one. */
export interface Data {
  readonly partners: Readonly<Record<string, Partner>>;
  /** Of a connector that somebody has just added. */
  readonly defaults: Readonly<Record<string, boolean | number>>;
  /** Closed lists of words by the name they have in the code. */
  readonly words: Words;
  readonly aliases: Readonly<Record<string, string>>;
  readonly appFields: Readonly<Record<string, { readonly since: number; readonly told: boolean }>>;
  readonly certificateFields: readonly string[];
  /** Words of each vendor pack for the risk of a device, and what they mean to Intune. */
  readonly risks: Readonly<Record<string, Readonly<Record<string, string | null>>>>;
  readonly defender: DefenderData;
  readonly tenancy: TenancyData;
}

export const documentedData: Data = {
  partners,
  defaults: { ...connectorDefaults },
  words: {
    partnerStates: vocabulary.partnerStates,
    deviceThreatProtectionLevels: vocabulary.deviceThreatProtectionLevels,
    managedAppDeviceThreatLevels: vocabulary.managedAppDeviceThreatLevels,
    limits: vocabulary.limits,
    threatStates: vocabulary.threatStates,
    complianceStatuses: vocabulary.complianceStatuses,
    complianceStates: vocabulary.complianceStates,
    noncomplianceActionTypes: vocabulary.noncomplianceActionTypes,
    remediationActions: vocabulary.remediationActions,
    partnerPriorities: vocabulary.partnerPriorities,
    reportOnlyResults: vocabulary.reportOnlyResults,
    commonApps,
  },
  aliases: vocabulary.limitAliases,
  appFields,
  certificateFields: Object.keys(certificateFields),
  risks: Object.fromEntries(Object.entries(vendorPacks).map(([name, { risk }]) => [name, risk])),
  defender: defenderData,
  tenancy: tenancyData,
};
