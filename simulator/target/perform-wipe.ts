import type { DeviceStatus } from '../../core/device.ts';
import { appsOn } from '../../core/launch.ts';
import { cancelWipes, requestWipes } from '../../core/wipe-requests.ts';
import type { Reply } from '../port/observation.ts';
import type { AdminOperation } from '../port/operation.ts';
import { done } from './perform-partner.ts';
import type { World } from './world.ts';

type WipeOperation = Extract<AdminOperation, { do: 'wipeRequest' | 'cancelWipe' }>;

const nothingToCancel: Reply = { result: 'refused', code: 'no-wipe-request' };

/** A user on the list is wiped everywhere until taken off it (WIPE-03). */
const listUser = (world: World, user: string): Reply => {
  if (world.tenant.users[user] === undefined) return { result: 'refused', code: 'user-unknown' };
  for (const device of world.devices.values()) {
    const reaches = world.evaluator.facts.wipeReachesUser(user, device.user);
    if (reaches) device.userWipe ??= world.now;
  }
  return done;
};

/** A user who is not on the list is off it as well, and Graph makes no difference. */
const unlistUser = (world: World, user: string): Reply => {
  if (world.tenant.users[user] === undefined) return { result: 'refused', code: 'user-unknown' };
  for (const device of world.devices.values()) if (device.user === user) device.userWipe = null;
  return done;
};

const ofDevice = (world: World, device: DeviceStatus, operation: WipeOperation): Reply => {
  const { app } = operation;
  const { evaluator, tenant, now } = world;
  if (operation.do === 'cancelWipe') return cancelWipes(device, app) ? done : nothingToCancel;
  const apps = app === undefined ? evaluator.facts.wipeReaches(appsOn(tenant, device)) : [app];
  requestWipes(device, apps, now);
  return done;
};

/** An admin asks for wipes, or takes back what has not happened yet (WIPE-02 to WIPE-04). */
export const performWipe = (world: World, operation: WipeOperation): Reply => {
  if (operation.user !== undefined) {
    const { user } = operation;
    return operation.do === 'wipeRequest' ? listUser(world, user) : unlistUser(world, user);
  }
  const device = world.devices.get(operation.device);
  if (device === undefined) return { result: 'refused', code: 'device-unknown' };
  return ofDevice(world, device, operation);
};
