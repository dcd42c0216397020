import { type Body, own, ownBody, saysSomething } from './body.ts';
import { type Remarks, warn } from './issue.ts';

const conditionLists = [
  'signInRiskLevels',
  'userRiskLevels',
  'servicePrincipalRiskLevels',
  'insiderRiskLevels',
  'agentIdRiskLevels',
  'signInRiskDetections',
  'authenticationFlows',
  'clientApplications',
  'agents',
  'agentContext',
  'times',
  'clients',
  'deviceStates',
] as const;

const applicationLists = [
  'includeUserActions',
  'includeAuthenticationContextClassReferences',
  'applicationFilter',
  'globalSecureAccess',
  'networkAccess',
] as const;

const deviceLists = [
  'includeDevices',
  'excludeDevices',
  'includeDeviceStates',
  'excludeDeviceStates',
] as const;

const hasLocations = (conditions: Body): boolean => {
  const locations = ownBody(conditions, 'locations');
  if (locations === undefined) return false;
  const include = own(locations, 'includeLocations');
  const everywhere = Array.isArray(include) && include.every((item) => item === 'All');
  const included = saysSomething(include) && !everywhere;
  return included || saysSomething(own(locations, 'excludeLocations'));
};

/** Graph names of the conditions no simulated sign-in ever meets, A to Z. */
export const unsimulatedConditions = (remarks: Remarks, conditions: Body): string[] => {
  const found: string[] = [];
  const note = (body: Body, names: readonly string[], path: readonly string[]) => {
    for (const name of names) {
      if (!saysSomething(own(body, name))) continue;
      found.push(name);
      const message = `\`${name}\` is not simulated, so the policy never applies here`;
      warn(remarks, [...path, name], 'condition-not-simulated', message);
    }
  };
  note(conditions, conditionLists, ['conditions']);
  note(ownBody(conditions, 'applications') ?? {}, applicationLists, ['conditions', 'applications']);
  const devices = ownBody(conditions, 'devices') ?? {};
  note(devices, ['deviceFilter', ...deviceLists], ['conditions', 'devices']);
  if (hasLocations(conditions)) note(conditions, ['locations'], ['conditions']);
  return found.sort();
};
