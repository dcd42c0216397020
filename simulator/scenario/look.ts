import { readFileSync } from 'node:fs';
import { largestFile, readText } from '../source/text.ts';
import type { ScenarioIo } from './compile.ts';
import { fingerprintOf, openCompiledLibrary } from './compiled-library.ts';
import type { Candidate, Taken } from './take.ts';

/** What looking into some of the files came to, as plain data. */
export interface Look {
  readonly taken: readonly Taken[];
  readonly sources: readonly (readonly [string, string])[];
  /** Every file that was read or looked for. */
  readonly asked: readonly string[];
}

export interface LookedUp extends Look {
  /** Files that somebody has to look into. */
  readonly rest: readonly Candidate[];
}

const nothing: Look = { taken: [], sources: [], asked: [] };

/** Fewer files than this are compiled sooner than the compiled library is opened. */
const fewestFiles = 12;

/**
 * Takes what the compiled library of the package knows already, as long as the files are still
 * what they were when it was compiled.
 *
 * @param compiled the file that holds the compiled library; null where there is none
 */
export const lookUp = (
  candidates: readonly Candidate[],
  io: ScenarioIo,
  compiled: string | null,
): LookedUp => {
  const folder = `${io.shipped}/`;
  const shipped = candidates.filter(({ file }) => file.startsWith(folder));
  if (compiled === null || shipped.length < fewestFiles) return { ...nothing, rest: candidates };
  const sources = new Map<string, string>();
  const shown = (path: string): string => `${folder}${path}`;
  const fingerprint = (path: string): string | null => {
    const contents = io.read(shown(path), largestFile);
    const read = readText(shown(path), contents);
    if ('text' in read) sources.set(shown(path), read.text);
    return fingerprintOf(contents);
  };
  const take = openCompiledLibrary(readFileSync(compiled, 'utf8'), shown, fingerprint);
  const rest: Candidate[] = [];
  const asked = new Set<string>();
  const taken = candidates.flatMap((candidate) => {
    const { file } = candidate;
    const found = file.startsWith(folder) ? take(file.slice(folder.length)) : null;
    if (found === null) rest.push(candidate);
    else for (const path of found.read) asked.add(path);
    return found?.taken ?? [];
  });
  return { taken, sources: [...sources], asked: [...asked], rest };
};
