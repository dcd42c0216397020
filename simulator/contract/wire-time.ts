import type { Instant } from '../../core/time.ts';

/** An instant as the contract writes it: UTC, with milliseconds and `Z`. */
export const wireTime = (instant: Instant): string => new Date(instant).toISOString();

const digitsIn = (text: string, from: number, to: number): number => {
  let number = 0;
  for (let at = from; at < to; at++) number = number * 10 + text.charCodeAt(at) - 48;
  return number;
};

/** The instant of a text that passed the schema. As most are written it is read off: faster. */
export const instantOf = (text: string): Instant => {
  const year = digitsIn(text, 0, 4);
  // `Date.UTC` takes years below 100 for those after 1900.
  if (text.length !== 24 || !text.endsWith('Z') || year < 100) return Date.parse(text);
  return Date.UTC(
    year,
    digitsIn(text, 5, 7) - 1,
    digitsIn(text, 8, 10),
    digitsIn(text, 11, 13),
    digitsIn(text, 14, 16),
    digitsIn(text, 17, 19),
    digitsIn(text, 20, 23),
  );
};
