/** The place of each word in its list. */
export const placesOf = <T extends string>(words: readonly T[]): Readonly<Record<T, number>> =>
  Object.fromEntries(words.map((word, place) => [word, place])) as Record<T, number>;
