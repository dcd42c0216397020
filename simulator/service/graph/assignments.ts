import type { Assignment } from '../../../core/tenant.ts';
import { objectId } from '../../contract/object-id.ts';
import { readAssignment } from '../../graph/assignment.ts';
import { ownList } from '../../graph/body.ts';
import { noRemarks } from '../../graph/issue.ts';
import type { PolicySection } from '../../graph/policy.ts';
import { writeTarget } from '../../graph/write-policy.ts';
import type { ServedTenant } from '../tenants.ts';
import type { Entity } from './call.ts';
import { keptBody } from './policy-store.ts';
import { withIds, withNames } from './wire-names.ts';

const sameGroups = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((group) => other.includes(group));

const same = (one: Assignment, other: Assignment): boolean =>
  sameGroups(one.assignedTo, other.assignedTo) &&
  sameGroups(one.excludedGroups, other.excludedGroups);

const written = ({ assignedTo, excludedGroups }: Assignment): Entity => ({
  assignments: [
    ...assignedTo.map((group) => ({ target: writeTarget(group, false) })),
    ...excludedGroups.map((group) => ({ target: writeTarget(group, true) })),
  ],
});

/** What an `assign` action or a body says of whom a policy is for. */
export const assignmentIn = (
  tenant: ServedTenant,
  section: PolicySection,
  body: Entity,
): Assignment => readAssignment(noRemarks(), withNames(tenant, section, body));

/** The assignments of a policy: as they came, as long as they name the same groups. */
export const assignmentsOf = (
  tenant: ServedTenant,
  section: PolicySection,
  name: string,
  assignment: Assignment,
): readonly Entity[] => {
  const kept = keptBody(tenant, name);
  const as = ownList(kept, 'assignments') === undefined ? null : kept;
  const source =
    as !== null && same(assignmentIn(tenant, section, as), assignment)
      ? { assignments: as['assignments'] }
      : written(assignment);
  const list = ownList(withIds(tenant, section, source), 'assignments') ?? [];
  const policy = tenant.names.idOf('policy', name);
  return list.map((item, index) => {
    const entity: Entity = typeof item === 'object' && item !== null ? { ...item } : {};
    const { target } = entity;
    const group = JSON.stringify(target ?? index);
    return { id: `${policy}_${objectId(tenant.id, 'group', group)}`, target, ...entity };
  });
};
