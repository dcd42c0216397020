import { objectId } from '../../contract/object-id.ts';
import { nameOfDrawn } from '../../fleet/drawn-tenant.ts';

/** The ids under which Intune knows the devices of a fleet. */
export interface DeviceIds {
  readonly of: (device: number) => string;
}

/** Remembered at once: a million would take more memory than all else that is held of a device. */
const rememberedMost = 0x4000;

/** An id takes several µs to work out, so those asked for lately are remembered. */
export const deviceIds = (tenant: string): DeviceIds => {
  const devices = new Int32Array(rememberedMost).fill(-1);
  const ids: string[] = [];
  return {
    of: (device) => {
      const slot = device & (rememberedMost - 1);
      const before = ids[slot];
      if (devices[slot] === device && before !== undefined) return before;
      const id = objectId(tenant, 'device', nameOfDrawn(device));
      devices[slot] = device;
      ids[slot] = id;
      return id;
    },
  };
};
