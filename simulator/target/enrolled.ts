import type { DeviceStatus } from '../../core/device.ts';
import { isEnrolled } from '../../core/facts.ts';
import type { World } from './world.ts';

/** A world that is not in here has to be looked through: fleets are large, and are read in pages. */
const found = new WeakMap<World, readonly DeviceStatus[]>();

/** The devices that are enrolled, in the order of the world. */
export const enrolledDevices = (world: World): readonly DeviceStatus[] => {
  const known = found.get(world);
  if (known !== undefined) return known;
  const enrolled = [...world.devices.values()].filter(({ managementType }) =>
    isEnrolled(managementType),
  );
  found.set(world, enrolled);
  return enrolled;
};

/** One of them has enrolled or left. */
export const forgetEnrolled = (world: World): void => {
  found.delete(world);
};
