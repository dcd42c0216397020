import type { DeviceStatus } from '../../../core/device.ts';
import type { SavedTenant } from '../saved-tenant.ts';
import type { Tenants } from '../tenants.ts';
import { recordOf } from './record.ts';

/** A tenant comes first, without its devices; they follow, some at a time. */
type Part =
  | { readonly kind: 'tenant'; readonly saved: Omit<SavedTenant, 'devices'> }
  | { readonly kind: 'devices'; readonly devices: readonly DeviceStatus[] };

const devicesInPart = 1_000;

const partsOf = ({ devices, ...saved }: SavedTenant): readonly Part[] => {
  const all = [...devices.values()];
  const parts: Part[] = [{ kind: 'tenant', saved }];
  for (let start = 0; start < all.length; start += devicesInPart) {
    parts.push({ kind: 'devices', devices: all.slice(start, start + devicesInPart) });
  }
  return parts;
};

/** All tenants as they stand, copied at once: what happens afterwards is not in it. */
export const summaryOf = (tenants: Tenants): readonly Buffer[] =>
  tenants.list().flatMap((tenant) => partsOf(tenant.save()).map(recordOf));

/** Puts tenants together from their parts. */
export interface Assembly {
  readonly add: (part: unknown) => void;
  /** After the last part. */
  readonly end: () => void;
}

export const createAssembly = (again: (saved: SavedTenant) => void): Assembly => {
  let tenant: { saved: Omit<SavedTenant, 'devices'>; devices: SavedTenant['devices'] } | null =
    null;
  const end = (): void => {
    if (tenant !== null) again({ ...tenant.saved, devices: tenant.devices });
    tenant = null;
  };
  return {
    add: (value) => {
      const part = value as Part;
      if (part.kind === 'tenant') {
        end();
        tenant = { saved: part.saved, devices: new Map() };
      } else for (const device of part.devices) tenant?.devices.set(device.name, device);
    },
    end,
  };
};
