import type { DeviceFacts, Tenant } from '../../core/tenant.ts';
import { newChance, turnTo } from './chance.ts';
import { choicesOf, drawDevice } from './device-draw.ts';
import { factsOf, withFleetUsers } from './device-kind.ts';
import type { Fleet } from './profile.ts';

/** The name of a device of a fleet, which says which it is: `device-42`. */
export const nameOfDrawn = (number: number): string => `device-${number}`;

/**
 * The tenant of a fleet with its devices in it, each drawn as the fleet itself draws it. Devices
 * that are alike share their facts.
 */
export const drawnTenant = ({ profile, tenant }: Fleet): Tenant => {
  const choices = choicesOf(profile);
  const chance = newChance();
  const kinds = new Map<string, DeviceFacts>();
  const devices: Record<string, DeviceFacts> = {};
  for (let number = 0; number < profile.devices; number++) {
    turnTo(chance, profile.seed, number);
    const drawn = drawDevice(choices, chance);
    const facts = kinds.get(drawn.kind) ?? factsOf(drawn);
    kinds.set(drawn.kind, facts);
    devices[nameOfDrawn(number)] = facts;
  }
  return { ...withFleetUsers(tenant, profile), devices };
};
