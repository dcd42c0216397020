import type { Assignment } from '../../core/tenant.ts';
import { type Body, isBody, own, ownBody, ownText, typeName } from './body.ts';
import { type Path, type Remarks, warn } from './issue.ts';
import { readTexts } from './scalar.ts';

const guessTarget = (target: Body): string =>
  own(target, 'groupId') === undefined && own(target, 'groupName') === undefined
    ? 'none'
    : 'groupAssignmentTarget';

const hasFilter = (target: Body): boolean => {
  const kind = ownText(target, 'deviceAndAppManagementAssignmentFilterType');
  return kind !== undefined && kind.toLowerCase() !== 'none';
};

const readTarget = (
  remarks: Remarks,
  path: Path,
  target: Body,
): { readonly group: string; readonly excluded: boolean } | undefined => {
  if (hasFilter(target)) {
    const message = 'the assignment filter is not simulated; the whole group is taken';
    warn(remarks, path, 'assignment-filter', message);
  }
  const group = ownText(target, 'groupName') ?? ownText(target, 'groupId');
  switch ((typeName(target) ?? guessTarget(target)).toLowerCase()) {
    case 'alllicensedusersassignmenttarget':
      return { group: 'allUsers', excluded: false };
    case 'alldevicesassignmenttarget':
      return { group: 'allDevices', excluded: false };
    case 'groupassignmenttarget':
      return group === undefined ? undefined : { group, excluded: false };
    case 'exclusiongroupassignmenttarget':
      return group === undefined ? undefined : { group, excluded: true };
    default:
      return undefined;
  }
};

const readAssignments = (remarks: Remarks, value: unknown): Assignment => {
  const assignedTo = new Set<string>();
  const excludedGroups = new Set<string>();
  const items = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
  for (const [index, item] of items.entries()) {
    const path = ['assignments', index];
    // Some tools write the target itself where Graph has an assignment that holds it.
    const target = isBody(item) ? (ownBody(item, 'target') ?? item) : undefined;
    const read = target === undefined ? undefined : readTarget(remarks, path, target);
    if (read === undefined) {
      warn(remarks, path, 'assignment-target', 'this assignment names no group and is ignored');
    } else {
      (read.excluded ? excludedGroups : assignedTo).add(read.group);
    }
  }
  return { assignedTo: [...assignedTo], excludedGroups: [...excludedGroups] };
};

/** Graph's `assignments`, or our own `assignedTo` and `excludedGroups`, which win over them. */
export const readAssignment = (remarks: Remarks, body: Body): Assignment => {
  const exported = readAssignments(remarks, own(body, 'assignments'));
  const assignedTo = own(body, 'assignedTo');
  const excluded = own(body, 'excludedGroups');
  return {
    assignedTo:
      assignedTo === undefined
        ? exported.assignedTo
        : readTexts(remarks, ['assignedTo'], assignedTo),
    excludedGroups:
      excluded === undefined
        ? exported.excludedGroups
        : readTexts(remarks, ['excludedGroups'], excluded),
  };
};
