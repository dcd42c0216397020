import type { Executor } from '../../load/phase.ts';
import type { Refusal } from '../refusal.ts';

const lengths: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** `60s`, `500ms` or `5m` after an option, in ms. */
export const durationAfter = (option: string, text: string, most: number): number | Refusal => {
  const [, digits = '', unit = ''] = /^(\d{1,9})(ms|s|m|h)$/.exec(text) ?? [];
  const duration = Number(digits) * (lengths[unit] ?? 0);
  if (digits !== '' && duration <= most) return duration;
  return { message: `\`--${option}\` is a duration such as 500ms, 60s or 5m, not \`${text}\`` };
};

const mostRate = 1_000_000;

type Reader = (...words: readonly string[]) => Executor | null;

const within = (...rates: readonly number[]): boolean =>
  rates.every((rate) => rate <= mostRate) && rates.some((rate) => rate > 0);

const timeOf = (digits: string, unit: string): number => Number(digits) * (lengths[unit] ?? 0);

/** How the shapes of a load are written, each with what it comes to. */
const shapes: readonly (readonly [RegExp, Reader])[] = [
  [
    /^(\d{1,7}(?:\.\d{1,3})?)$/,
    (rate = '') => (within(Number(rate)) ? { kind: 'constantRate', rate: Number(rate) } : null),
  ],
  [
    /^(\d{1,7})\.\.(\d{1,7})$/,
    (first, last) => {
      const [from, to] = [Number(first), Number(last)];
      return within(from, to) ? { kind: 'rampRate', from, to } : null;
    },
  ],
  [
    /^(\d{1,7})\+(\d{1,7})\/(\d{1,6})(ms|s|m|h)$/,
    (first, more, digits = '', unit = '') => {
      const [from, step, each] = [Number(first), Number(more), timeOf(digits, unit)];
      return within(from, step) && each > 0 ? { kind: 'stairs', from, step, each } : null;
    },
  ],
  [
    /^(\d{1,8})@(\d{1,6})(ms|s|m|h)$/,
    (count, digits = '', unit = '') => {
      const [devices, every] = [Number(count), timeOf(digits, unit)];
      const rate = (devices * 1_000) / every;
      return every > 0 && within(rate) ? { kind: 'constantDevices', devices, every } : null;
    },
  ],
  [
    /^(\d{1,7})@once$/,
    (count) => (within(Number(count)) ? { kind: 'atOnce', requests: Number(count) } : null),
  ],
];

/**
 * `2000` stays, `100..5000` rises, `100+50/10s` goes up stairs, `20000@15m` are devices that ask
 * once in that time, `5000@once` come all at once.
 */
export const shapeAfter = (option: string, text: string): Executor | Refusal => {
  for (const [pattern, read] of shapes) {
    const [, ...words] = pattern.exec(text) ?? [];
    const executor = words.length === 0 ? null : read(...words);
    if (executor !== null) return executor;
  }
  const help = 'or 100..5000, 100+50/10s, 20000@15m (devices), 5000@once';
  return { message: `\`--${option}\` is requests a second such as 2000, not \`${text}\``, help };
};
