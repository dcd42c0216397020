import { isDeepStrictEqual } from 'node:util';
import type { AppProtectionPolicy } from '../../../core/tenant.ts';
import type { AppProtectionPolicyType } from '../../../core/vocabulary.ts';
import { isBody, ownList, ownText } from '../../graph/body.ts';
import { noRemarks } from '../../graph/issue.ts';
import { readApps } from '../../graph/protected-apps.ts';
import { writeAppIdentifier } from '../../graph/write-policy.ts';
import {
  badRequest,
  type CollectionSpec,
  collectionAnswer,
  entityAnswer,
  notFound,
  nothing,
  valueAnswer,
} from './answers.ts';
import { assignmentIn, assignmentsOf } from './assignments.ts';
import { betaOnlyProperties } from './beta-only.ts';
import type { Entity, GraphCall, GraphRoute } from './call.ts';
import type { GraphAnswer } from './error.ts';
import {
  datesOf,
  keptBody,
  policyId,
  policyNamed,
  propertiesOf,
  putPolicy,
  removePolicy,
} from './policy-store.ts';
import { roles } from './roles.ts';
import { threatDefaults } from './threat-defaults.ts';

const section = 'appProtectionPolicies';

const sets: Readonly<Record<AppProtectionPolicyType, string>> = {
  androidManagedAppProtection: 'deviceAppManagement/androidManagedAppProtections',
  iosManagedAppProtection: 'deviceAppManagement/iosManagedAppProtections',
  windowsManagedAppProtection: 'deviceAppManagement/windowsManagedAppProtections',
};
const everyPolicy = 'deviceAppManagement/managedAppPolicies';

const policyIn = (call: GraphCall, name: string): AppProtectionPolicy | undefined =>
  call.tenant.world().tenant[section][name];

const readBackApps = (body: Entity): readonly string[] => readApps(noRemarks(), body);

/** The apps of a policy: as they came, as long as they are the same. */
const appsOf = (
  { tenant }: GraphCall,
  name: string,
  { type, apps }: AppProtectionPolicy,
): readonly Entity[] => {
  const kept = keptBody(tenant, name);
  const list = (ownList(kept, 'apps') ?? []).filter(isBody);
  const asKept = list.length > 0 && isDeepStrictEqual(readBackApps(kept), apps);
  const identifiers = asKept
    ? list
    : apps
        .filter((app) => app !== 'allApps')
        .map((app) => ({ mobileAppIdentifier: writeAppIdentifier(type, app) }));
  const end = type.replace('ManagedAppProtection', '');
  return identifiers.map((item) => {
    const identifier = isBody(item['mobileAppIdentifier']) ? item['mobileAppIdentifier'] : {};
    const of = Object.entries(identifier).find(([key]) => !key.startsWith('@'))?.[1];
    return { id: `${String(of)}.${end}`.toLowerCase(), version: '-725393251', ...item };
  });
};

export const appProtectionEntity = (
  call: GraphCall,
  name: string,
  policy: AppProtectionPolicy,
): Entity => {
  const windows = policy.type === 'windowsManagedAppProtection';
  return {
    '@odata.type': `#microsoft.graph.${policy.type}`,
    id: `T_${policyId(call.tenant, name)}`,
    displayName: name,
    description: null,
    roleScopeTagIds: ['0'],
    isAssigned: policy.assignedTo.length > 0,
    deployedAppCount: policy.apps.length,
    ...(windows
      ? {}
      : {
          appGroupType: policy.apps.includes('allApps') ? 'allApps' : 'selectedPublicApps',
          targetedAppManagementLevels: 'unspecified',
        }),
    ...threatDefaults(policy.type),
    ...propertiesOf(call.tenant, section, name, policy),
    ...datesOf(call.tenant, name),
    version: `"${datesOf(call.tenant, name).version}"`,
  };
};

const specFor = (call: GraphCall, declared: string, place: string): CollectionSpec => ({
  declared,
  place,
  page: 1000,
  paging: 'skip',
  filterable: {},
  // The common ancestor has neither (graph.md 5).
  expandable: declared === 'managedAppPolicy' ? [] : ['assignments', 'apps'],
  expand: (entity, { name }) => {
    const key = policyNamed(call.tenant, section, String(entity['id']));
    const policy = key === null ? undefined : policyIn(call, key);
    if (key === null || policy === undefined) return undefined;
    if (name === 'assignments') return assignmentsOf(call.tenant, section, key, policy);
    return name === 'apps' ? appsOf(call, key, policy) : undefined;
  },
});

const bodyOf = ({ body }: GraphCall): Entity => (isBody(body) ? body : {});

const unknownInVersion = (call: GraphCall, body: Entity, type: string): string | null => {
  const hidden = call.version === 'v1.0' ? betaOnlyProperties(type) : new Set<string>();
  const name = Object.keys(body).find((property) => hidden.has(property));
  if (name === undefined) return null;
  return `The property '${name}' does not exist on type 'microsoft.graph.${type}'.`;
};

const typeNamed = (body: Entity): string =>
  (ownText(body, '@odata.type') ?? '').replace(/^#?microsoft\.graph\./, '');

/** The type a body is of: its set says so, and in the set of all policies the body itself. */
const typeOf = (
  body: Entity,
  type: AppProtectionPolicyType | null,
): AppProtectionPolicyType | null => {
  const named = typeNamed(body);
  const found = Object.keys(sets).find((known) => known === named);
  if (type !== null) return named === '' || named === type ? type : null;
  return (found as AppProtectionPolicyType | undefined) ?? null;
};

const create = (call: GraphCall, of: AppProtectionPolicyType | null): GraphAnswer => {
  const type = typeOf(bodyOf(call), of);
  if (type === null) return badRequest(call, 'The body is of another type than this set.');
  const body = { ...bodyOf(call), '@odata.type': `#microsoft.graph.${type}` };
  const wrong = unknownInVersion(call, body, type);
  if (wrong !== null) return badRequest(call, wrong);
  const written = putPolicy(call, section, null, body, (value) => value);
  if (written.name === null) return badRequest(call, written.wrong);
  const policy = policyIn(call, written.name);
  if (policy === undefined) return notFound(call);
  const entity = appProtectionEntity(call, written.name, policy);
  return entityAnswer(call, entity, specFor(call, type, sets[type]), 201);
};

/** The policy with some of its parts replaced, everything else as it is. */
const rewrite = (
  call: GraphCall,
  name: string,
  policy: AppProtectionPolicy,
  part: Entity,
  complete: (value: AppProtectionPolicy) => AppProtectionPolicy,
): string | null => {
  const kept = keptBody(call.tenant, name);
  const body = {
    '@odata.type': `#microsoft.graph.${policy.type}`,
    ...propertiesOf(call.tenant, section, name, policy),
    ...(ownList(kept, 'apps') === undefined ? {} : { apps: kept['apps'] }),
    ...(ownList(kept, 'assignments') === undefined ? {} : { assignments: kept['assignments'] }),
    ...part,
  };
  return putPolicy(call, section, name, body, complete).wrong;
};

const change = (call: GraphCall, name: string, policy: AppProtectionPolicy): GraphAnswer => {
  const { apps: _apps, assignments: _groups, ...patch } = bodyOf(call);
  if (typeOf(patch, policy.type) === null) {
    return badRequest(call, 'The type of a policy cannot be changed.');
  }
  const hidden = unknownInVersion(call, patch, policy.type);
  if (hidden !== null) return badRequest(call, hidden);
  const { apps, assignedTo, excludedGroups } = policy;
  const wrong = rewrite(call, name, policy, patch, (value) => ({
    ...value,
    ...{ apps, assignedTo, excludedGroups },
  }));
  if (wrong !== null) return badRequest(call, wrong);
  const now = policyIn(call, name) ?? policy;
  const entity = appProtectionEntity(call, name, now);
  return entityAnswer(call, entity, specFor(call, now.type, sets[now.type]));
};

const assign = (call: GraphCall, name: string, policy: AppProtectionPolicy): GraphAnswer => {
  const assignments = ownList(bodyOf(call), 'assignments');
  if (assignments === undefined) return badRequest(call, 'The body names no assignments.');
  const to = assignmentIn(call.tenant, section, { assignments });
  const wrong = rewrite(call, name, policy, { assignments }, () => ({ ...policy, ...to }));
  return wrong === null ? nothing : badRequest(call, wrong);
};

const target = (call: GraphCall, name: string, policy: AppProtectionPolicy): GraphAnswer => {
  const body = bodyOf(call);
  const apps = ownList(body, 'apps');
  if (apps === undefined) return badRequest(call, 'The body names no apps.');
  const { appGroupType } = body;
  const part = { apps, ...(typeof appGroupType === 'string' ? { appGroupType } : {}) };
  const keys = readBackApps(part);
  const wrong = rewrite(call, name, policy, part, () => ({ ...policy, apps: keys }));
  return wrong === null ? nothing : badRequest(call, wrong);
};

type OfPolicy = (call: GraphCall, name: string, policy: AppProtectionPolicy) => GraphAnswer;

const ofPolicy =
  (type: AppProtectionPolicyType | null, answer: OfPolicy): GraphRoute['answer'] =>
  (call, [id = '']) => {
    const name = policyNamed(call.tenant, section, id);
    const policy = name === null ? undefined : policyIn(call, name);
    if (name === null || policy === undefined) return notFound(call);
    return type === null || policy.type === type ? answer(call, name, policy) : notFound(call);
  };

const entitiesOf = (call: GraphCall, type: AppProtectionPolicyType | null): readonly Entity[] =>
  Object.entries(call.world.tenant[section])
    .filter(([, policy]) => type === null || policy.type === type)
    .map(([name, policy]) => appProtectionEntity(call, name, policy));

const onlyIn = (type: AppProtectionPolicyType | null) =>
  type === 'windowsManagedAppProtection' ? { betaOnly: true } : {};

const partsOf = (place: string, type: AppProtectionPolicyType | null): readonly GraphRoute[] => {
  const one = `${place}/{id}`;
  const ofOne = ({ tenant }: GraphCall, name: string, part: string): string =>
    `${place}('T_${policyId(tenant, name)}')/${part}`;
  return [
    {
      method: 'GET',
      path: `${one}/assignments`,
      roles: roles.readAppParts,
      answer: ofPolicy(type, (call, name, policy) => {
        const list = assignmentsOf(call.tenant, section, name, policy);
        return valueAnswer(call, ofOne(call, name, 'assignments'), list);
      }),
    },
    {
      method: 'GET',
      path: `${one}/apps`,
      roles: roles.readAppParts,
      answer: ofPolicy(type, (call, name, policy) =>
        valueAnswer(call, ofOne(call, name, 'apps'), appsOf(call, name, policy)),
      ),
    },
    {
      method: 'POST',
      path: `${one}/assign`,
      roles: roles.writeAppParts,
      answer: ofPolicy(type, assign),
    },
    {
      method: 'POST',
      path: `${one}/targetApps`,
      roles: roles.writeAppParts,
      answer: ofPolicy(type, target),
    },
  ];
};

const ofSet = (
  place: string,
  declared: string,
  type: AppProtectionPolicyType | null,
): readonly GraphRoute[] => {
  const one = `${place}/{id}`;
  // The other sets ask for permissions of apps alone (graph.md 4).
  const isWide = type === null || type === 'windowsManagedAppProtection';
  const read = isWide ? roles.readAppParts : roles.readApps;
  const write = isWide ? roles.writeAppParts : roles.writeApps;
  const whole: readonly GraphRoute[] = [
    {
      method: 'GET',
      path: place,
      roles: read,
      answer: (call) =>
        collectionAnswer(call, entitiesOf(call, type), specFor(call, declared, place)),
    },
    {
      method: 'POST',
      path: place,
      roles: write,
      answer: (call) => create(call, type),
    },
    {
      method: 'GET',
      path: one,
      roles: read,
      answer: ofPolicy(type, (call, name, policy) => {
        const entity = appProtectionEntity(call, name, policy);
        return entityAnswer(call, entity, specFor(call, declared, place));
      }),
    },
    { method: 'PATCH', path: one, roles: write, answer: ofPolicy(type, change) },
    {
      method: 'DELETE',
      path: one,
      roles: write,
      answer: ofPolicy(type, (call, name) => {
        removePolicy(call.tenant, section, name);
        return nothing;
      }),
    },
  ];
  return [...whole, ...partsOf(place, type)].map((route) => ({ ...route, ...onlyIn(type) }));
};

export const appProtectionRoutes: readonly GraphRoute[] = [
  ...(Object.keys(sets) as AppProtectionPolicyType[]).flatMap((type) =>
    ofSet(sets[type], type, type),
  ),
  ...ofSet(everyPolicy, 'managedAppPolicy', null),
];
