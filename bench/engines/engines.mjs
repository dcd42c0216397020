import { preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs';
import { newCachedEnforcer, newEnforcer, newModel } from 'casbin';
import { Engine } from 'json-rules-engine';

/**
 * The question of `../question.ts`, put to three policy engines.
 *
 * An engine is told less than Muster has to find out: each policy arrives as the plain list of
 * stored states (by number, 0 = nothing stored) with which every partner passes it, and requests
 * are made before the clock starts. Both favour the engine.
 *
 * @typedef {object} Question
 * @property {readonly string[]} partners
 * @property {readonly (readonly number[])[]} passing per policy, the states that pass it
 * @property {readonly Uint8Array[]} columns per partner, the stored state of each device
 *
 * Every engine is `{ name, create }`; `create(question)` resolves to a function that decides the
 * devices in order, `count` of them from the first on, and leaves 1 (compliant) or 0 in `verdicts`.
 */

const requestOf = (question, device) =>
  Object.fromEntries(question.partners.map((partner, i) => [partner, question.columns[i][device]]));

const requestsOf = (question, make) =>
  Array.from(question.columns[0], (_, device) => make(question, device));

/** The states that pass one policy, as the shortest comparison: a range and single members. */
const comparison = (value, states) => {
  const first = states[0];
  let last = first;
  while (states.includes(last + 1)) last += 1;
  const others = states.filter((state) => state < first || state > last);
  const range = `(${value} >= ${first} && ${value} <= ${last})`;
  const either = [range, ...others.map((state) => `${value} == ${state}`)];
  return either.length === 1 ? range : `(${either.join(' || ')})`;
};

const condition = (question, prefix) =>
  question.passing
    .flatMap((states) => question.partners.map((name) => comparison(`${prefix}${name}`, states)))
    .join(' && ');

const casbinModel = (request, matcher) =>
  newModel(
    [
      '[request_definition]',
      `r = ${request}`,
      '[policy_definition]',
      'p = sub',
      '[policy_effect]',
      'e = some(where (p.eft == allow))',
      '[matchers]',
      `m = ${matcher}`,
    ].join('\n'),
  );

const casbinNumbers = async (question) => {
  const model = casbinModel(question.partners.join(', '), condition(question, 'r.'));
  const enforcer = await newEnforcer(model);
  const requests = requestsOf(question, ({ columns }, device) => columns.map((c) => c[device]));
  return (count, verdicts) => {
    for (let i = 0; i < count; i++) verdicts[i] = enforcer.enforceSync(...requests[i]) ? 1 : 0;
  };
};

const casbinObject = async (question) => {
  const enforcer = await newEnforcer(casbinModel('device', condition(question, 'r.device.')));
  const requests = requestsOf(question, requestOf);
  return (count, verdicts) => {
    for (let i = 0; i < count; i++) verdicts[i] = enforcer.enforceSync(requests[i]) ? 1 : 0;
  };
};

/** Its memory of earlier answers works for requests made of text only. */
const casbinCached = async (question) => {
  const matcher = question.passing
    .flatMap((states) =>
      question.partners.map(
        (name) => `(${states.map((state) => `r.${name} == "${state}"`).join(' || ')})`,
      ),
    )
    .join(' && ');
  const enforcer = await newCachedEnforcer(casbinModel(question.partners.join(', '), matcher));
  const requests = requestsOf(question, ({ columns }, device) =>
    columns.map((column) => String(column[device])),
  );
  return async (count, verdicts) => {
    for (let i = 0; i < count; i++) verdicts[i] = (await enforcer.enforce(...requests[i])) ? 1 : 0;
  };
};

const cedar = async (question) => {
  const id = `with ${question.partners.length} partners`;
  const policy = `permit(principal, action, resource) when { ${condition(question, 'context.')} };`;
  const parsed = preparsePolicySet(id, { staticPolicies: policy });
  if (parsed.type !== 'success') throw new Error(JSON.stringify(parsed.errors));
  const requests = requestsOf(question, (...args) => ({
    principal: { type: 'Device', id: 'device' },
    action: { type: 'Action', id: 'use' },
    resource: { type: 'Resource', id: 'mail' },
    context: requestOf(...args),
    entities: [],
    preparsedPolicySetId: id,
    validateRequest: false,
  }));
  return (count, verdicts) => {
    for (let i = 0; i < count; i++) {
      verdicts[i] = statefulIsAuthorized(requests[i]).response?.decision === 'allow' ? 1 : 0;
    }
  };
};

const jsonRules = async (question) => {
  const all = question.passing.flatMap((states) =>
    question.partners.map((fact) => ({ fact, operator: 'in', value: states })),
  );
  const engine = new Engine([{ conditions: { all }, event: { type: 'compliant' } }]);
  const requests = requestsOf(question, requestOf);
  return async (count, verdicts) => {
    for (let i = 0; i < count; i++) {
      const { events } = await engine.run(requests[i]);
      verdicts[i] = events.length > 0 ? 1 : 0;
    }
  };
};

export const engines = [
  { name: 'casbin, enforceSync, numbers', create: casbinNumbers },
  { name: 'casbin, enforceSync, one object', create: casbinObject },
  { name: 'casbin, CachedEnforcer', create: casbinCached },
  { name: 'json-rules-engine, one rule', create: jsonRules },
  { name: 'Cedar, statefulIsAuthorized', create: cedar },
];
