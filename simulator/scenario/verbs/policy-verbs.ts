import type { Operation } from '../../port/operation.ts';
import {
  type Choice,
  list,
  type ObjectOf,
  object,
  optional,
  required,
} from '../../source/collection.ts';
import { didYouMean, listed } from '../../source/nearest.ts';
import { text, word } from '../../source/scalar.ts';
import {
  anything,
  type Located,
  located,
  refined,
  type Shape,
  wrongType,
} from '../../source/shape.ts';
import { fromPlain, isMapping, type Mapping, merge, type Tree } from '../../source/tree.ts';
import { withImport } from '../../tenant/import-file.ts';
import { groupName } from '../../tenant/name.ts';
import { unknownName } from '../../tenant/names.ts';
import {
  type Policy,
  type PolicyEntry,
  type PolicySection,
  policyFrom,
  policySections,
} from '../../tenant/policy-body.ts';
import { checkPolicy } from '../../tenant/policy-check.ts';
import { checkGroups, rememberPolicy, type TimelineState } from '../timeline-state.ts';
import { type Act, verb } from './verb.ts';

const policyName = located(text('the name of a policy'));

const bodyShape: Shape<Mapping> = refined(
  anything('Graph properties', { type: 'object' }),
  (tree, _, report) =>
    isMapping(tree) ? tree : wrongType(tree, report, 'Graph properties, a map'),
);

const setFields = {
  policy: required(policyName, 'Name of the policy, over all three sections.'),
  set: required(bodyShape, 'Graph properties, merged into the policy as it then stands.'),
  in: optional(
    located(word('section', policySections)),
    'For a new policy: where it belongs. `set` then is its whole body.',
  ),
};

const knownPolicy = (state: TimelineState, name: Located<string>): PolicyEntry | undefined => {
  const entry = state.policies.get(name.value);
  if (entry === undefined) {
    unknownName(name.tree, 'policy', name.value, state.policies.keys(), state.report);
  }
  return entry;
};

/** Reads the body anew and keeps it, so that a later change is merged into this one. */
const replaceBody = (
  state: TimelineState,
  entry: Omit<PolicyEntry, 'policy' | 'body'>,
  body: Mapping,
  imported: boolean,
): Policy | null => {
  const policy = policyFrom(entry.section, body, imported, state.add);
  const next = { ...entry, body, policy };
  state.policies.set(entry.name, next);
  state.everyPolicy.add(entry.name);
  if (policy === null) return null;
  checkPolicy(next, { users: new Set(state.users.keys()), groups: state.groups }, state.report);
  rememberPolicy(state, policy);
  return policy;
};

const setPolicy = (
  args: ObjectOf<typeof setFields>,
  state: TimelineState,
): Operation | undefined => {
  const { policy: name, set, in: section } = args;
  const before = state.policies.get(name.value);
  if (before === undefined && section === undefined) {
    const known = [...state.policies.keys()];
    state.report(name.tree, 'name', `unknown policy \`${name.value}\``, {
      label: known.length === 0 ? 'there are no policies' : `known policies: ${listed(known)}`,
      help: 'a new policy says where it belongs: `in: compliancePolicies`',
      ...didYouMean(name.value, known),
    });
    return undefined;
  }
  if (before !== undefined && section !== undefined && section.value !== before.section) {
    const message = `\`${name.value}\` is under ${before.section}`;
    state.report(section.tree, 'conflict', message);
    return undefined;
  }
  const under: PolicySection = before?.section ?? section?.value ?? 'compliancePolicies';
  const change = withImport(under, set, state.imports);
  if (change === null) return undefined;
  const merged = merge(before?.body, change);
  if (!isMapping(merged)) return undefined;
  const entry = before ?? { name: name.value, section: under, at: name.tree };
  const policy = replaceBody(state, entry, { ...merged, span: set.span }, change !== set);
  return policy === null ? undefined : { do: 'setPolicy', policy: name.value, ...policy };
};

const assignFields = {
  policy: required(policyName, 'Name of a compliance or app protection policy.'),
  groups: required(list(located(groupName)), 'The groups.'),
};

const assigned = (
  before: readonly string[],
  groups: readonly string[],
  name: 'assign' | 'unassign',
): readonly string[] => {
  const others = before.filter((group) => !groups.includes(group));
  return name === 'assign' ? [...others, ...groups] : others;
};

const withAssignment = (body: Mapping, groups: readonly string[], tree: Tree): Mapping => {
  const key = 'assignedTo';
  const others = body.entries.filter((entry) => entry.key !== key);
  return { ...body, entries: [...others, { key, at: tree, value: fromPlain(groups, tree) }] };
};

const assign = (name: 'assign' | 'unassign', description: string): Choice<Act> =>
  verb(description, object('a policy and groups', assignFields), (args, state, tree) => {
    const entry = knownPolicy(state, args.policy);
    checkGroups(state, args.groups);
    if (entry === undefined) return undefined;
    const { policy, section } = entry;
    if (
      section === 'conditionalAccessPolicies' ||
      policy?.section === 'conditionalAccessPolicies'
    ) {
      state.report(args.policy.tree, 'type', 'Conditional Access policies are not assigned', {
        help: 'change its `conditions.users` with `setPolicy`',
      });
      return undefined;
    }
    const groups = args.groups.map(({ value }) => value);
    if (policy === null) return undefined;
    const next = withAssignment(entry.body, assigned(policy.value.assignedTo, groups, name), tree);
    replaceBody(state, entry, next, true);
    return { do: name, section, policy: args.policy.value, groups };
  });

const removePolicy = (
  args: { readonly policy: Located<string> },
  state: TimelineState,
): Operation | undefined => {
  const entry = knownPolicy(state, args.policy);
  if (entry === undefined) return undefined;
  state.policies.delete(entry.name);
  return { do: 'removePolicy', section: entry.section, policy: entry.name };
};

/** What an admin does to policies; the state keeps each body as it then stands. */
export const policyVerbs = {
  setPolicy: verb(
    'An admin changes a policy, or adds one.',
    object('a policy and properties', setFields),
    setPolicy,
  ),
  removePolicy: verb(
    'An admin deletes a policy.',
    object('a policy', { policy: required(policyName, 'Name of the policy.') }),
    removePolicy,
  ),
  assign: assign('assign', 'An admin assigns a policy to more groups.'),
  unassign: assign('unassign', 'An admin takes groups off a policy.'),
};
