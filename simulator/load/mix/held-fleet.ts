import { newChance, purpose, turnStreamTo } from '../../fleet/chance.ts';
import { choicesOf, type DrawnDevice, drawDevice } from '../../fleet/device-draw.ts';
import type { FleetProfile } from '../../fleet/profile.ts';

/**
 * All devices of a fleet at once, in columns that threads share: three bytes each. Everything else
 * about a device follows from its number, or is remembered only while somebody may ask about it.
 */
export interface HeldFleet {
  readonly devices: number;
  readonly kinds: readonly DrawnDevice[];
  /** Of each device its place in `kinds`, 16 bits. */
  readonly kindOf: SharedArrayBuffer;
  /** Of each device what was reported last, 8 bits; see `KindPlan.verdicts`. */
  readonly settled: SharedArrayBuffer;
}

/** The same devices as a fleet of that profile and seed has. */
export const holdFleet = (profile: FleetProfile, devices: number, seed: number): HeldFleet => {
  const kindOf = new SharedArrayBuffer(devices * Uint16Array.BYTES_PER_ELEMENT);
  const places = new Uint16Array(kindOf);
  const kinds: DrawnDevice[] = [];
  const known = new Map<string, number>();
  const choices = choicesOf(profile);
  const chance = newChance();
  for (let device = 0; device < devices; device++) {
    // No other stream says what a device is.
    turnStreamTo(chance, seed, device, purpose.kind);
    turnStreamTo(chance, seed, device, purpose.walk);
    const drawn = drawDevice(choices, chance);
    let place = known.get(drawn.kind);
    if (place === undefined) {
      place = kinds.push(drawn) - 1;
      known.set(drawn.kind, place);
    }
    places[device] = place;
  }
  return { devices, kinds, kindOf, settled: new SharedArrayBuffer(devices) };
};
