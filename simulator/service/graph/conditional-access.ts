import type { ConditionalAccessPolicy } from '../../../core/tenant.ts';
import { isBody } from '../../graph/body.ts';
import {
  type CollectionSpec,
  collectionAnswer,
  entityAnswer,
  failure,
  nothing,
} from './answers.ts';
import type { Entity, GraphCall, GraphRoute } from './call.ts';
import type { GraphAnswer } from './error.ts';
import {
  datesOf,
  policyId,
  policyNamed,
  propertiesOf,
  putPolicy,
  removePolicy,
} from './policy-store.ts';
import { besideAccess, roles } from './roles.ts';

const place = 'identity/conditionalAccess/policies';
const section = 'conditionalAccessPolicies';

const conditionalAccessSpec: CollectionSpec = {
  declared: 'conditionalAccessPolicy',
  place,
  page: 100,
  paging: 'skiptoken',
  filterable: { displayName: ['eq', 'startswith', 'or'], state: ['eq', 'or'], id: ['eq', 'or'] },
  unsupported: 'refused',
};

const policyIn = (call: GraphCall, name: string): ConditionalAccessPolicy | undefined =>
  call.tenant.world().tenant[section][name];

export const conditionalAccessEntity = (
  call: GraphCall,
  name: string,
  policy: ConditionalAccessPolicy,
): Entity => {
  const { createdDateTime, lastModifiedDateTime, version } = datesOf(call.tenant, name);
  return {
    id: policyId(call.tenant, name),
    displayName: name,
    createdDateTime,
    modifiedDateTime: version > 1 ? lastModifiedDateTime : null,
    sessionControls: null,
    ...propertiesOf(call.tenant, section, name, policy),
  };
};

const gone = (call: GraphCall): GraphAnswer =>
  failure(call, 404, 'ResourceNotFound', 'There is no such Conditional Access policy.');

const put = (
  call: GraphCall,
  name: string | null,
  body: Entity,
): { readonly name: string } | GraphAnswer => {
  const written = putPolicy(call, section, name, body, (value) => value);
  if (written.name !== null) return { name: written.name };
  return failure(call, 400, 'BadRequest', `1xxx: Policy is not valid: ${written.wrong}`);
};

const bodyOf = ({ body }: GraphCall): Entity => (isBody(body) ? body : {});

const create = (call: GraphCall): GraphAnswer => {
  const body = bodyOf(call);
  const lacking = ['displayName', 'state', 'conditions'].find((name) => !(name in body));
  if (lacking !== undefined) {
    return failure(call, 400, 'BadRequest', `1004: '${lacking}' must be specified.`);
  }
  const written = put(call, null, body);
  if ('status' in written) return written;
  const policy = policyIn(call, written.name);
  if (policy === undefined) return gone(call);
  const entity = conditionalAccessEntity(call, written.name, policy);
  return entityAnswer(call, entity, conditionalAccessSpec, 201);
};

type OfPolicy = (call: GraphCall, name: string, policy: ConditionalAccessPolicy) => GraphAnswer;

const ofPolicy =
  (answer: OfPolicy): GraphRoute['answer'] =>
  (call, [id = '']) => {
    const name = policyNamed(call.tenant, section, id);
    const policy = name === null ? undefined : policyIn(call, name);
    return name === null || policy === undefined ? gone(call) : answer(call, name, policy);
  };

const one = `${place}/{id}`;

export const conditionalAccessRoutes: readonly GraphRoute[] = [
  {
    method: 'GET',
    path: place,
    roles: roles.readAccess,
    answer: (call) => {
      const policies = Object.entries(call.world.tenant[section]);
      const entities = policies.map(([name, policy]) =>
        conditionalAccessEntity(call, name, policy),
      );
      return collectionAnswer(call, entities, conditionalAccessSpec);
    },
  },
  {
    method: 'POST',
    path: place,
    roles: roles.writeAccess,
    also: besideAccess.toWrite,
    answer: create,
  },
  {
    method: 'GET',
    path: one,
    roles: roles.readAccess,
    answer: ofPolicy((call, name, policy) =>
      entityAnswer(call, conditionalAccessEntity(call, name, policy), conditionalAccessSpec),
    ),
  },
  {
    method: 'PATCH',
    path: one,
    roles: roles.writeAccess,
    also: besideAccess.toWrite,
    answer: ofPolicy((call, name, policy) => {
      const body = { ...propertiesOf(call.tenant, section, name, policy), ...bodyOf(call) };
      const written = put(call, name, body);
      return 'status' in written ? written : nothing;
    }),
  },
  {
    method: 'DELETE',
    path: one,
    roles: roles.writeAccess,
    also: besideAccess.toRemove,
    answer: ofPolicy((call, name) => {
      removePolicy(call.tenant, section, name);
      return nothing;
    }),
  },
];
