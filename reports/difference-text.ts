import type { Difference } from './result.ts';

/** What the target cannot show, in the words used everywhere. */
export const cannotShow = 'the target cannot show it';

/** One difference on one line, place first. */
export const differenceText = (difference: Difference): string => {
  const { place, offset, subject, field, expected, observed, basis } = difference;
  const where = `${place.file}:${place.line}:${place.column}`;
  const what = field === '' ? subject : `${subject}.${field}`;
  const seen = observed === null ? cannotShow : `observed ${observed}`;
  const note = basis === 'documented' ? '' : ` (${basis})`;
  return `${where}: at ${offset}: ${what}: expected ${expected}, ${seen}${note}`;
};
