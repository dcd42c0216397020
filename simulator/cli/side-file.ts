import { openContractProfile } from '../contract/open-contract-profile.ts';
import { diskIo } from '../scenario/load.ts';
import { type Documents, documentsOf } from '../source/documents.ts';
import { hasErrors } from '../source/report.ts';
import { valueUnder } from '../source/tree.ts';
import { openKnownFailing } from './known-failing-file.ts';
import { complainAbout } from './refusal.ts';
import { openTargetFile } from './run/target-file.ts';
import type { Terminal } from './terminal.ts';

/** True where the file is sound; what is wrong has been told. */
type Check = (file: string, documents: Documents, terminal: Terminal) => boolean;

/** Files that other commands are given beside scenarios, by their `kind`. */
const checks: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['Target', (file, _, terminal) => openTargetFile(file, null, terminal, 'unread') !== null],
  [
    'ContractProfile',
    (file, documents, terminal) => {
      const { profile, diagnostics } = openContractProfile(file, documents);
      complainAbout(terminal, diagnostics, documents.sources);
      return profile !== null;
    },
  ],
  [
    'KnownFailing',
    (file, documents, terminal) => {
      const { diagnostics } = openKnownFailing(documents, file);
      complainAbout(terminal, diagnostics, documents.sources);
      return !hasErrors(diagnostics);
    },
  ],
]);

const kindOf = (file: string, documents: Documents): string => {
  if (!/\.ya?ml$/i.test(file) || file.startsWith('muster:')) return '';
  const kind = valueUnder(documents.open(file).tree ?? undefined, 'kind');
  return kind?.kind === 'leaf' ? kind.text : '';
};

export interface SideFiles {
  /** How many of each kind are sound. */
  readonly sound: ReadonlyMap<string, number>;
  readonly isWrong: boolean;
  /** Paths of anything else. */
  readonly others: readonly string[];
}

/** Checks the files among these paths that hold no scenario and that a command is given by name. */
export const checkSideFiles = (paths: readonly string[], terminal: Terminal): SideFiles => {
  const documents = documentsOf(diskIo({ directory: terminal.cwd }));
  const sound = new Map<string, number>();
  const others: string[] = [];
  let isWrong = false;
  for (const path of paths) {
    const kind = kindOf(path, documents);
    const check = checks.get(kind);
    if (check === undefined) others.push(path);
    else if (check(path, documents, terminal)) sound.set(kind, (sound.get(kind) ?? 0) + 1);
    else isWrong = true;
  }
  return { sound, isWrong, others };
};
