import type { Story } from '../story.ts';

/** Compressed keeps neighbours apart, however near or far in time; linear is true to scale. */
export type Scale = 'compressed' | 'linear';

export interface Axis {
  /** Milliseconds from the start, ascending. */
  readonly instants: readonly number[];
  readonly width: number;
  /** Where an instant lies, in pixels from the axis' own beginning. */
  readonly x: (at: number) => number;
}

const gapMin = 46;
const gapMax = 150;

const instantsOf = ({ moments, windows }: Story): readonly number[] => {
  const all = [
    0,
    ...moments.map(({ at }) => at),
    ...windows.flatMap(({ from, until }) => [from, until]),
  ];
  return [...new Set(all)].sort((a, b) => a - b);
};

/** Digits of the gap: a second and a week differ by six, not by six hundred thousand. */
const weightOf = (gap: number): number => Math.min(gapMax, gapMin + String(gap).length * 9);

const positionsOf = (
  instants: readonly number[],
  scale: Scale,
  room: number,
): readonly number[] => {
  const first = instants[0] ?? 0;
  const span = (instants.at(-1) ?? 0) - first;
  const gaps = instants.map((at, index) => (index === 0 ? 0 : at - (instants[index - 1] ?? 0)));
  const weights = gaps.map((gap, index) => (index === 0 ? 0 : weightOf(gap)));
  const wanted = Math.max(
    room,
    weights.reduce((sum, weight) => sum + weight, 0),
  );
  if (scale === 'linear') {
    return instants.map((at) => (span === 0 ? 0 : ((at - first) / span) * wanted));
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let x = 0;
  return weights.map((weight) => {
    x += total === 0 ? 0 : (weight / total) * wanted;
    return x;
  });
};

/** @param room pixels the axis fills where its instants need less */
export const axisOf = (story: Story, scale: Scale, room: number): Axis => {
  const instants = instantsOf(story);
  const positions = positionsOf(instants, scale, room);
  const places = new Map(instants.map((at, index) => [at, positions[index] ?? 0]));
  return { instants, width: positions.at(-1) ?? 0, x: (at) => places.get(at) ?? 0 };
};
