import { createHash } from 'node:crypto';
import { type FSWatcher, readdirSync, readFileSync, statSync, watch } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import type { Terminal } from '../terminal.ts';
import type { ReadyTarget } from './check-target.ts';
import { type RunOutcome, runOnce } from './once.ts';
import type { RunRequest } from './request.ts';

/** Editors save in several steps; what follows within this time is one change. */
const settleMs = 60;

const isSkipped = (name: string): boolean => name.startsWith('.') || name === 'node_modules';

const isYaml = (name: string): boolean => /\.ya?ml$/i.test(name);

/** What a run depends on: the files it read or looked for, and where new ones may turn up. */
interface Watched {
  readonly files: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
}

/** Folders and YAML files below a path, as they are now; nothing where it is no folder. */
const below = (path: string, files: Set<string>, folders: Set<string>): void => {
  try {
    const entries = readdirSync(path, { withFileTypes: true });
    folders.add(path);
    for (const entry of entries) {
      if (isSkipped(entry.name)) continue;
      const inside = join(path, entry.name);
      if (entry.isDirectory()) below(inside, files, folders);
      else if (isYaml(entry.name)) files.add(inside);
    }
  } catch {
    // It is a file, or it is gone: its folder is watched all the same.
  }
};

const watchedBy = ({ files: read, paths }: RunOutcome, cwd: string): Watched => {
  const named = [...read, ...paths].map((path) => resolve(cwd, path));
  const files = new Set(read.map((path) => resolve(cwd, path)));
  const folders = new Set(named.map((path) => dirname(path)));
  for (const path of paths) below(resolve(cwd, path), files, folders);
  return { files, folders };
};

const fingerprint = (file: string): string => {
  try {
    return createHash('sha256').update(readFileSync(file)).digest('base64');
  } catch {
    return '';
  }
};

/** Everything that is watched, by its contents: a file saved as it was is no change. */
const stateOf = ({ files }: Watched): string =>
  [...files]
    .sort()
    .map((file) => `${file} ${fingerprint(file)}`)
    .join('\n');

/** Calls back once after each burst of events in the folders. */
const watchFolders = (folders: Iterable<string>, happened: () => void) => {
  let timer: NodeJS.Timeout | undefined;
  const touched = (): void => {
    clearTimeout(timer);
    timer = setTimeout(happened, settleMs);
  };
  const watchers = [...folders].flatMap((folder): FSWatcher[] => {
    try {
      return [watch(folder, touched).on('error', () => undefined)];
    } catch {
      return [];
    }
  });
  return {
    close: (): void => {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
};

/** Waits for events in the folders, for as long as they change nothing, or for Ctrl-C. */
const nextBurst = (
  { folders }: Watched,
  isChanged: () => boolean,
  terminal: Terminal,
): Promise<'burst' | 'ended'> =>
  new Promise((resolve) => {
    const end = (why: 'burst' | 'ended'): void => {
      watching.close();
      stopListening();
      resolve(why);
    };
    const watching = watchFolders(folders, () => end('burst'));
    const stopListening = terminal.onInterrupt(() => end('ended'));
    // What happened before the watchers were there gives no event.
    if (isChanged()) end('burst');
  });

/** Whether a file was saved while the run that read it was still going on. */
const isStale = ({ files }: Watched, readAt: number): boolean =>
  [...files].some((file) => {
    const stat = statSync(file, { throwIfNoEntry: false });
    return stat !== undefined && stat.mtimeMs > readAt;
  });

/** Waits until something that the run depends on is other than it was, or for Ctrl-C. */
const nextChange = async (
  outcome: RunOutcome,
  readAt: number,
  terminal: Terminal,
): Promise<'changed' | 'ended'> => {
  let watched = watchedBy(outcome, terminal.cwd);
  const before = stateOf(watched);
  if (isStale(watched, readAt)) return 'changed';
  const isChanged = (): boolean => {
    watched = watchedBy(outcome, terminal.cwd);
    return stateOf(watched) !== before;
  };
  // New folders are watched from the next burst on.
  while (!isChanged()) {
    if ((await nextBurst(watched, isChanged, terminal)) === 'ended') return 'ended';
  }
  return 'changed';
};

/** Runs, and runs again after every change, until Ctrl-C. */
export const watchAndRun = async (
  request: RunRequest,
  target: ReadyTarget,
  terminal: Terminal,
): Promise<ExitCode> => {
  for (;;) {
    const readAt = Date.now();
    const outcome = await runOnce(request, target, terminal);
    if (outcome.exit === exitCodes.interrupted.code) return outcome.exit;
    terminal.print(terminal.paint.faint('\nwaiting for changes, Ctrl-C ends'));
    if ((await nextChange(outcome, readAt, terminal)) === 'ended') {
      return exitCodes.interrupted.code;
    }
    terminal.print('');
  }
};
