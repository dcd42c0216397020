import { partnerOf } from '../../../core/partners.ts';
import type { AppProtectionPolicy, Tenant } from '../../../core/tenant.ts';
import type { LaunchOutcome } from '../../../core/vocabulary.ts';
import { appProtectionToggle, isBelow } from './connector.ts';
import { connectorFacts, connectorKeys, connectorThen } from './connector-then.ts';
import { type DeviceThen, deviceThen } from './device-then.ts';
import { type History, happeningAt, type Moment, momentAfter, remembered } from './history.ts';
import { launchVerdict, type ServiceFacts } from './launch.ts';
import { appThen } from './message.ts';
import { appRanks, inOrder } from './order.ts';
import { userGroupsOf } from './reach.ts';
import { countingThen } from './stored-then.ts';
import { tenantThen } from './tenant-then.ts';
import { appManagementLevelOf, platformOf, platformOfAppProtection } from './words.ts';

/** What one app on one device has gone through. */
export interface AppThen {
  /** How the last launch ended; null if there was none. */
  readonly last: { readonly outcome: LaunchOutcome; readonly reasons: readonly string[] } | null;
  readonly orgData: 'present' | 'wiped';
  /** An admin's wipe waits for the next launch (WIPE-02). */
  readonly wipeWaits: boolean;
}

const targets = (q: AppProtectionPolicy, app: string, tenant: Tenant, d: DeviceThen): boolean => {
  if (d.managementType === 'windowsManaged') return false; // PLAT-11
  if (platformOfAppProtection(q.type) !== platformOf(d.managementType)) return false;
  if (!q.apps.includes(app) && !q.apps.includes('allApps')) return false;
  const levels = q.targetedAppManagementLevels;
  if (levels.length > 0 && !levels.includes(appManagementLevelOf(d.managementType))) return false;
  const groups = userGroupsOf(tenant.users, d.facts.user);
  if (q.excludedGroups.some((group) => groups.includes(group))) return false;
  return q.assignedTo.some((group) => groups.includes(group));
};

/** Line 69: Q, by the policies as they are now. */
export const appProtectionOf = (
  history: History,
  done: number,
  device: string,
  app: string,
): AppProtectionPolicy[] => {
  const tenant = tenantThen(history, done);
  const d = deviceThen(history, done, device);
  return Object.values(tenant.appProtectionPolicies).filter((q) => targets(q, app, tenant, d));
};

const services = (history: History, moment: Moment, device: string): ServiceFacts[] => {
  const { done } = moment;
  const { facts, managementType } = deviceThen(history, done, device);
  const platform = platformOf(managementType);
  return connectorKeys(history, done).flatMap((partner) => {
    const c = connectorThen(history, done, partner);
    const now = connectorFacts(history, moment, partner);
    if (c === null || now === null) return [];
    return {
      partner,
      toggle: appProtectionToggle(c.settings, platform),
      doesAppProtection: partnerOf(partner).appProtection.includes(platform),
      setUp: now.setUp,
      below: isBelow(facts.osVersion, partnerOf(partner).minimumOs[platform]),
      ignored: now.ignored,
      // Domain 2.3: Windows Security Center is built in.
      appInstalled:
        partner === 'windowsSecurityCenter' || appThen(history, done, device, partner).installed,
      ...countingThen(history, moment, partner, device),
    };
  });
};

/** What launches of an app have said of other conditions; it stands until the next says else. */
const conditionsThen = (
  history: History,
  done: number,
  device: string,
  app: string,
): ReadonlyMap<string, LaunchOutcome> => {
  const conditions = new Map<string, LaunchOutcome>();
  for (let i = 0; i < done; i += 1) {
    const { operation } = happeningAt(history, i);
    if (operation.do !== 'launch' || operation.device !== device) continue;
    if (operation.app !== app) continue;
    for (const [property, outcome] of Object.entries(operation.conditions ?? {})) {
      conditions.set(property, outcome);
    }
  }
  return conditions;
};

/** Lines 68 to 86: how a launch at this moment would be judged, the org data left aside. */
export const launchAt = (history: History, moment: Moment, device: string, app: string) => {
  const { facts, registered } = deviceThen(history, moment.done, device);
  const { outcome, reasons } = launchVerdict(
    appProtectionOf(history, moment.done, device, app),
    { registered, broker: facts.broker },
    services(history, moment, device),
    conditionsThen(history, moment.done, device, app),
    history.readings,
  );
  return { outcome, reasons: inOrder(reasons, appRanks) };
};

/** Lines 87 to 89 and WIPE-02. */
const afterLaunch = (history: History, index: number, app: AppThen): AppThen => {
  const { operation } = happeningAt(history, index);
  if (operation.do !== 'launch') return app;
  if (app.wipeWaits) {
    return { last: { outcome: 'wiped', reasons: [] }, orgData: 'wiped', wipeWaits: false };
  }
  // The conditions this launch brings are known to it.
  const last = launchAt(history, momentAfter(history, index), operation.device, operation.app);
  if (last.outcome === 'wiped' && app.orgData === 'wiped') {
    return { ...app, last: { ...last, outcome: 'blocked' } }; // 87
  }
  if (last.outcome === 'wiped') return { ...app, last, orgData: 'wiped' }; // 88
  if (last.outcome === 'blocked') return { ...app, last };
  return { ...app, last, orgData: 'present' }; // 89
};

const isAbout = (operation: object, about: string): boolean =>
  'app' in operation && 'device' in operation && `${operation.device} ${operation.app}` === about;

const walk = (history: History, done: number, about: string): AppThen => {
  let state: AppThen = { last: null, orgData: 'present', wipeWaits: false };
  for (let i = 0; i < done; i += 1) {
    const { operation } = happeningAt(history, i);
    const ofDevice = operation.do === 'wipeRequest' && operation.app === undefined;
    if (ofDevice ? !about.startsWith(`${operation.device} `) : !isAbout(operation, about)) continue;
    if (operation.do === 'wipeRequest' && state.orgData === 'present') {
      state = { ...state, wipeWaits: true };
    }
    state = afterLaunch(history, i, state);
  }
  return state;
};

const walked = remembered(walk);
export const appStateThen = (
  history: History,
  done: number,
  device: string,
  app: string,
): AppThen => walked(history, done, `${device} ${app}`);

/**
 * The apps named by any app protection policy now, `allApps` standing for the nameless rest, and
 * those launched on the device, A to Z.
 */
export const appsOf = (history: History, done: number, device: string): string[] => {
  const apps = new Set(
    Object.values(tenantThen(history, done).appProtectionPolicies).flatMap((q) => q.apps),
  );
  for (let i = 0; i < done; i += 1) {
    const { operation } = happeningAt(history, i);
    if (operation.do === 'launch' && operation.device === device) apps.add(operation.app);
  }
  return [...apps].sort();
};
