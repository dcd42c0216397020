import { objectId } from '../../contract/object-id.ts';
import { isBody } from '../../graph/body.ts';
import { normaliseTenantSettings } from '../../graph/tenant-settings.ts';
import { badRequest, contextOf } from './answers.ts';
import { betaOnlyProperties } from './beta-only.ts';
import type { Entity, GraphCall, GraphRoute } from './call.ts';
import type { GraphAnswer } from './error.ts';
import { roles } from './roles.ts';

const inBeta: Entity = {
  androidDeviceAdministratorEnrollmentEnabled: false,
  derivedCredentialProvider: 'notConfigured',
  derivedCredentialUrl: null,
  deviceInactivityBeforeRetirementInDay: 0,
  enableAutopilotDiagnostics: true,
  enableDeviceGroupMembershipReport: false,
  enableEnhancedTroubleshootingExperience: false,
  enableLogCollection: true,
  enhancedJailBreak: false,
  ignoreDevicesForUnsupportedSettingsEnabled: false,
  m365AppDiagnosticsEnabled: false,
};

const settingsOf = ({ tenant, version }: GraphCall): Entity => {
  const { secureByDefault, deviceComplianceCheckinThresholdDays } = tenant.world().tenant.settings;
  return {
    deviceComplianceCheckinThresholdDays,
    isScheduledActionEnabled: true,
    secureByDefault,
    ...(version === 'beta' ? inBeta : {}),
  };
};

const whole = (call: GraphCall): GraphAnswer => {
  const { tenant, query } = call;
  const entity: Entity = {
    id: objectId(tenant.id, 'tenant', 'deviceManagement'),
    intuneAccountId: tenant.id,
    subscriptionState: 'active',
    settings: settingsOf(call),
  };
  const { select } = query;
  const shown = Object.entries(entity).filter(([name]) => select?.includes(name) ?? true);
  const part = select === null ? '' : `(${select.join(',')})`;
  const context = contextOf(call, `deviceManagement${part}/$entity`);
  return { status: 200, body: { ...context, ...Object.fromEntries(shown) } };
};

const change = (call: GraphCall): GraphAnswer => {
  const body = isBody(call.body) ? call.body : {};
  const settings = isBody(body['settings']) ? body['settings'] : {};
  const hidden = call.version === 'v1.0' ? betaOnlyProperties('deviceManagementSettings') : null;
  const unknown = Object.keys(settings).find((name) => hidden?.has(name) === true);
  if (unknown !== undefined) {
    const type = 'microsoft.graph.deviceManagementSettings';
    return badRequest(call, `The property '${unknown}' does not exist on type '${type}'.`);
  }
  const { value, issues } = normaliseTenantSettings(settings);
  if (value === null) return badRequest(call, issues[0]?.message ?? 'The settings are not valid.');
  call.tenant.perform({ do: 'setTenant', settings: value });
  return whole(call);
};

export const deviceManagementRoutes: readonly GraphRoute[] = [
  { method: 'GET', path: 'deviceManagement', roles: roles.readTenant, answer: whole },
  { method: 'PATCH', path: 'deviceManagement', roles: roles.writeTenant, answer: change },
  {
    method: 'GET',
    path: 'deviceManagement/settings',
    roles: roles.readTenant,
    answer: (call) => ({
      status: 200,
      body: { ...contextOf(call, 'deviceManagement/settings'), ...settingsOf(call) },
    }),
  },
];
