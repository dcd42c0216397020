import type { Report } from '../source/report.ts';
import { isMapping, type Mapping, type Placed, type Tree, valueUnder } from '../source/tree.ts';
import { builtInGroups, unknownName } from './names.ts';
import type { Policy, PolicyEntry } from './policy-body.ts';

/** What the names in a policy may refer to. */
export interface Known {
  readonly users: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
}

/** Exports name users and groups by object id, which no tenant file spells out. */
const isObjectId = (text: string): boolean =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

const walk = (body: Mapping, path: readonly string[]): Tree | undefined => {
  let here: Tree | undefined = body;
  for (const key of path) here = isMapping(here) ? valueUnder(here, key) : undefined;
  return here;
};

/** Where a name stands in a list of the body; lists are exact, so the text finds it. */
const placeIn = (body: Mapping, path: readonly string[], name: string): Placed => {
  const list = walk(body, path);
  const items = list?.kind === 'list' ? list.items : [];
  return items.find((item) => item.kind === 'leaf' && item.text === name) ?? list ?? body;
};

const checkNames = (
  { body }: PolicyEntry,
  path: readonly string[],
  noun: string,
  names: readonly string[],
  known: ReadonlySet<string>,
  special: readonly string[],
  report: Report,
): void => {
  for (const name of names) {
    if (known.has(name) || special.includes(name) || isObjectId(name)) continue;
    unknownName(placeIn(body, path, name), noun, name, [...known, ...special], report);
  }
};

/** The threat condition knows two actions; the others act as block (G16). */
const adviseAction = ({ body }: PolicyEntry, policy: Policy, report: Report): void => {
  if (policy.section !== 'appProtectionPolicies') return;
  const action = policy.value.mobileThreatDefenseRemediationAction;
  if (action === 'block' || action === 'wipe') return;
  const place = walk(body, ['mobileThreatDefenseRemediationAction']) ?? body;
  report(
    place,
    'advice',
    `\`${action}\` is not offered for the threat level and acts as \`block\``,
    {
      severity: 'warning',
      label: 'offered: block, wipe',
    },
  );
};

/** Reports names a policy refers to that the tenant does not have, and what reads misleadingly. */
export const checkPolicy = (entry: PolicyEntry, known: Known, report: Report): void => {
  const { policy } = entry;
  if (policy === null) return;
  adviseAction(entry, policy, report);
  if (policy.section !== 'conditionalAccessPolicies') {
    const { assignedTo, excludedGroups } = policy.value;
    const check = (key: string, names: readonly string[]) =>
      checkNames(entry, [key], 'group', names, known.groups, builtInGroups, report);
    check('assignedTo', assignedTo);
    check('excludedGroups', excludedGroups);
    return;
  }
  const { value } = policy;
  const users = ['conditions', 'users'];
  for (const key of ['includeUsers', 'excludeUsers'] as const) {
    checkNames(entry, [...users, key], 'user', value[key], known.users, ['All', 'None'], report);
  }
  for (const key of ['includeGroups', 'excludeGroups'] as const) {
    checkNames(entry, [...users, key], 'group', value[key], known.groups, [], report);
  }
};
