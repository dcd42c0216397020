const thousandths = (value: number): number => Math.round(value * 1_000) / 1_000;
const millionths = (value: number): number => Math.round(value * 1_000_000) / 1_000_000;

/** Milliseconds as minutes with three decimals. */
export const minutesOf = (duration: number): number => thousandths(duration / 60_000);

/** So much for each; three decimals; 0 where there are none. */
export const perEach = (amount: number, of: number): number =>
  of === 0 ? 0 : thousandths(amount / of);

/** 0 to 1 with six decimals; null: of nothing. */
export const shareOf = (part: number, whole: number): number | null =>
  whole === 0 ? null : millionths(part / whole);
