import type { Instant } from '../../core/time.ts';

/** An instant as the contract writes it: UTC, with milliseconds and `Z`. */
export const wireTime = (instant: Instant): string => new Date(instant).toISOString();

/** The instant of a text that passed the schema. */
export const instantOf = (text: string): Instant => Date.parse(text);
