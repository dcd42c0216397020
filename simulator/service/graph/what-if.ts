import { judgeAccess } from '../../../core/access.ts';
import { deviceAtStart } from '../../../core/device.ts';
import type { ConditionalAccessPolicy, DeviceFacts } from '../../../core/tenant.ts';
import { isBody, ownBody, ownList, ownText } from '../../graph/body.ts';
import { resourceKeys } from '../../graph/resource-keys.ts';
import { situationOf } from '../../target/world.ts';
import { contextOf, failure } from './answers.ts';
import type { Entity, GraphCall, GraphRoute } from './call.ts';
import { conditionalAccessEntity } from './conditional-access.ts';
import type { GraphAnswer } from './error.ts';
import { roles } from './roles.ts';

/** A device that is nothing but what a sign-in says of it. */
const bare: DeviceFacts = {
  managementType: 'windowsUnmanaged',
  ownership: 'personal',
  osVersion: '10.0',
  user: null,
  groups: [],
  registered: false,
  broker: false,
  checkedIn: false,
  mtdApps: {},
  unmetControls: [],
  clientAppType: 'browser',
};

const kinds = {
  android: 'androidUnmanaged',
  ios: 'iosUnmanaged',
  windows: 'windowsUnmanaged',
} as const;

const kindOf = (platform: string | undefined): DeviceFacts['managementType'] | null => {
  const name = platform?.toLowerCase() ?? 'windows';
  return Object.entries(kinds).find(([key]) => key === name)?.[1] ?? null;
};

/** Graph's word for each rule that keeps a policy from applying. */
const reasonOf: Readonly<Record<string, string>> = {
  'user-matches': 'users',
  'resource-matches': 'application',
  'platform-matches': 'devicePlatform',
  'client-matches': 'clientApps',
  'other-conditions': 'notEnoughInformation',
};

interface SignIn {
  readonly facts: DeviceFacts;
  readonly resources: readonly string[];
}

/** What the body says of the sign-in, or what is missing. */
const signInOf = ({ body, tenant }: GraphCall): SignIn | string => {
  const whole: Entity = isBody(body) ? body : {};
  const identity = ownBody(whole, 'signInIdentity');
  const userId = identity === undefined ? undefined : ownText(identity, 'userId');
  if (userId === undefined) return 'signInIdentity must name a user.';
  const context = ownBody(whole, 'signInContext') ?? {};
  const applications = ownList(context, 'includeApplications') ?? [];
  if (applications.length === 0) return 'signInContext must name an application.';
  const conditions = ownBody(whole, 'signInConditions') ?? {};
  const managementType = kindOf(ownText(conditions, 'devicePlatform'));
  if (managementType === null) return 'Only the platforms android, iOS and windows are simulated.';
  return {
    facts: {
      ...bare,
      managementType,
      user: tenant.names.nameOf('user', userId) ?? userId,
      clientAppType: ownText(conditions, 'clientAppType') ?? 'browser',
    },
    resources: applications.flatMap((id) => {
      const text = String(id);
      const name = tenant.names.nameOf('resource', text);
      return name === null ? resourceKeys(text) : [name];
    }),
  };
};

/** Which rules kept each policy from applying to every one of the resources, asked of the core. */
const missedBy = (call: GraphCall, { facts, resources }: SignIn): ReadonlyMap<string, string[]> => {
  const { world } = call;
  const { evaluator } = world;
  const device = deviceAtStart(evaluator, world.tenant, 'what-if', facts, world.now);
  const situation = { ...situationOf(world, device) };
  const { bit } = evaluator.stages.match;
  const missed = new Map<string, string[]>();
  for (const resource of resources) {
    judgeAccess(situation, resource, (stage, name, key) => {
      if (stage !== 'match') return;
      const violated = evaluator.stages.match.violated(key);
      const rules = Object.entries(bit).flatMap(([rule, mask]) =>
        (violated & mask) === 0 ? [] : [rule],
      );
      const before = missed.get(name);
      if (before === undefined || rules.length === 0) missed.set(name, rules);
    });
  }
  return missed;
};

const resultOf = (
  call: GraphCall,
  name: string,
  policy: ConditionalAccessPolicy,
  missed: readonly string[],
): Entity => {
  const enabled = policy.state !== 'disabled';
  const reasons = missed.map((rule) => reasonOf[rule] ?? 'invalidCondition');
  if (!enabled) reasons.push('policyNotEnabled');
  return {
    ...conditionalAccessEntity(call, name, policy),
    policyApplies: reasons.length === 0,
    analysisReasons: reasons.length === 0 ? 'notSet' : reasons.join(','),
  };
};

const kindIn = (body: Entity, part: string): string =>
  (ownText(ownBody(body, part) ?? {}, '@odata.type') ?? '').replace(/^#?microsoft\.graph\./, '');

/**
 * Why no policy here is about what is asked: the tenant's policies are about users and the
 * applications they sign in to. Null: they are.
 */
const besides = ({ body }: GraphCall): string | null => {
  const whole: Entity = isBody(body) ? body : {};
  if (kindIn(whole, 'signInIdentity') === 'servicePrincipalSignIn') return 'workloadIdentities';
  const context = kindIn(whole, 'signInContext');
  if (context === 'userActionContext') return 'userActions';
  return context === 'authContext' ? 'authenticationContext' : null;
};

/** How each policy stands to what is asked; or what is missing in the question. */
const resultsOf = (call: GraphCall): readonly Entity[] | string => {
  const policies = Object.entries(call.world.tenant.conditionalAccessPolicies);
  const other = besides(call);
  if (other !== null) {
    return policies.map(([name, policy]) => ({
      ...conditionalAccessEntity(call, name, policy),
      policyApplies: false,
      analysisReasons: other,
    }));
  }
  const signIn = signInOf(call);
  if (typeof signIn === 'string') return signIn;
  const missed = missedBy(call, signIn);
  return policies.map(([name, policy]) => resultOf(call, name, policy, missed.get(name) ?? []));
};

const evaluate = (call: GraphCall): GraphAnswer => {
  const results = resultsOf(call);
  if (typeof results === 'string') return failure(call, 400, 'BadRequest', results);
  const appliedOnly = isBody(call.body) && call.body['appliedPoliciesOnly'] === true;
  const type = 'Collection(microsoft.graph.whatIfAnalysisResult)';
  return {
    status: 200,
    body: {
      ...contextOf(call, type),
      value: appliedOnly ? results.filter((result) => result['policyApplies'] === true) : results,
    },
  };
};

export const whatIfRoutes: readonly GraphRoute[] = [
  {
    method: 'POST',
    path: 'identity/conditionalAccess/evaluate',
    roles: roles.evaluateAccess,
    answer: evaluate,
  },
];
