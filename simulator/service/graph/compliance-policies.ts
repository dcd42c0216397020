import type { CompliancePolicy, NoncomplianceAction } from '../../../core/tenant.ts';
import { objectId } from '../../contract/object-id.ts';
import { isBody, ownList, ownText } from '../../graph/body.ts';
import { noRemarks } from '../../graph/issue.ts';
import { readActions } from '../../graph/noncompliance-actions.ts';
import { writeActions } from '../../graph/write-policy.ts';
import {
  badRequest,
  type CollectionSpec,
  collectionAnswer,
  entityAnswer,
  noRoute,
  notFound,
  nothing,
  valueAnswer,
} from './answers.ts';
import { assignmentIn, assignmentsOf } from './assignments.ts';
import { ancestorInV1, betaOnlyProperties } from './beta-only.ts';
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

const place = 'deviceManagement/deviceCompliancePolicies';
const section = 'compliancePolicies';

const policyIn = (call: GraphCall, name: string): CompliancePolicy | undefined =>
  call.tenant.world().tenant[section][name];

const entityOf = (call: GraphCall, name: string, policy: CompliancePolicy): Entity => ({
  '@odata.type': `#microsoft.graph.${policy.type}`,
  id: policyId(call.tenant, name),
  displayName: name,
  description: null,
  roleScopeTagIds: ['0'],
  ...threatDefaults(policy.type),
  ...propertiesOf(call.tenant, section, name, policy),
  ...datesOf(call.tenant, name),
});

const sameActions = (
  one: readonly NoncomplianceAction[],
  other: readonly NoncomplianceAction[],
): boolean =>
  one.length === other.length &&
  one.every(
    ({ actionType, gracePeriodHours }, index) =>
      actionType === other[index]?.actionType && gracePeriodHours === other[index].gracePeriodHours,
  );

/** The rules of a policy, each with an id; their actions only where they are asked for. */
const rulesOf = (
  { tenant }: GraphCall,
  name: string,
  { actions }: CompliancePolicy,
  withActions: boolean,
): readonly Entity[] => {
  const kept = keptBody(tenant, name);
  const asKept = sameActions(readActions(noRemarks(), kept), actions) && actions.length > 0;
  const rules = asKept ? (ownList(kept, 'scheduledActionsForRule') ?? []) : writeActions(actions);
  const idOf = (part: string): string => objectId(tenant.id, 'policy', `${name}/${part}`);
  return rules.filter(isBody).map((rule, index) => {
    const { scheduledActionConfigurations, ...rest } = rule;
    const items = Array.isArray(scheduledActionConfigurations) ? scheduledActionConfigurations : [];
    const configurations = items.map((item: unknown, at) => ({
      id: idOf(`action ${index} ${at}`),
      ...(isBody(item) ? item : {}),
    }));
    return {
      id: idOf(`rule ${index}`),
      ruleName: null,
      ...rest,
      ...(withActions ? { scheduledActionConfigurations: configurations } : {}),
    };
  });
};

const specFor = (call: GraphCall): CollectionSpec => ({
  declared: 'deviceCompliancePolicy',
  place,
  page: 1000,
  paging: 'skip',
  filterable: {},
  expandable: ['assignments', 'scheduledActionsForRule'],
  expand: (entity, { name, inner }) => {
    const key = policyNamed(call.tenant, section, String(entity['id']));
    const policy = key === null ? undefined : policyIn(call, key);
    if (key === null || policy === undefined) return undefined;
    if (name === 'assignments') return assignmentsOf(call.tenant, section, key, policy);
    if (name !== 'scheduledActionsForRule') return undefined;
    const deeper = inner.some((part) => part.name === 'scheduledActionConfigurations');
    return rulesOf(call, key, policy, deeper);
  },
});

const bodyOf = ({ body }: GraphCall): Entity => (isBody(body) ? body : {});

const typeOf = (body: Entity): string =>
  (ownText(body, '@odata.type') ?? '').replace(/^#?microsoft\.graph\./, '');

/** A property or type that only beta has. */
const unknownInVersion = (call: GraphCall, body: Entity, type: string): string | null => {
  if (call.version === 'beta') return null;
  if (type in ancestorInV1) return `The type 'microsoft.graph.${type}' is not known.`;
  const hidden = betaOnlyProperties(type);
  const name = Object.keys(body).find((property) => hidden.has(property));
  if (name === undefined) return null;
  return `The property '${name}' does not exist on type 'microsoft.graph.${type}'.`;
};

const create = (call: GraphCall): GraphAnswer => {
  const body = bodyOf(call);
  const wrong = unknownInVersion(call, body, typeOf(body));
  if (wrong !== null) return badRequest(call, wrong);
  const actions = readActions(noRemarks(), body);
  if (actions.filter(({ actionType }) => actionType === 'block').length !== 1) {
    const rule = 'must have one and only one block scheduled action';
    return badRequest(call, `A compliance policy ${rule}.`);
  }
  const written = putPolicy(call, section, null, body, (value) => value);
  if (written.name === null) return badRequest(call, written.wrong);
  const policy = policyIn(call, written.name);
  if (policy === undefined) return notFound(call);
  return entityAnswer(call, entityOf(call, written.name, policy), specFor(call), 201);
};

const change = (call: GraphCall, name: string, policy: CompliancePolicy): GraphAnswer => {
  const { scheduledActionsForRule: _rules, assignments: _groups, ...patch } = bodyOf(call);
  const wrong = unknownInVersion(call, patch, policy.type);
  if (wrong !== null) return badRequest(call, wrong);
  if ('@odata.type' in patch && typeOf(patch) !== policy.type) {
    return badRequest(call, 'The type of a policy cannot be changed.');
  }
  const kept = keptBody(call.tenant, name);
  const body = {
    '@odata.type': `#microsoft.graph.${policy.type}`,
    ...propertiesOf(call.tenant, section, name, policy),
    ...(ownList(kept, 'scheduledActionsForRule') === undefined
      ? {}
      : { scheduledActionsForRule: kept['scheduledActionsForRule'] }),
    ...(ownList(kept, 'assignments') === undefined ? {} : { assignments: kept['assignments'] }),
    ...patch,
  };
  const { actions, assignedTo, excludedGroups } = policy;
  const written = putPolicy(call, section, name, body, (value) => ({
    ...value,
    ...{ actions, assignedTo, excludedGroups },
  }));
  if (written.name === null) return badRequest(call, written.wrong);
  const now = policyIn(call, name) ?? policy;
  return entityAnswer(call, entityOf(call, name, now), specFor(call));
};

const replacePart = (
  call: GraphCall,
  name: string,
  part: Entity,
  complete: (value: CompliancePolicy) => CompliancePolicy,
): void => {
  const policy = policyIn(call, name);
  if (policy === undefined) return;
  const whole = {
    ...keptBody(call.tenant, name),
    '@odata.type': `#microsoft.graph.${policy.type}`,
    ...propertiesOf(call.tenant, section, name, policy),
    ...part,
  };
  const { assignedTo: _own, excludedGroups: _others, ...body } = whole as Record<string, unknown>;
  putPolicy(call, section, name, body, () => complete(policy));
};

const assign = (call: GraphCall, name: string): GraphAnswer => {
  const assignments = ownList(bodyOf(call), 'assignments');
  if (assignments === undefined) return badRequest(call, 'The body names no assignments.');
  const to = assignmentIn(call.tenant, section, { assignments });
  replacePart(call, name, { assignments }, (policy) => ({ ...policy, ...to }));
  const policy = policyIn(call, name);
  if (policy === undefined) return notFound(call);
  const list = assignmentsOf(call.tenant, section, name, policy);
  return valueAnswer(call, `${place}/${policyId(call.tenant, name)}/assignments`, list);
};

const schedule = (call: GraphCall, name: string): GraphAnswer => {
  const rules = ownList(bodyOf(call), 'deviceComplianceScheduledActionForRules');
  const body = { scheduledActionsForRule: rules ?? [] };
  const remarks = noRemarks();
  const actions = readActions(remarks, body);
  const blocks = actions.filter(({ actionType }) => actionType === 'block').length;
  const wrong = remarks.issues.find(({ severity }) => severity === 'error');
  if (wrong !== undefined) return badRequest(call, wrong.message);
  if (blocks !== 1) {
    return badRequest(call, 'A policy must have one and only one block scheduled action.');
  }
  replacePart(call, name, body, (policy) => ({ ...policy, actions }));
  return nothing;
};

type OfPolicy = (call: GraphCall, name: string, policy: CompliancePolicy) => GraphAnswer;

/** What an action or navigation of one policy answers, or that there is none. */
export const ofCompliancePolicy =
  (answer: OfPolicy): GraphRoute['answer'] =>
  (call, [id = '']) => {
    const name = policyNamed(call.tenant, section, id);
    const policy = name === null ? undefined : policyIn(call, name);
    return name === null || policy === undefined ? notFound(call) : answer(call, name, policy);
  };

const one = `${place}/{id}`;

export const compliancePolicyRoutes: readonly GraphRoute[] = [
  {
    method: 'GET',
    path: place,
    roles: roles.readCompliance,
    answer: (call) => {
      const policies = Object.entries(call.world.tenant[section]);
      const entities = policies.map(([name, policy]) => entityOf(call, name, policy));
      return collectionAnswer(call, entities, specFor(call));
    },
  },
  { method: 'POST', path: place, roles: roles.writeCompliance, answer: create },
  {
    method: 'GET',
    path: one,
    roles: roles.readCompliance,
    answer: ofCompliancePolicy((call, name, policy) =>
      entityAnswer(call, entityOf(call, name, policy), specFor(call)),
    ),
  },
  { method: 'PATCH', path: one, roles: roles.writeCompliance, answer: ofCompliancePolicy(change) },
  {
    method: 'DELETE',
    path: one,
    roles: roles.writeCompliance,
    answer: ofCompliancePolicy((call, name) => {
      removePolicy(call.tenant, section, name);
      return nothing;
    }),
  },
  {
    method: 'GET',
    path: `${one}/assignments`,
    roles: roles.readCompliance,
    answer: ofCompliancePolicy((call, name, policy) => {
      const list = assignmentsOf(call.tenant, section, name, policy);
      return valueAnswer(call, `${place}('${policyId(call.tenant, name)}')/assignments`, list);
    }),
  },
  {
    method: 'POST',
    path: `${one}/assign`,
    roles: roles.writeCompliance,
    answer: ofCompliancePolicy(assign),
  },
  {
    method: 'POST',
    path: `${one}/scheduleActionsForRules`,
    roles: roles.writeCompliance,
    answer: ofCompliancePolicy(schedule),
  },
  {
    method: 'GET',
    path: `${one}/scheduledActionsForRule`,
    roles: roles.readCompliance,
    answer: ofCompliancePolicy((call, name, policy) => {
      if (call.version === 'v1.0') return noRoute(call, '~/singleton/navigation/key/navigation');
      const deeper = call.query.expand.some((part) => /configurations$/i.test(part.name));
      const rules = rulesOf(call, name, policy, deeper);
      const of = `${place}('${policyId(call.tenant, name)}')/scheduledActionsForRule`;
      return valueAnswer(call, of, rules);
    }),
  },
];
