import type { Refusal } from './refusal.ts';

/** A whole number as it stands after an option. */
export const wholeNumber = (
  option: string,
  text: string,
  { least, most }: { readonly least: number; readonly most: number },
): number | Refusal => {
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  return { message: `\`--${option}\` is a whole number from ${least} to ${most}, not \`${text}\`` };
};
