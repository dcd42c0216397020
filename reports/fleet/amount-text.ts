import type { MetricUnit } from './metrics.ts';

/** `1,234,567`; rounded to a whole number, or to one decimal where it is below ten. */
export const amountText = (amount: number): string => {
  const isSmall = Math.abs(amount) < 10 && !Number.isInteger(amount);
  if (isSmall) return amount.toFixed(1);
  return String(Math.round(amount)).replace(/\B(?=(?:\d{3})+$)/g, ',');
};

/** `1 device`, `2,000 devices`. */
export const countedText = (count: number, what: string): string =>
  `${amountText(count)} ${what}${count === 1 ? '' : 's'}`;

/** `1.4%`; never 0% or 100% of what is only nearly so. */
export const shareText = (share: number | null): string => {
  if (share === null) return '–';
  if (share === 0 || share === 1) return `${share * 100}%`;
  if (share > 0 && share < 0.001) return '<0.1%';
  if (share > 0.999 && share < 1) return '>99.9%';
  return `${(share * 100).toFixed(1)}%`;
};

const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
] as const;

/** The two largest units of a duration in ms: `8h 9m`, `3m 8s`, `120ms`. */
export const durationText = (duration: number): string => {
  const sign = duration < 0 ? '-' : '';
  let rest = Math.abs(Math.round(duration));
  if (rest < 1_000) return `${sign}${rest}ms`;
  const parts: string[] = [];
  for (const [unit, length] of units) {
    const amount = Math.floor(rest / length);
    rest -= amount * length;
    if (amount === 0 && parts.length === 0) continue;
    if (amount > 0) parts.push(`${amountText(amount)}${unit}`);
    if (parts.length === 2 || (parts.length === 1 && amount === 0)) break;
  }
  return sign + parts.join(' ');
};

/** Device-minutes as people say them. */
export const minutesText = (minutes: number): string => durationText(minutes * 60_000);

/** A value of a metric, in its unit. */
export const measuredText = (value: number | null, unit: MetricUnit): string => {
  if (value === null) return '–';
  if (unit === 'duration') return durationText(value);
  if (unit === 'share') return value < 0 ? `-${shareText(-value)}` : shareText(value);
  return amountText(value);
};
