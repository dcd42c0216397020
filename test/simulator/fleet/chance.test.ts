import { describe, expect, test } from 'vitest';
import {
  draw,
  durationOf,
  happens,
  newChance,
  oneOf,
  purpose,
  purposes,
  turnTo,
  wholeBelow,
} from '../../../simulator/fleet/chance.ts';
import { certain } from '../../../simulator/fleet/profile.ts';

const streams = (seed: number, device: number) => {
  const chance = newChance();
  turnTo(chance, seed, device);
  return chance;
};

const firstWords = (seed: number, device: number, stream: number, count: number): number[] => {
  const chance = streams(seed, device);
  return Array.from({ length: count }, () => draw(chance, stream));
};

describe('the stream of a device', () => {
  test('is the same on every machine and in every version of Node', () => {
    expect(firstWords(1, 0, purpose.scan, 4)).toMatchInlineSnapshot(`
      [
        3958368485,
        3266390665,
        1718325930,
        444837423,
      ]
    `);
    expect(firstWords(2 ** 40 + 3, 2 ** 33 + 7, purpose.threat, 2)).toMatchInlineSnapshot(`
      [
        2035337889,
        92613652,
      ]
    `);
  });

  test('is not moved by draws of another purpose', () => {
    const chance = streams(7, 11);
    for (let i = 0; i < 100; i++) draw(chance, purpose.delivery);
    expect(draw(chance, purpose.scan)).toBe(firstWords(7, 11, purpose.scan, 1)[0]);
  });

  test('is another one for each purpose, device and seed', () => {
    const seen = new Set<number>();
    for (let device = 0; device < 200; device++) {
      for (const [stream] of purposes.entries()) {
        for (const seed of [0, 1]) seen.add(firstWords(seed, device, stream, 1)[0] ?? -1);
      }
    }
    // Of 4,800 words of 32 bits one pair in 400 runs is the same by chance.
    expect(seen.size).toBeGreaterThan(4_800 - 3);
  });

  test('spreads evenly, within and across devices', () => {
    const boxes = 64;
    const counts = new Array<number>(boxes).fill(0);
    const draws = 64_000;
    for (let device = 0; device < 640; device++) {
      const chance = streams(3, device);
      for (let i = 0; i < 100; i++) {
        const box = wholeBelow(chance, purpose.arrival, boxes);
        counts[box] = (counts[box] ?? 0) + 1;
      }
    }
    const even = draws / boxes;
    const chiSquare = counts.reduce((sum, n) => sum + (n - even) ** 2 / even, 0);
    // 63 degrees of freedom: above 110 once in 5,000, below 30 once in 5,000.
    expect(chiSquare).toBeLessThan(110);
    expect(chiSquare).toBeGreaterThan(30);
  });
});

describe('chance', () => {
  test('never and always are exact', () => {
    const chance = streams(5, 5);
    for (let i = 0; i < 10_000; i++) {
      expect(happens(chance, purpose.kind, 0)).toBe(false);
      expect(happens(chance, purpose.kind, certain)).toBe(true);
    }
  });

  test('a value without weight is never drawn', () => {
    const chance = streams(5, 6);
    const choices = [
      { value: 'never', weight: 0 },
      { value: 'often', weight: 3 },
      { value: 'seldom', weight: 1 },
    ];
    const counts: Record<string, number> = { never: 0, often: 0, seldom: 0 };
    for (let i = 0; i < 8_000; i++) {
      const value = oneOf(chance, purpose.kind, choices);
      counts[value] = (counts[value] ?? 0) + 1;
    }
    expect(counts['never']).toBe(0);
    expect(counts['often']).toBeGreaterThan(5_800);
    expect(counts['often']).toBeLessThan(6_200);
  });
});

describe('a duration', () => {
  const many = (spread: Parameters<typeof durationOf>[2], count: number): number[] => {
    const chance = streams(9, 1);
    return Array.from({ length: count }, () => durationOf(chance, purpose.scan, spread));
  };

  test('between two bounds reaches both and no further', () => {
    const found = many({ kind: 'between', from: 10, to: 13 }, 1_000);
    expect([...new Set(found)].sort()).toEqual([10, 11, 12, 13]);
  });

  test('with a mean has that mean and the right tail', () => {
    const found = many({ kind: 'mean', mean: 1_000 }, 40_000);
    const mean = found.reduce((sum, n) => sum + n, 0) / found.length;
    expect(mean).toBeGreaterThan(975);
    expect(mean).toBeLessThan(1_025);
    // e^-1 and e^-4 of them are longer than one mean and than four.
    const longer = (length: number) => found.filter((n) => n > length).length / found.length;
    expect(longer(1_000)).toBeCloseTo(Math.exp(-1), 1);
    expect(longer(4_000)).toBeCloseTo(Math.exp(-4), 2);
    expect(found.every(Number.isInteger)).toBe(true);
  });
});
