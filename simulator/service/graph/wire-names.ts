import { isGuid, type ObjectKind } from '../../contract/object-id.ts';
import { isBody, ownBody } from '../../graph/body.ts';
import type { PolicySection } from '../../graph/policy.ts';
import { resourceId } from '../../graph/resource-keys.ts';
import type { ServedTenant } from '../tenants.ts';
import type { Entity } from './call.ts';

/** Words that stand where ids do. */
const reserved =
  /^(?:All|None|GuestsOrExternalUsers|Office365|MicrosoftAdminPortals|AllAgentIdResources)$/i;

type Turn = (kind: ObjectKind, text: string) => string;

const toId =
  ({ names }: ServedTenant): Turn =>
  (kind, text) => {
    if (reserved.test(text) || isGuid(text)) return text;
    const wellKnown = kind === 'resource' ? resourceId(text) : null;
    // A name the tenant does not have was written by somebody, and comes back as it was.
    return wellKnown ?? (names.knows(kind, text) ? names.idOf(kind, text) : text);
  };

const toName =
  ({ names }: ServedTenant): Turn =>
  (kind, text) =>
    isGuid(text) ? (names.nameOf(kind, text) ?? text) : text;

const turnedLists = (
  part: Entity,
  lists: Readonly<Record<string, ObjectKind>>,
  turn: Turn,
): Entity => {
  const turned: Record<string, unknown> = { ...part };
  for (const [name, kind] of Object.entries(lists)) {
    const list = part[name];
    if (!Array.isArray(list)) continue;
    turned[name] = list.map((item) => (typeof item === 'string' ? turn(kind, item) : item));
  }
  return turned;
};

const userLists = {
  includeUsers: 'user',
  excludeUsers: 'user',
  includeGroups: 'group',
  excludeGroups: 'group',
  includeRoles: 'role',
  excludeRoles: 'role',
} as const;
const applicationLists = {
  includeApplications: 'resource',
  excludeApplications: 'resource',
} as const;

const turnedConditions = (body: Entity, turn: Turn): Entity => {
  const conditions = ownBody(body, 'conditions');
  if (conditions === undefined) return body;
  const users = ownBody(conditions, 'users');
  const applications = ownBody(conditions, 'applications');
  return {
    ...body,
    conditions: {
      ...conditions,
      ...(users === undefined ? {} : { users: turnedLists(users, userLists, turn) }),
      ...(applications === undefined
        ? {}
        : { applications: turnedLists(applications, applicationLists, turn) }),
    },
  };
};

const turnedTarget = (item: unknown, turn: Turn): unknown => {
  if (!isBody(item)) return item;
  const target = ownBody(item, 'target');
  if (target === undefined) {
    const group = item['groupId'];
    return typeof group === 'string' ? { ...item, groupId: turn('group', group) } : item;
  }
  return { ...item, target: turnedTarget(target, turn) };
};

const turnedAssignments = (body: Entity, turn: Turn): Entity => {
  const { assignments } = body;
  if (!Array.isArray(assignments)) return body;
  return { ...body, assignments: assignments.map((item) => turnedTarget(item, turn)) };
};

const turned = (section: PolicySection, body: Entity, turn: Turn): Entity =>
  section === 'conditionalAccessPolicies'
    ? turnedConditions(body, turn)
    : turnedAssignments(body, turn);

/** A body with the ids of users, groups, roles and applications where the tenant has names. */
export const withIds = (tenant: ServedTenant, section: PolicySection, body: Entity): Entity =>
  turned(section, body, toId(tenant));

/** The other way: an id nobody here has given stays as it is. */
export const withNames = (tenant: ServedTenant, section: PolicySection, body: Entity): Entity =>
  turned(section, body, toName(tenant));
