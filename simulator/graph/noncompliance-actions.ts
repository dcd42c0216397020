import type { NoncomplianceAction } from '../../core/tenant.ts';
import { noncomplianceActionTypes } from '../../core/vocabulary.ts';
import { type Body, isBody, own } from './body.ts';
import { type Path, type Remarks, refuse, warn } from './issue.ts';
import { readMember } from './member.ts';
import { readInteger } from './scalar.ts';

const actionType = {
  name: 'deviceComplianceActionType',
  members: noncomplianceActionTypes,
  aliases: { retirenoncompliantdevice: 'retire', markdevicenoncompliant: 'block' },
} as const;

const readAction = (remarks: Remarks, path: Path, item: unknown): NoncomplianceAction[] => {
  if (!isBody(item)) {
    refuse(remarks, path, 'type', 'an action must be an object');
    return [];
  }
  const type = readMember(
    remarks,
    [...path, 'actionType'],
    own(item, 'actionType'),
    actionType,
    undefined,
  );
  const gracePeriodHours = readInteger(
    remarks,
    [...path, 'gracePeriodHours'],
    own(item, 'gracePeriodHours'),
    { least: 0, most: 8760, absent: 0 },
  );
  return type === undefined ? [] : [{ actionType: type, gracePeriodHours }];
};

/** The actions of `scheduledActionsForRule`, over all rules, in written order (ACT-02). */
export const readActions = (remarks: Remarks, body: Body): NoncomplianceAction[] => {
  const rules = own(body, 'scheduledActionsForRule');
  if (rules === undefined || rules === null) return [];
  const actions: NoncomplianceAction[] = [];
  for (const [index, rule] of (Array.isArray(rules) ? rules : [rules]).entries()) {
    const path: Path = ['scheduledActionsForRule', index];
    const items = isBody(rule) ? own(rule, 'scheduledActionConfigurations') : undefined;
    if (!Array.isArray(items)) {
      warn(remarks, path, 'rule-without-actions', 'this rule lists no actions');
      continue;
    }
    for (const [position, item] of items.entries()) {
      const at = [...path, 'scheduledActionConfigurations', position];
      actions.push(...readAction(remarks, at, item));
    }
  }
  return actions;
};
