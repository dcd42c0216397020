import colours from 'picocolors';
import { noPaint, type Paint } from '../../reports/paint.ts';
import { exitCodes } from './exit-code.ts';
import type { Terminal } from './terminal.ts';

const paintFor = (env: NodeJS.ProcessEnv): Paint => {
  const wanted = process.stdout.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
  if (!wanted) return noPaint;
  const { bold, dim, green, red, yellow } = colours.createColors(true);
  return { bad: red, good: green, doubtful: yellow, strong: bold, faint: dim };
};

/** A reader that went away, such as `head`, has read enough: that is no failure. */
const surviveClosedPipe = (stream: NodeJS.WriteStream): void => {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
};

/** Ctrl-C, and what service managers and containers send in its place. */
const signals = ['SIGINT', 'SIGTERM'] as const;

/**
 * The first Ctrl-C tells whoever listens, so that a run can close its record; a second one, or one
 * that nobody listens to, ends the process at once.
 */
const interrupts = (): Terminal['onInterrupt'] => {
  const listeners = new Set<() => void>();
  const interrupted = (): void => {
    if (listeners.size === 0) process.exit(exitCodes.interrupted.code);
    const told = [...listeners];
    listeners.clear();
    for (const listener of told) listener();
  };
  return (listener) => {
    for (const signal of signals) {
      if (!process.listeners(signal).includes(interrupted)) process.on(signal, interrupted);
    }
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  };
};

/** What every terminal has, and what a file or a pipe is taken to have. */
const columnsUnknown = 80;

export const processTerminal = (): Terminal => {
  surviveClosedPipe(process.stdout);
  surviveClosedPipe(process.stderr);
  return {
    cwd: process.cwd(),
    env: process.env,
    isInteractive: process.stdout.isTTY === true,
    columns: (process.stdout.isTTY === true && process.stdout.columns) || columnsUnknown,
    paint: paintFor(process.env),
    today: new Date().toISOString().slice(0, 10),
    print: (text) => process.stdout.write(`${text}\n`),
    write: (text) => process.stdout.write(text),
    complain: (text) => process.stderr.write(`${text}\n`),
    log: () => undefined,
    onInterrupt: interrupts(),
  };
};
