import type { CaseResult, Plan } from './result.ts';

const quoted = (word: string): string => (/^[\w./=@:+-]+$/.test(word) ? word : `"${word}"`);

/** The command that plays one case again as it was played. */
export const reproduceLine = (
  { id, place }: Pick<CaseResult, 'id' | 'place'>,
  { turned, targetOptions = [] }: Pick<Plan, 'turned' | 'targetOptions'>,
): string =>
  [
    `muster run ${quoted(place.file)} --id ${quoted(id)}`,
    ...targetOptions.map(quoted),
    ...turned.map((reading) => `--reading ${reading}`),
  ].join(' ');
