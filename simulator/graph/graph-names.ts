import {
  appDataProperties,
  appProtectionMetadata,
  appThreatProperties,
  launchConditions,
} from './app-protection-properties.ts';
import {
  complianceMetadata,
  complianceSettings,
  threatProperties,
} from './compliance-properties.ts';
import { connectorProperties } from './connector.ts';
import { words } from './words.ts';

const others = words(`settings secureByDefault deviceComplianceCheckinThresholdDays partnerState
  lastHeartbeatDateTime target groupId groupName groupDisplayName collectionId
  deviceAndAppManagementAssignmentFilterId deviceAndAppManagementAssignmentFilterType
  scheduledActionConfigurations actionType gracePeriodHours notificationTemplateId
  notificationMessageCCList mobileAppIdentifier bundleId packageId windowsAppId`);

/** Every property name we know, by its lower case: for dialects that write names differently. */
const names = new Map<string, string>();
const learn = (list: Iterable<string>): void => {
  for (const name of list) names.set(name.toLowerCase(), name);
};
for (const table of [complianceSettings, threatProperties]) {
  for (const list of Object.values(table)) learn(list);
}
for (const table of [appThreatProperties, launchConditions, appDataProperties]) {
  for (const list of Object.values(table)) learn(list);
}
learn(complianceMetadata);
learn(appProtectionMetadata);
learn(connectorProperties);
learn(others);

/** Graph's spelling of a PascalCase name; an unknown one loses the capital it begins with. */
export const graphName = (name: string): string =>
  names.get(name.toLowerCase()) ?? name.charAt(0).toLowerCase() + name.slice(1);
