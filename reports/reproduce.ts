import type { CaseResult } from './result.ts';

const quoted = (word: string): string => (/^[\w./=@:+-]+$/.test(word) ? word : `"${word}"`);

/** The command that plays one case again as it was played. */
export const reproduceLine = (
  { id, place }: Pick<CaseResult, 'id' | 'place'>,
  turned: readonly string[],
): string =>
  [
    `muster run ${quoted(place.file)} --id ${quoted(id)}`,
    ...turned.map((reading) => `--reading ${reading}`),
  ].join(' ');
