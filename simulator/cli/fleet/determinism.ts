import type { PlayedShare } from '../../fleet/play-share.ts';

/** Where two results of the same fleet differ first, by field; null where they are the same. */
export const differenceBetween = (one: PlayedShare, other: PlayedShare): string | null => {
  const fields = Object.keys(one.tally) as (keyof PlayedShare['tally'])[];
  const differing = fields.find(
    (name) => JSON.stringify(one.tally[name]) !== JSON.stringify(other.tally[name]),
  );
  if (differing !== undefined) return `\`${differing}\``;
  const same = JSON.stringify(one.comparison) === JSON.stringify(other.comparison);
  return same ? null : '`comparison`';
};
