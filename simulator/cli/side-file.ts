import { openContractProfile } from '../contract/open-contract-profile.ts';
import { diskIo } from '../scenario/load.ts';
import { type Documents, documentsOf } from '../source/documents.ts';
import { hasErrors } from '../source/report.ts';
import { largestFile, readText } from '../source/text.ts';
import { valueUnder } from '../source/tree.ts';
import { openKnownFailing } from './known-failing-file.ts';
import { complainAbout, counted } from './refusal.ts';
import { openTargetFile } from './run/target-file.ts';
import type { Terminal } from './terminal.ts';

interface SideKind {
  readonly noun: readonly [one: string, several: string];
  /** What is wrong with a file has been told then. */
  readonly isSound: (file: string, documents: Documents, terminal: Terminal) => boolean;
}

/** Files that other commands are given beside scenarios, by their `kind`. */
const sideKinds: ReadonlyMap<string, SideKind> = new Map<string, SideKind>([
  [
    'Target',
    {
      noun: ['target', 'targets'],
      isSound: (file, _, terminal) => openTargetFile(file, null, terminal, 'check') !== null,
    },
  ],
  [
    'ContractProfile',
    {
      noun: ['contract profile', 'contract profiles'],
      isSound: (file, documents, terminal) => {
        const { profile, diagnostics } = openContractProfile(file, documents);
        complainAbout(terminal, diagnostics, documents.sources);
        return profile !== null;
      },
    },
  ],
  [
    'KnownFailing',
    {
      noun: ['list of known failures', 'lists of known failures'],
      isSound: (file, documents, terminal) => {
        const { diagnostics } = openKnownFailing(documents, file);
        complainAbout(terminal, diagnostics, documents.sources);
        return !hasErrors(diagnostics);
      },
    },
  ],
]);

const names = [...sideKinds.keys()];

const kindOf = (file: string, documents: Documents): string => {
  if (!/\.ya?ml$/i.test(file) || file.startsWith('muster:')) return '';
  // Parsing takes long, and what is of another kind is parsed where that is checked.
  const read = readText(file, documents.contents(file, largestFile));
  if (!('text' in read) || !names.some((name) => read.text.includes(name))) return '';
  const kind = valueUnder(documents.open(file).tree ?? undefined, 'kind');
  return kind?.kind === 'leaf' ? kind.text : '';
};

export interface SideFiles {
  /** How many of each kind are sound, in words: `1 target`. */
  readonly sound: readonly string[];
  readonly isWrong: boolean;
  /** Paths of anything else. */
  readonly others: readonly string[];
}

/** Checks the files among these paths that hold no scenario and that a command is given by name. */
export const checkSideFiles = (paths: readonly string[], terminal: Terminal): SideFiles => {
  const documents = documentsOf(diskIo({ directory: terminal.cwd }));
  const sound = new Map<SideKind, number>();
  const others: string[] = [];
  let isWrong = false;
  for (const path of paths) {
    const kind = sideKinds.get(kindOf(path, documents));
    if (kind === undefined) others.push(path);
    else if (kind.isSound(path, documents, terminal)) sound.set(kind, (sound.get(kind) ?? 0) + 1);
    else isWrong = true;
  }
  return { sound: [...sound].map(([{ noun }, count]) => counted(count, ...noun)), isWrong, others };
};
