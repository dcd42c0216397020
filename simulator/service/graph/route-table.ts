import { appProtectionRoutes } from './app-protections.ts';
import { appRegistrationRoutes } from './app-registrations.ts';
import { appWipeRoutes } from './app-wipes.ts';
import { auditEventRoutes } from './audit-events.ts';
import type { GraphRoute } from './call.ts';
import { compliancePolicyRoutes } from './compliance-policies.ts';
import { conditionalAccessRoutes } from './conditional-access.ts';
import { connectorRoutes } from './connectors.ts';
import { detectedAppRoutes } from './detected-apps.ts';
import { deviceManagementRoutes } from './device-management.ts';
import { directoryDeltaRoutes } from './directory-delta.ts';
import { directoryDeviceRoutes } from './directory-devices.ts';
import { emptySetRoutes } from './empty-sets.ts';
import { fleetSummaryRoutes } from './fleet-summary.ts';
import { managedDeviceRoutes } from './managed-devices.ts';
import { ofUserRoutes } from './of-user.ts';
import { policyStatusRoutes } from './policy-status.ts';
import { whatIfRoutes } from './what-if.ts';

/** Everything Graph answers here. The first route that fits a path answers it. */
export const graphRouteTable: readonly GraphRoute[] = [
  ...connectorRoutes,
  ...compliancePolicyRoutes,
  ...policyStatusRoutes,
  ...fleetSummaryRoutes,
  ...emptySetRoutes,
  ...appProtectionRoutes,
  ...managedDeviceRoutes,
  ...appRegistrationRoutes,
  ...appWipeRoutes,
  ...detectedAppRoutes,
  ...deviceManagementRoutes,
  ...conditionalAccessRoutes,
  ...whatIfRoutes,
  ...directoryDeltaRoutes,
  ...directoryDeviceRoutes,
  ...ofUserRoutes,
  ...auditEventRoutes,
];
