import { type ExitCode, exitCodes } from './exit-code.ts';
import { openLibrary } from './library.ts';
import { counted } from './refusal.ts';
import type { Terminal } from './terminal.ts';

export interface LintOptions {
  readonly expanded?: boolean | undefined;
}

/** `muster lint`: every error of every file has been told by the time the library is open. */
export const performLint = (
  paths: readonly string[],
  { expanded = false }: LintOptions,
  terminal: Terminal,
): ExitCode => {
  const { library } = openLibrary(paths, terminal, { remarks: 'shown' });
  if (library === null) return exitCodes.usage.code;
  const { cases, printExpanded } = library;
  if (expanded) {
    const texts = cases.map(({ id }) => printExpanded(id) ?? '');
    terminal.print(texts.map((text) => text.trimEnd()).join('\n---\n'));
    return exitCodes.ok.code;
  }
  const scenarios = new Set(cases.map(({ scenario }) => scenario)).size;
  terminal.print(
    `${counted(scenarios, 'scenario')} with ${counted(cases.length, 'case')}, no errors`,
  );
  return exitCodes.ok.code;
};
