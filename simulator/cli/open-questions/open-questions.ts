import { type ReadingName, readingNames } from '../../../core/readings.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { pageOf } from '../page.ts';
import { complain, isRefusal, type Refusal, unknownName } from '../refusal.ts';
import type { Terminal } from '../terminal.ts';
import { type ReadingEntry, readingEntry } from './entry.ts';
import { readingsPage } from './page.ts';
import { readingsText } from './text.ts';

export interface ReadingsOptions {
  readonly format?: string | undefined;
}

type Render = (entries: readonly ReadingEntry[], terminal: Terminal) => string;

const formats: Readonly<Record<string, Render>> = {
  text: (entries, terminal) => readingsText(entries, pageOf(terminal)),
  md: readingsPage,
  json: (entries) => JSON.stringify(entries, null, 2),
};

const chosenNames = (word: string | undefined): readonly ReadingName[] | Refusal => {
  if (word === undefined) return readingNames;
  const name = readingNames.find((known) => known === word);
  return name === undefined ? unknownName('reading', word, readingNames) : [name];
};

/** `muster readings`. */
export const performReadings = (
  [word]: readonly string[],
  { format = 'text' }: ReadingsOptions,
  terminal: Terminal,
): ExitCode => {
  const render = Object.hasOwn(formats, format) ? formats[format] : undefined;
  const names = chosenNames(word);
  if (render === undefined || isRefusal(names)) {
    const refusal = isRefusal(names)
      ? names
      : {
          help: 'there are text, md and json',
          ...unknownName('format', format, ['text', 'md', 'json']),
        };
    complain(terminal, refusal);
    return exitCodes.usage.code;
  }
  terminal.print(render(names.map(readingEntry), terminal));
  return exitCodes.ok.code;
};
