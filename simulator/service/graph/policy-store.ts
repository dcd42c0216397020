import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Instant } from '../../../core/time.ts';
import { isAnnotation, ownText } from '../../graph/body.ts';
import { normalisePolicy, type PolicyBySection, type PolicySection } from '../../graph/policy.ts';
import { keyOf } from '../../graph/slug.ts';
import { writePolicy } from '../../graph/write-policy.ts';
import type { PolicyValue } from '../../port/operation.ts';
import type { Shelf } from '../shelf.ts';
import type { ServedTenant } from '../tenants.ts';
import type { Entity, GraphCall } from './call.ts';
import { withIds, withNames } from './wire-names.ts';

/** What Graph keeps of a policy that decides nothing. */
interface Kept {
  readonly body: Entity;
  readonly createdDateTime: string;
  readonly lastModifiedDateTime: string;
  readonly version: number;
}

/** The body of a policy from now on; null: the policy is gone. */
interface PolicyChange {
  readonly name: string;
  readonly kept: Kept | null;
}

/** Parts of a policy that are sets of their own in Graph, and our own words for them. */
const apart = new Set(
  'assignedTo excludedGroups apps assignments scheduledActionsForRule import'.split(' '),
);
const ofGraph = new Set(
  'id createdDateTime lastModifiedDateTime modifiedDateTime version'.split(' '),
);

const isOwnProperty = (name: string): boolean =>
  !apart.has(name) && !ofGraph.has(name) && !isAnnotation(name);

const onlyProperties = (body: Entity): Entity =>
  Object.fromEntries(Object.entries(body).filter(([name]) => isOwnProperty(name)));

const dateOf = (instant: Instant): string => new Date(instant).toISOString();

const keptOf = (body: Entity, now: Instant): Kept => {
  const created = ownText(body, 'createdDateTime') ?? dateOf(now);
  const { version } = body;
  return {
    body,
    createdDateTime: created,
    lastModifiedDateTime:
      ownText(body, 'lastModifiedDateTime') ?? ownText(body, 'modifiedDateTime') ?? created,
    version: typeof version === 'number' ? version : 1,
  };
};

/** The bodies of a tenant's policies, as they came: from its file, or from an admin's tool. */
export const policiesShelf: Shelf<Map<string, Kept>, PolicyChange> = {
  name: 'policies',
  make: ({ given, names, originals }) => {
    const store = new Map<string, Kept>();
    const { compliancePolicies, appProtectionPolicies, conditionalAccessPolicies } = given.tenant;
    const all = { ...compliancePolicies, ...appProtectionPolicies, ...conditionalAccessPolicies };
    for (const name of Object.keys(all)) {
      const body = originals.get(name) ?? {};
      const id = ownText(body, 'id');
      if (id !== undefined) names.bind('policy', name, id.replace(/^T_/, ''));
      store.set(name, keptOf(body, given.start));
    }
    return store;
  },
  apply: (store, { name, kept }) => {
    if (kept === null) store.delete(name);
    else store.set(name, kept);
  },
};

const storeOf = (tenant: ServedTenant): Map<string, Kept> => tenant.kept(policiesShelf);

export const keptBody = (tenant: ServedTenant, name: string): Entity =>
  storeOf(tenant).get(name)?.body ?? {};

const decisive = (value: object): unknown =>
  Object.fromEntries(
    Object.entries(value).filter(
      ([name]) => !['assignedTo', 'excludedGroups', 'apps', 'actions'].includes(name),
    ),
  );

const readBack = (tenant: ServedTenant, section: PolicySection, body: Entity) =>
  normalisePolicy(section, withNames(tenant, section, body)).value;

const unsetOthers = (before: object | null, value: object): Entity => {
  const names = (policy: object | null): readonly string[] =>
    policy !== null && 'otherSettings' in policy && Array.isArray(policy.otherSettings)
      ? policy.otherSettings
      : [];
  const kept = new Set(names(value));
  return Object.fromEntries(
    names(before).flatMap((name) => (kept.has(name) ? [] : [[name, null]])),
  );
};

/**
 * The properties of a policy: as they came, as long as they still say what the tenant has; what a
 * change by another way has overtaken is written anew.
 */
export const propertiesOf = <Section extends PolicySection>(
  tenant: ServedTenant,
  section: Section,
  name: string,
  value: PolicyBySection[Section],
): Entity => {
  const body = keptBody(tenant, name);
  const before = Object.keys(body).length === 0 ? null : readBack(tenant, section, body);
  const said = onlyProperties(body);
  const current =
    before !== null && isDeepStrictEqual(decisive(before), decisive(value))
      ? said
      : { ...said, ...unsetOthers(before, value), ...writePolicy(section, value) };
  return withIds(tenant, section, onlyProperties(current));
};

export const datesOf = (tenant: ServedTenant, name: string): Omit<Kept, 'body'> => {
  const kept = storeOf(tenant).get(name) ?? keptOf({}, tenant.given.start);
  const { createdDateTime, lastModifiedDateTime, version } = kept;
  return { createdDateTime, lastModifiedDateTime, version };
};

export const policyId = (tenant: ServedTenant, name: string): string => {
  storeOf(tenant);
  return tenant.names.idOf('policy', name);
};

/** The name of a policy of this section by its id, which app protection writes with `T_`. */
export const policyNamed = (
  tenant: ServedTenant,
  section: PolicySection,
  id: string,
): string | null => {
  storeOf(tenant);
  const name = tenant.names.nameOf('policy', id.replace(/^T_/, ''));
  return name !== null && tenant.world().tenant[section][name] !== undefined ? name : null;
};

/** A free name for a new policy: what it is called, as far as that can be a name. */
const freeName = (tenant: ServedTenant, displayName: string): string => {
  const { compliancePolicies, appProtectionPolicies, conditionalAccessPolicies } =
    tenant.world().tenant;
  const isTaken = (name: string): boolean =>
    [compliancePolicies, appProtectionPolicies, conditionalAccessPolicies].some(
      (section) => name in section,
    );
  const base = keyOf(displayName, 'policy');
  let name = base;
  for (let number = 2; isTaken(name); number++) name = `${base}-${number}`;
  return name;
};

type Written =
  | { readonly name: string; readonly wrong: null }
  | { readonly name: null; readonly wrong: string };

/** Puts a policy into the tenant, and keeps its body; what is wrong with it is said. */
export const putPolicy = <Section extends PolicySection>(
  { tenant, now }: GraphCall,
  section: Section,
  /** Null for a new one. */
  existing: string | null,
  body: Entity,
  complete: (value: PolicyBySection[Section]) => PolicyBySection[Section],
): Written => {
  const { value, issues } = normalisePolicy(section, withNames(tenant, section, body));
  const error = issues.find(({ severity }) => severity === 'error');
  if (value === null) return { name: null, wrong: error?.message ?? 'the body is no policy' };
  const name = existing ?? freeName(tenant, ownText(body, 'displayName') ?? '');
  const store = storeOf(tenant);
  if (existing === null) tenant.names.bind('policy', name, randomUUID());
  const operation = { do: 'setPolicy', policy: name, section, value: complete(value) } as const;
  tenant.perform(operation as typeof operation & PolicyValue);
  const before = store.get(name) ?? keptOf({}, now);
  const kept: Kept = {
    body,
    createdDateTime: before.createdDateTime,
    lastModifiedDateTime: dateOf(now),
    version: existing === null ? 1 : before.version + 1,
  };
  tenant.keep(policiesShelf, { name, kept });
  return { name, wrong: null };
};

export const removePolicy = (tenant: ServedTenant, section: PolicySection, name: string): void => {
  tenant.perform({ do: 'removePolicy', section, policy: name });
  tenant.keep(policiesShelf, { name, kept: null });
};
