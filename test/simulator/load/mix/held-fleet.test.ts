import { describe, expect, test } from 'vitest';
import { newChance, turnTo } from '../../../../simulator/fleet/chance.ts';
import { choicesOf, drawDevice } from '../../../../simulator/fleet/device-draw.ts';
import { holdFleet } from '../../../../simulator/load/mix/held-fleet.ts';
import { shippedFleet } from '../../fleet/shipped-fleet.ts';

describe('a fleet held in columns', () => {
  test('has the very devices that the fleet itself plays', () => {
    const { profile } = shippedFleet('hundred-thousand-mixed');
    const { kinds, kindOf } = holdFleet(profile, 3_000, 42);
    const places = new Uint16Array(kindOf);
    const chance = newChance();
    const choices = choicesOf(profile);
    for (let device = 0; device < 3_000; device++) {
      turnTo(chance, 42, device);
      const { kind } = drawDevice(choices, chance);
      expect(kinds[places[device] ?? -1]?.kind).toBe(kind);
    }
    expect(kinds.length).toBeGreaterThan(30);
  });

  test('takes three bytes for each of them', () => {
    const { profile } = shippedFleet('small-office');
    const { kindOf, settled } = holdFleet(profile, 10_000, 1);
    expect(kindOf.byteLength + settled.byteLength).toBe(30_000);
  });
});
