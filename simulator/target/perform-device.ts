import { judgeAccess } from '../../core/access.ts';
import { changeManagement, checkIn, type DeviceStatus } from '../../core/device.ts';
import { isEnrolled } from '../../core/facts.ts';
import { changeInventory, collectInventory, forgetInventory } from '../../core/inventories.ts';
import { launchApp } from '../../core/launch.ts';
import { type PartnerKey, partnerKeys } from '../../core/partners.ts';
import type { ManagementType, ThreatState } from '../../core/vocabulary.ts';
import type { Reply } from '../port/observation.ts';
import type { DeviceOperation } from '../port/operation.ts';
import { forgetEnrolled } from './enrolled.ts';
import { arriveByLaunch } from './flow-place.ts';
import { done, tell } from './perform-partner.ts';
import { performTap } from './perform-tap.ts';
import { planOfKind } from './plan-of-kind.ts';
import { levelFound } from './vendor-cloud.ts';
import { calculateDevice, situationOf, type World } from './world.ts';

type Performed<Verb extends DeviceOperation['do']> = Extract<DeviceOperation, { do: Verb }>;

const unmanaged = {
  android: 'androidUnmanaged',
  ios: 'iosUnmanaged',
  windows: 'windowsUnmanaged',
} as const satisfies Record<string, ManagementType>;

const setManagement = (world: World, device: DeviceStatus, type: ManagementType): Reply => {
  changeManagement(world.evaluator, world.tenant, device, type);
  forgetEnrolled(world);
  forgetInventory(world.inventories, device.name);
  calculateDevice(world, device);
  return done;
};

/** The partner's cloud notices, and says so to Intune (G8). */
const notify = (
  world: World,
  device: DeviceStatus,
  partner: PartnerKey,
  state: ThreatState,
): void => {
  tell(world, partner, device.name, state, world.now);
};

const setApp = (
  world: World,
  device: DeviceStatus,
  operation: Performed<'install' | 'activate' | 'uninstall' | 'deactivate'>,
): Reply => {
  const { partner } = operation;
  const app = device.mtdApps[partner] ?? { installed: false, activated: false };
  if (operation.do === 'activate' && operation.profile !== undefined) {
    const { facts } = world.evaluator;
    const refusal = facts.personalProfileRefusal(device.managementType, app.activated);
    return refusal === null ? done : { result: 'refused', code: `${refusal}/${partner}` };
  }
  if (operation.do !== 'install' && !app.installed) {
    return { result: 'refused', code: `app-missing/${partner}` };
  }
  switch (operation.do) {
    case 'install':
      device.mtdApps = { ...device.mtdApps, [partner]: { ...app, installed: true } };
      return done;
    case 'activate':
      device.mtdApps = { ...device.mtdApps, [partner]: { installed: true, activated: true } };
      notify(world, device, partner, 'activated');
      return done;
    case 'uninstall':
      device.mtdApps = { ...device.mtdApps, [partner]: { installed: false, activated: false } };
      break;
    case 'deactivate':
      device.mtdApps = { ...device.mtdApps, [partner]: { ...app, activated: false } };
      break;
  }
  if (!operation.silent) notify(world, device, partner, 'deactivated');
  return done;
};

/** Each app looks at the device; its partner reports what it comes to (THREAT-04, THREAT-14). */
const scan = (world: World, device: DeviceStatus, operation: Performed<'scan'>): Reply => {
  const { partner: asked } = operation;
  const app = asked === undefined ? undefined : device.mtdApps[asked];
  if (asked !== undefined && app?.installed !== true) {
    return { result: 'refused', code: `app-missing/${asked}` };
  }
  if (asked !== undefined && app?.activated !== true) {
    return { result: 'refused', code: `app-not-activated/${asked}` };
  }
  const scanning = partnerKeys.filter((partner) => {
    const own = device.mtdApps[partner];
    const meant = asked === undefined || asked === partner;
    return meant && own?.installed === true && own.activated;
  });
  for (const partner of scanning) {
    notify(world, device, partner, levelFound(world, partner, device));
  }
  return done;
};

const launch = (world: World, device: DeviceStatus, operation: Performed<'launch'>): Reply => {
  const { app, conditions } = operation;
  device.conditions[app] = { ...device.conditions[app], ...conditions };
  const effect = launchApp(situationOf(world, device), app, operation.wipeFails);
  arriveByLaunch(world, device, app, effect);
  if (effect.wiped) world.events.push({ event: 'selectiveWipe', device: device.name, app });
  return done;
};

const requestToken = (
  world: World,
  device: DeviceStatus,
  operation: Performed<'requestToken'>,
): Reply => {
  const { access, reasons } = judgeAccess(situationOf(world, device), operation.resource);
  if (access === 'denied') return { result: 'denied', code: reasons[0] ?? null };
  device.tokens[operation.resource] = world.evaluator.facts.tokenEnds(world.now);
  return done;
};

const checkInNow = (
  world: World,
  device: DeviceStatus,
  { settings = {} }: Performed<'checkIn'>,
): void => {
  const { evaluator, tenant, now } = world;
  checkIn(evaluator, tenant, device, settings, now, planOfKind(evaluator, tenant, device));
};

export const performDevice = (world: World, operation: DeviceOperation): Reply => {
  const device = world.devices.get(operation.device);
  if (device === undefined) return { result: 'refused', code: 'device-unknown' };
  switch (operation.do) {
    case 'enroll':
      if (!world.evaluator.facts.hasManagement(world.tenant.cloud, operation.managementType)) {
        return { result: 'refused', code: 'management-not-available' };
      }
      return setManagement(world, device, operation.managementType);
    case 'unenroll':
      return setManagement(world, device, unmanaged[device.platform]);
    case 'register':
      device.registered = true;
      return done;
    case 'install':
    case 'activate':
    case 'uninstall':
    case 'deactivate':
      return setApp(world, device, operation);
    case 'scan':
      return scan(world, device, operation);
    case 'raiseThreat':
      device.threats = { ...device.threats, [operation.threat]: operation.severity };
      return done;
    case 'resolveThreat': {
      const { [operation.threat]: _resolved, ...rest } = device.threats;
      device.threats = rest;
      return done;
    }
    case 'checkIn':
      if (!isEnrolled(device.managementType)) {
        return { result: 'refused', code: 'device-not-enrolled' };
      }
      checkInNow(world, device, operation);
      collectInventory(world.inventories, device.name, world.now);
      calculateDevice(world, device);
      return done;
    case 'setInventory':
      changeInventory(world.inventories, device.name, operation);
      return done;
    case 'launch':
      return launch(world, device, operation);
    case 'requestToken':
      return requestToken(world, device, operation);
    case 'tap':
      return performTap(world, device, operation, (one) => performDevice(world, one));
  }
};
