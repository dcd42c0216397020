import { type FSWatcher, watch } from 'node:fs';
import { dirname, join } from 'node:path';
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
  const folders = new Set(files.map((file) => dirname(join(cwd, file))));
  const watchers = [...folders].flatMap((folder): FSWatcher[] => {
    try {
      const watcher = watch(folder, (_event, name) => {
        // Our own reports and other programs' swap files are no change of a scenario.
        if (name === null || /\.(?:ya?ml|json|xml|csv)$/i.test(name)) touched();
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

/** Waits for the next change, or for Ctrl-C. */
const nextChange = (files: readonly string[], terminal: Terminal): Promise<'changed' | 'ended'> =>
  new Promise((resolve) => {
    const end = (why: 'changed' | 'ended'): void => {
      watching.close();
      stopListening();
      resolve(why);
    };
    const watching = watchFolders(files, terminal.cwd, () => end('changed'));
    const stopListening = terminal.onInterrupt(() => end('ended'));
  });

/** Runs, and runs again after every change, until Ctrl-C. */
export const watchAndRun = async (request: RunRequest, terminal: Terminal): Promise<ExitCode> => {
  for (;;) {
    const { exit, files } = await runOnce(request, terminal);
    if (exit === exitCodes.interrupted.code) return exit;
    terminal.print(terminal.paint.faint('\nwaiting for changes, Ctrl-C ends'));
    if ((await nextChange(files, terminal)) === 'ended') return exitCodes.interrupted.code;
    terminal.print('');
  }
};
