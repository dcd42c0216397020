import { placesOf } from '../../core/places.ts';
import { certain, type Millionths, type Spread, type Weighted } from './profile.ts';

/**
 * What chance is asked for. Each purpose of each device has a stream of its own, so that one more
 * draw of one kind moves nothing else: a fleet under another tenant meets the same threats.
 */
export const purposes = [
  'kind',
  'checkIn',
  'launch',
  'arrival',
  'threat',
  'detection',
  'remediation',
  'scan',
  'delivery',
  'trouble',
  'repair',
  'herd',
  'walk',
] as const;
export type Purpose = (typeof purposes)[number];

/** Place of each purpose in the arrays of `Chance`. */
export const purpose: Readonly<Record<Purpose, number>> = placesOf(purposes);

/** The streams of one device at a time: two words of key and a counter for each purpose. */
export interface Chance {
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly drawn: Int32Array;
}

export const newChance = (): Chance => ({
  left: new Int32Array(purposes.length),
  right: new Int32Array(purposes.length),
  drawn: new Int32Array(purposes.length),
});

/** Spreads every bit of a word over all of them: the finaliser of MurmurHash3. */
export const scrambled = (word: number): number => {
  let bits = word ^ (word >>> 16);
  bits = Math.imul(bits, 0x85ebca6b);
  bits ^= bits >>> 13;
  bits = Math.imul(bits, 0xc2b2ae35);
  return bits ^ (bits >>> 16);
};

/**
 * Turns to the streams of one device.
 *
 * @param seed, device whole numbers from 0, below 2^53
 */
export const turnTo = (chance: Chance, seed: number, device: number): void =>
  turnStreams(chance, seed, device, 0, purposes.length);

/** Turns one stream alone, which is all that is needed to say what a device is. */
export const turnStreamTo = (chance: Chance, seed: number, device: number, stream: number): void =>
  turnStreams(chance, seed, device, stream, stream + 1);

const turnStreams = (
  { left, right, drawn }: Chance,
  seed: number,
  device: number,
  from: number,
  until: number,
): void => {
  const seedHigh = scrambled(Math.floor(seed / 0x1_0000_0000) + 0x2545f491);
  const high = scrambled(Math.floor(device / 0x1_0000_0000) ^ seedHigh);
  const one = scrambled((device | 0) ^ scrambled((seed | 0) + 0x1b873593) ^ high);
  const two = scrambled(Math.imul(device | 0, 0x5bd1e995) + one + scrambled(seed | 0));
  for (let i = from; i < until; i++) {
    left[i] = scrambled(one + Math.imul(i + 1, 0x9e3779b1));
    right[i] = scrambled(two ^ Math.imul(i + 1, 0x27d4eb2f));
    drawn[i] = 0;
  }
};

/** The next word of a stream: 0 up to 2^32 - 1, each equally likely. */
export const draw = ({ left, right, drawn }: Chance, stream: number): number => {
  const n = (drawn[stream] as number) + 1;
  drawn[stream] = n;
  let bits = (left[stream] as number) + Math.imul(n, 0x9e3779b1);
  bits ^= bits >>> 16;
  bits = Math.imul(bits, 0x21f0aaad);
  bits ^= bits >>> 15;
  bits = Math.imul(bits + (right[stream] as number), 0x735a2d97);
  bits ^= bits >>> 15;
  bits = Math.imul(bits, 0x85ebca6b);
  return (bits ^ (bits >>> 16)) >>> 0;
};

const words = 0x1_0000_0000;

/** True with the given probability; one draw. Exact, since both products are below 2^53. */
export const happens = (chance: Chance, stream: number, probability: Millionths): boolean =>
  draw(chance, stream) * certain < probability * words;

/** A whole number from 0 up to but not including `below`, which is at most 2^32. */
export const wholeBelow = (chance: Chance, stream: number, below: number): number =>
  Math.floor((draw(chance, stream) / words) * below);

/** One of several values by their weights; one draw. */
export const oneOf = <T>(chance: Chance, stream: number, choices: readonly Weighted<T>[]): T => {
  let total = 0;
  for (const { weight } of choices) total += weight;
  let left = wholeBelow(chance, stream, total);
  for (const { value, weight } of choices) {
    if (left < weight) return value;
    left -= weight;
  }
  throw new Error('weights that sum to nothing are refused when a profile is read');
};

const steps = 1024;

/**
 * -ln(x) for x from 1/2 to 1, by adding and dividing alone: those are the same on every machine
 * and in every version of a language, which a library's logarithm need not be.
 */
const minusLog = (x: number): number => {
  const ratio = (1 - x) / (1 + x);
  const square = ratio * ratio;
  let power = ratio;
  let sum = 0;
  for (let n = 1; n < 60; n += 2) {
    sum += power / n;
    power *= square;
  }
  return 2 * sum;
};

/** -ln(1/2 + i / 2 / steps). */
const logTable = Float64Array.from({ length: steps + 1 }, (_, i) =>
  minusLog(0.5 + i / (2 * steps)),
);
const logOfTwo = logTable[0] as number;

/** -ln of a word's place between 0 and 1, between the steps of the table by a straight line. */
const exponential = (word: number): number => {
  const zeros = word === 0 ? 32 : Math.clz32(word);
  // From 1/2 up to 1.
  const mantissa = word === 0 ? 0.5 : ((word << zeros) >>> 0) / words;
  const place = (mantissa - 0.5) * 2 * steps;
  const step = Math.floor(place);
  const low = logTable[step] as number;
  const high = logTable[step + 1] as number;
  return zeros * logOfTwo + low + (high - low) * (place - step);
};

/** A duration of the spread in whole ms; one draw, whatever its kind. */
export const durationOf = (chance: Chance, stream: number, spread: Spread): number => {
  const word = draw(chance, stream);
  switch (spread.kind) {
    case 'fixed':
      return spread.value;
    case 'between':
      return spread.from + Math.floor((word / words) * (spread.to - spread.from + 1));
    case 'mean':
      return Math.floor(spread.mean * exponential(word));
  }
};
