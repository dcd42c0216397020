import { partnerOf } from '../../../core/partners.ts';
import type { AppProtectionPolicy, Tenant } from '../../../core/tenant.ts';
import { day } from '../../../core/time.ts';
import type { LaunchOutcome } from '../../../core/vocabulary.ts';
import type { Operation } from '../../../simulator/port/operation.ts';
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
  /** The last request for the app: since when it waits, or how it ended and when (WIPE-04). */
  readonly request: {
    readonly state: 'pending' | 'successful' | 'failed';
    readonly at: number;
  } | null;
  /** Since when its user is on the list of WIPE-03. */
  readonly listedSince: number | null;
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
  const answered = afterRequest(history, index, app, operation);
  if (answered.ends) return answered.app;
  return afterConditions(history, index, answered.app, operation);
};

type Launch = Extract<Operation, { do: 'launch' }>;

/** A launch that meets a request: carried out, or not (WIPE-02 to WIPE-04). */
const afterRequest = (
  history: History,
  index: number,
  app: AppThen,
  { device, app: name, wipeFails }: Launch,
): { readonly app: AppThen; readonly ends: boolean } => {
  const { at } = happeningAt(history, index);
  const isProtected = appProtectionOf(history, index, device, name).length > 0;
  const ofUser = app.listedSince !== null && isProtected;
  const ofAdmin = app.request?.state === 'pending';
  if (!ofUser && !ofAdmin) return { app, ends: false };
  if (wipeFails === true) return { app: { ...app, request: { state: 'failed', at } }, ends: false };
  const done: AppThen = { ...app, request: { state: 'successful', at } };
  // Nothing is left: a single request leaves the app alone, the list keeps it shut (as in 87).
  if (app.orgData === 'wiped' && !ofUser) return { app: done, ends: false };
  const outcome = app.orgData === 'wiped' ? 'blocked' : 'wiped';
  return { app: { ...done, orgData: 'wiped', last: { outcome, reasons: [] } }, ends: true };
};

const afterConditions = (
  history: History,
  index: number,
  app: AppThen,
  operation: Launch,
): AppThen => {
  // The conditions this launch brings are known to it.
  const last = launchAt(history, momentAfter(history, index), operation.device, operation.app);
  if (last.outcome === 'wiped' && app.orgData === 'wiped') {
    return { ...app, last: { ...last, outcome: 'blocked' } }; // 87
  }
  if (last.outcome === 'wiped') return { ...app, last, orgData: 'wiped' }; // 88
  if (last.outcome === 'blocked') return { ...app, last };
  return { ...app, last, orgData: 'present' }; // 89
};

/** What an admin asks of the app: of itself, of its device, or of the user who has it. */
const afterAsking = (history: History, index: number, [device, name]: Subject, app: AppThen) => {
  const { at, operation } = happeningAt(history, index);
  if (operation.do !== 'wipeRequest' && operation.do !== 'cancelWipe') return app;
  const asks = operation.do === 'wipeRequest';
  if (operation.user !== undefined) {
    if (history.tenant.devices[device]?.user !== operation.user) return app;
    if (tenantThen(history, index).users[operation.user] === undefined) return app;
    return { ...app, listedSince: asks ? (app.listedSince ?? at) : null };
  }
  const named = operation.app === undefined ? appsOf(history, index, device) : [operation.app];
  const isMeant = operation.device === device && (!asks || named.includes(name));
  if (!asks && operation.app !== undefined && operation.app !== name) return app;
  const pending = app.request?.state === 'pending';
  if (!isMeant || asks === pending) return app;
  return { ...app, request: asks ? ({ state: 'pending', at } as const) : null };
};

type Subject = readonly [device: string, app: string];

const walk = (history: History, done: number, about: string): AppThen => {
  const [device = '', name = ''] = about.split(' ');
  let state: AppThen = { last: null, orgData: 'present', request: null, listedSince: null };
  for (let i = 0; i < done; i += 1) {
    const { operation } = happeningAt(history, i);
    const isLaunch =
      operation.do === 'launch' && operation.device === device && operation.app === name;
    state = isLaunch
      ? afterLaunch(history, i, state)
      : afterAsking(history, i, [device, name], state);
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

const daysListed = { pending: 90 + 4, successful: 4, failed: 4 } as const;

/** WIPE-04: the requests that are listed now; of a listed user one for every app. */
export const wipeRequestsAt = (history: History, moment: Moment, device: string): object => {
  const { at, done } = moment;
  const own = appsOf(history, done, device);
  const asked = history.happenings
    .slice(0, done)
    .flatMap(({ operation }) =>
      operation.do === 'wipeRequest' && operation.device === device ? (operation.app ?? []) : [],
    );
  const listed = [...new Set([...own, ...asked])].sort().flatMap((app) => {
    const { request, listedSince } = appStateThen(history, done, device, app);
    const ofUser = listedSince === null || !own.includes(app) ? null : listedSince;
    const waits = ofUser === null ? null : ({ state: 'pending', at: ofUser } as const);
    const shown = request ?? waits;
    if (shown === null || at >= shown.at + daysListed[shown.state] * day) return [];
    return [[app, shown.state] as const];
  });
  return Object.fromEntries(listed);
};

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
