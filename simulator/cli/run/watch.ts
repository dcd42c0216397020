import { type FSWatcher, statSync, watch } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import type { Terminal } from '../terminal.ts';
import { runOnce } from './once.ts';
import type { RunRequest } from './request.ts';

/** Editors save in several steps; what follows within this time is one change. */
const settleMs = 60;

/** Calls back once after each burst of changes in the folders of the given files. */
const watchFolders = (files: readonly string[], cwd: string, changed: () => void) => {
  let timer: NodeJS.Timeout | undefined;
  const touched = (): void => {
    clearTimeout(timer);
    timer = setTimeout(changed, settleMs);
  };
  const names = new Set(files.map((file) => basename(file)));
  const folders = new Set(files.map((file) => dirname(resolve(cwd, file))));
  const watchers = [...folders].flatMap((folder): FSWatcher[] => {
    try {
      const watcher = watch(folder, (_event, name) => {
        // Swap files of editors and our own reports are no change of a scenario.
        if (name === null || names.has(name) || /\.ya?ml$/i.test(name)) touched();
      });
      return [watcher.on('error', () => undefined)];
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

/** Whether a file was saved while the run that read it was still going on. */
const isStale = (files: readonly string[], cwd: string, readAt: number): boolean =>
  files.some((file) => {
    const stat = statSync(resolve(cwd, file), { throwIfNoEntry: false });
    return stat !== undefined && stat.mtimeMs > readAt;
  });

/** Waits for the next change since the files were read, or for Ctrl-C. */
const nextChange = (
  files: readonly string[],
  readAt: number,
  terminal: Terminal,
): Promise<'changed' | 'ended'> =>
  new Promise((resolve) => {
    const end = (why: 'changed' | 'ended'): void => {
      watching.close();
      stopListening();
      resolve(why);
    };
    const watching = watchFolders(files, terminal.cwd, () => end('changed'));
    const stopListening = terminal.onInterrupt(() => end('ended'));
    if (isStale(files, terminal.cwd, readAt)) end('changed');
  });

/** Runs, and runs again after every change, until Ctrl-C. */
export const watchAndRun = async (request: RunRequest, terminal: Terminal): Promise<ExitCode> => {
  for (;;) {
    const readAt = Date.now();
    const { exit, files } = await runOnce(request, terminal);
    if (exit === exitCodes.interrupted.code) return exit;
    terminal.print(terminal.paint.faint('\nwaiting for changes, Ctrl-C ends'));
    if ((await nextChange(files, readAt, terminal)) === 'ended') return exitCodes.interrupted.code;
    terminal.print('');
  }
};
