import { connectorAdded } from '../../core/connector.ts';
import { connectorDefaults } from '../../core/connector-defaults.ts';
import { noteSwitches } from '../../core/inventories.ts';
import { isThirdParty, type PartnerKey, partnerKeys } from '../../core/partners.ts';
import type { AdminAct } from '../../core/roles.ts';
import type { ConnectorSettings, Tenant, User } from '../../core/tenant.ts';
import { platforms } from '../../core/vocabulary.ts';
import type { Reply } from '../port/observation.ts';
import type { AdminOperation, PolicySection } from '../port/operation.ts';
import { changeConnector, done, notShown } from './perform-partner.ts';
import { performWipe } from './perform-wipe.ts';
import { isShown, setConnectors, setTenantNow, type World } from './world.ts';

type Performed<Verb extends AdminOperation['do']> = Extract<AdminOperation, { do: Verb }>;

/** One partner may hold the MTD role; per platform one third party may protect apps (G16). */
const conflictOf = (
  world: World,
  partner: PartnerKey,
  settings: ConnectorSettings,
): string | null => {
  const { facts } = world.evaluator;
  for (const other of partnerKeys) {
    const status = world.connectors[other];
    if (status === undefined || other === partner) continue;
    if (facts.claimSameRole(settings, status.settings)) return `mtd-role-taken/${other}`;
    const both = platforms.some(
      (platform) =>
        facts.appProtectionToggle(settings, platform) &&
        facts.appProtectionToggle(status.settings, platform),
    );
    if (both && isThirdParty(partner) && isThirdParty(other)) {
      return `second-app-protection-partner/${other}`;
    }
  }
  return null;
};

const setConnector = (world: World, operation: Performed<'setConnector'>): Reply => {
  const { partner } = operation;
  const refusal = refusalOf(world, 'changeConnector', operation);
  if (refusal !== null) return refusal;
  if (!isShown(world.evaluator, world.tenant, partner)) return notShown(partner);
  const status = world.connectors[partner] ?? connectorAdded(connectorDefaults);
  const settings = { ...status.settings, ...operation.settings };
  const code = conflictOf(world, partner, settings);
  if (code !== null) return { result: 'refused', code };
  setConnectors(world, { ...world.connectors, [partner]: { ...status, settings } });
  noteSwitches(world.evaluator, world.inventories, world.connectors, world.now);
  return done;
};

/** Who asks for what he may not is refused, and told the first permission that he lacks. */
const refusalOf = (
  { evaluator, tenant }: World,
  act: AdminAct,
  { by, partner }: { readonly by?: string; readonly partner: PartnerKey },
): Reply | null => {
  if (by === undefined) return null;
  const lacking = evaluator.facts.lacking(act, tenant.users[by]?.roles ?? [], partner);
  return lacking === null ? null : { result: 'refused', code: `permission-missing/${lacking}` };
};

const withPolicies = (tenant: Tenant, section: PolicySection, name: string, value: unknown) => {
  const policies: Record<string, unknown> = { ...tenant[section] };
  if (value === undefined) delete policies[name];
  else policies[name] = value;
  return { ...tenant, [section]: policies };
};

const assign = (world: World, operation: Performed<'assign' | 'unassign'>): Reply => {
  const { section, policy: name, groups } = operation;
  const policy = world.tenant[section][name];
  if (policy === undefined) return { result: 'refused', code: null };
  const rest = policy.assignedTo.filter((group) => !groups.includes(group));
  const assignedTo = operation.do === 'assign' ? [...rest, ...groups] : rest;
  world.tenant = withPolicies(world.tenant, section, name, { ...policy, assignedTo });
  return done;
};

const setTenant = (world: World, operation: Performed<'setTenant'>): Reply => {
  const { tenant } = world;
  const users: Record<string, User> = { ...tenant.users };
  for (const [name, user] of Object.entries(operation.users ?? {})) {
    if (user === null) delete users[name];
    else users[name] = user;
  }
  setTenantNow(world, {
    ...tenant,
    users,
    settings: { ...tenant.settings, ...operation.settings },
    serviceRelease: operation.serviceRelease ?? tenant.serviceRelease,
    recalculationDelay: operation.recalculationDelay ?? tenant.recalculationDelay,
  });
  return done;
};

const changeConsent = (world: World, operation: Performed<'consent' | 'revokeConsent'>): Reply => {
  const { partner } = operation;
  const refusal = refusalOf(world, 'consent', operation);
  if (refusal !== null) return refusal;
  const isConsent = operation.do === 'consent';
  if (isConsent && !isShown(world.evaluator, world.tenant, partner)) return notShown(partner);
  if (operation.do === 'revokeConsent' && world.connectors[partner] === undefined) {
    return { result: 'refused', code: `connector-unknown/${partner}` };
  }
  changeConnector(world, partner, operation.do);
  return done;
};

export const performAdmin = (world: World, operation: AdminOperation): Reply => {
  switch (operation.do) {
    case 'setConnector':
      return setConnector(world, operation);
    case 'setPolicy':
      world.tenant = withPolicies(
        world.tenant,
        operation.section,
        operation.policy,
        operation.value,
      );
      return done;
    case 'removePolicy':
      if (world.tenant[operation.section][operation.policy] === undefined) {
        return { result: 'refused', code: null };
      }
      world.tenant = withPolicies(world.tenant, operation.section, operation.policy, undefined);
      return done;
    case 'assign':
    case 'unassign':
      return assign(world, operation);
    case 'setTenant':
      return setTenant(world, operation);
    case 'consent':
    case 'revokeConsent':
      return changeConsent(world, operation);
    case 'wipeRequest':
    case 'cancelWipe':
      return performWipe(world, operation);
  }
};
