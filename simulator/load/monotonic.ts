/**
 * The machine's monotonic clock in µs: the same in every thread and every process, so that what
 * one of them wrote down can be held against what another did.
 */
const offset = ((): number => {
  let least = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 10; attempt++) {
    const before = performance.now();
    const machine = Number(process.hrtime.bigint()) / 1_000;
    least = Math.min(least, machine - before * 1_000);
  }
  return least;
})();

export const monotonic = (): number => performance.now() * 1_000 + offset;
