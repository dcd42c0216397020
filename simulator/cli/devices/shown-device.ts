import type { PartnerKey } from '../../../core/partners.ts';
import type { ManagementType, Ownership } from '../../../core/vocabulary.ts';
import { newChance, turnTo } from '../../fleet/chance.ts';
import { choicesOf, drawDevice } from '../../fleet/device-draw.ts';
import { openPersonas, type Persona } from '../../fleet/persona.ts';
import type { FleetProfile } from '../../fleet/profile.ts';

/** A device of a fleet with its face. */
export interface ShownDevice extends Persona {
  readonly number: number;
  readonly osVersion: string;
  readonly managementType: ManagementType;
  readonly ownership: Ownership;
  readonly partners: readonly PartnerKey[];
  readonly cohort: string;
}

/** Devices `from` up to but not including `to`, drawn as the fleet itself draws them. */
export const shownDevices = async (
  profile: FleetProfile,
  from: number,
  to: number,
): Promise<readonly ShownDevice[]> => {
  const personaOf = await openPersonas();
  const choices = choicesOf(profile);
  const chance = newChance();
  return Array.from({ length: to - from }, (_, i) => {
    const number = from + i;
    turnTo(chance, profile.seed, number);
    const { cohort, osVersion, partners } = drawDevice(choices, chance);
    const { managementType, ownership, name } = cohort;
    const persona = personaOf(profile.seed, number, { managementType, ownership, osVersion });
    const facts = { osVersion, managementType, ownership, partners, cohort: name };
    return { number, ...persona, ...facts };
  });
};
