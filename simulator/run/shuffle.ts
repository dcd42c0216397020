/** A stream of numbers in [0, 1) that depends on the seed alone (mulberry32). */
const streamOf = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** The same items in an order that depends on the seed alone (Fisher and Yates). */
export const shuffled = <T>(items: readonly T[], seed: number): readonly T[] => {
  const next = streamOf(seed);
  const order = [...items];
  for (let last = order.length - 1; last > 0; last--) {
    const chosen = Math.floor(next() * (last + 1));
    const item = order[last] as T;
    order[last] = order[chosen] as T;
    order[chosen] = item;
  }
  return order;
};
