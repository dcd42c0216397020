import type { Diagnostic } from '../source/diagnostic.ts';
import { renderDiagnostics, type Sources } from '../source/frame.ts';
import { nearest } from '../source/nearest.ts';
import type { Terminal } from './terminal.ts';

/** Why a command cannot do what it was asked: one sentence, and what to do about it. */
export interface Refusal {
  readonly message: string;
  readonly help?: string;
}

export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && 'message' in value;

export const complain = (terminal: Terminal, { message, help }: Refusal): void => {
  terminal.complain(`${terminal.paint.bad('error')}: ${message}`);
  if (help !== undefined) terminal.complain(`  = help: ${help}`);
};

const pick = (found: string | null, mark = '`'): { help?: string } =>
  found === null ? {} : { help: `did you mean ${mark}${found}${mark}?` };

/** A name that is not known, with the nearest one that is. */
export const unknownName = (noun: string, name: string, known: Iterable<string>): Refusal => ({
  message: `unknown ${noun} \`${name}\``,
  ...pick(nearest(name, known)),
});

export const counted = (count: number, noun: string, several = `${noun}s`): string =>
  `${count} ${count === 1 ? noun : several}`;

/**
 * All diagnostics with their frames, then how many there are. `counted` shows the errors alone,
 * for commands that are about something else than how well a file is written.
 */
export const complainAbout = (
  terminal: Terminal,
  diagnostics: readonly Diagnostic[],
  sources: Sources,
  remarks: 'shown' | 'counted' = 'shown',
): void => {
  if (diagnostics.length === 0) return;
  const { bad, doubtful, faint } = terminal.paint;
  const paint = { error: bad, warning: doubtful, quiet: faint };
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const warnings = diagnostics.length - errors.length;
  if (errors.length === 0 && remarks === 'counted') {
    terminal.complain(`${counted(warnings, 'warning')}, \`muster lint\` shows them`);
    return;
  }
  const shown = remarks === 'counted' ? errors : diagnostics;
  terminal.complain(renderDiagnostics(shown, sources, paint));
  terminal.complain(`\n${counted(errors.length, 'error')}, ${counted(warnings, 'warning')}`);
};
