import { type Duration, day, hour, minute, second } from '../../core/time.ts';

const units: readonly (readonly [string, Duration])[] = [
  ['d', day],
  ['h', hour],
  ['m', minute],
  ['s', second],
  ['ms', 1],
];

/** An offset as a scenario would write it: `6d+23h+59m+59s+999ms`. */
export const offsetText = (offset: Duration): string => {
  let rest = Math.abs(offset);
  const parts: string[] = [];
  for (const [unit, length] of units) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count > 0) parts.push(`${count}${unit}`);
  }
  if (parts.length === 0) return '0s';
  return offset < 0 ? `-${parts.join('-')}` : parts.join('+');
};
