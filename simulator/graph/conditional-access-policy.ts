import type { ConditionalAccessPolicy } from '../../core/tenant.ts';
import { conditionalAccessPolicyStates } from '../../core/vocabulary.ts';
import { type Body, isBody, own, ownBody, saysSomething } from './body.ts';
import { hasError, noRemarks, type Path, type Remarks, refuse, warn } from './issue.ts';
import { readMember, readMembers } from './member.ts';
import type { Normalised } from './normalised.ts';
import { checkProperties } from './property-check.ts';
import { resourceKeys } from './resource-keys.ts';
import { readTexts } from './scalar.ts';
import { unsimulatedConditions } from './unsimulated-conditions.ts';
import { words } from './words.ts';

const policyState = {
  name: 'conditionalAccessPolicyState',
  members: conditionalAccessPolicyStates,
};
const grantControl = {
  name: 'conditionalAccessGrantControl',
  members: words(`block mfa compliantDevice domainJoinedDevice approvedApplication
    compliantApplication passwordChange riskRemediation unknownFutureValue`),
};
const platform = {
  name: 'conditionalAccessDevicePlatform',
  members: words('android iOS windows windowsPhone macOS linux all unknownFutureValue'),
};
const clientApp = {
  name: 'conditionalAccessClientApp',
  members: words(`all browser mobileAppsAndDesktopClients exchangeActiveSync easSupported other
    unknownFutureValue`),
};
const operator = { name: 'operator', members: ['AND', 'OR'] as const };

/** Grant controls that are properties of their own; a device may not meet them by this name. */
const ownControls = [
  'authenticationStrength',
  'customAuthenticationFactors',
  'termsOfUse',
] as const;

const topLevel = {
  type: 'conditionalAccessPolicy',
  read: new Set(words('state conditions grantControls')),
  ignored: new Set(
    words(`id templateId displayName description createdDateTime modifiedDateTime deletedDateTime
      sessionControls partialEnablementStrategy version`),
  ),
  elsewhere: new Map(
    words('assignedTo excludedGroups assignments apps').map((key) => [key, 'other policies']),
  ),
};

const part = (remarks: Remarks, path: Path, body: Body, key: string): Body => {
  const value = own(body, key);
  if (value !== undefined && value !== null && !isBody(value)) {
    refuse(remarks, [...path, key], 'type', `\`${key}\` must be an object`);
  }
  return isBody(value) ? value : {};
};

/** Nobody in a simulated tenant is a guest, so what is said of guests changes nothing. */
const withoutGuests = (names: readonly string[]): string[] =>
  names.filter((name) => name !== 'GuestsOrExternalUsers');

const readUsers = (remarks: Remarks, conditions: Body) => {
  const users = part(remarks, ['conditions'], conditions, 'users');
  const list = (key: string) =>
    readTexts(remarks, ['conditions', 'users', key], own(users, key)).map((name) =>
      /^all$/i.test(name) ? 'All' : name,
    );
  for (const key of ['includeGuestsOrExternalUsers', 'excludeGuestsOrExternalUsers']) {
    if (!isBody(own(users, key))) continue;
    const message = 'guests are not simulated; what is said of them is ignored';
    warn(remarks, ['conditions', 'users', key], 'guests-not-simulated', message);
  }
  return {
    includeUsers: withoutGuests(list('includeUsers')),
    excludeUsers: withoutGuests(list('excludeUsers')),
    includeGroups: list('includeGroups'),
    excludeGroups: list('excludeGroups'),
    includeRoles: list('includeRoles'),
    excludeRoles: list('excludeRoles'),
  };
};

const readApplications = (remarks: Remarks, conditions: Body) => {
  const applications = part(remarks, ['conditions'], conditions, 'applications');
  const list = (key: string) => {
    const texts = readTexts(remarks, ['conditions', 'applications', key], own(applications, key));
    return [...new Set(texts.flatMap(resourceKeys))];
  };
  return {
    includeApplications: list('includeApplications'),
    excludeApplications: list('excludeApplications'),
  };
};

const readPlatforms = (remarks: Remarks, conditions: Body) => {
  const platforms = part(remarks, ['conditions'], conditions, 'platforms');
  const list = (key: string) =>
    readMembers(remarks, ['conditions', 'platforms', key], own(platforms, key), platform);
  return { includePlatforms: list('includePlatforms'), excludePlatforms: list('excludePlatforms') };
};

const readGrant = (remarks: Remarks, body: Body) => {
  const grant = part(remarks, [], body, 'grantControls');
  const path = ['grantControls', 'builtInControls'];
  const controls = readMembers(remarks, path, own(grant, 'builtInControls'), grantControl);
  for (const name of ownControls) if (saysSomething(own(grant, name))) controls.push(name);
  return {
    operator: readMember(
      remarks,
      ['grantControls', 'operator'],
      own(grant, 'operator'),
      operator,
      'AND' as const,
    ),
    builtInControls: controls,
  };
};

const readState = (remarks: Remarks, body: Body): ConditionalAccessPolicy['state'] => {
  const value = own(body, 'state');
  if (value === undefined || value === null) {
    const message = 'the policy has no `state` and is taken as disabled';
    warn(remarks, [], 'missing-state', message, 'write `state: enabled`');
  }
  return readMember(remarks, ['state'], value, policyState, 'disabled' as const);
};

/** Reads a Graph Conditional Access policy, v1.0 or beta. */
export const readConditionalAccessPolicy = (body: Body): Normalised<ConditionalAccessPolicy> => {
  const remarks = noRemarks();
  checkProperties(remarks, body, topLevel);
  const conditions = part(remarks, [], body, 'conditions');
  if (ownBody(body, 'conditions') === undefined) {
    warn(remarks, [], 'no-conditions', 'the policy has no `conditions`, so it applies to nobody');
  }
  const value: ConditionalAccessPolicy = {
    state: readState(remarks, body),
    ...readUsers(remarks, conditions),
    ...readApplications(remarks, conditions),
    ...readPlatforms(remarks, conditions),
    clientAppTypes: readMembers(
      remarks,
      ['conditions', 'clientAppTypes'],
      own(conditions, 'clientAppTypes'),
      clientApp,
    ),
    conditionsNotSimulated: unsimulatedConditions(remarks, conditions),
    ...readGrant(remarks, body),
  };
  return { value: hasError(remarks.issues) ? null : value, ...remarks };
};
