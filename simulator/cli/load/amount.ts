import type { Refusal } from '../refusal.ts';

const lengths: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** `60s`, `500ms` or `5m` after an option, in ms. */
export const durationAfter = (option: string, text: string, most: number): number | Refusal => {
  const [, digits = '', unit = ''] = /^(\d{1,9})(ms|s|m|h)$/.exec(text) ?? [];
  const duration = Number(digits) * (lengths[unit] ?? 0);
  if (digits !== '' && duration <= most) return duration;
  return { message: `\`--${option}\` is a duration such as 500ms, 60s or 5m, not \`${text}\`` };
};

const rateMost = 1_000_000;

/** `2000` as a rate that stays, `100..5000` as one that rises. */
export const rateAfter = (
  option: string,
  text: string,
): { readonly from: number; readonly to: number } | Refusal => {
  const [, first = '', last = first] =
    /^(\d{1,7}(?:\.\d{1,3})?)(?:\.\.(\d{1,7}))?$/.exec(text) ?? [];
  const [from, to] = [Number(first), Number(last)];
  if (first !== '' && from <= rateMost && to <= rateMost && from + to > 0) return { from, to };
  return {
    message: `\`--${option}\` is requests a second such as 2000, or 100..5000, not \`${text}\``,
  };
};
