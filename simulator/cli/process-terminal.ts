import colours from 'picocolors';
import { noPaint, type Paint } from '../../reports/paint.ts';
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

const onInterrupt = (listener: () => void): (() => void) => {
  process.once('SIGINT', listener);
  return () => {
    process.off('SIGINT', listener);
  };
};

export const processTerminal = (): Terminal => {
  surviveClosedPipe(process.stdout);
  surviveClosedPipe(process.stderr);
  return {
    cwd: process.cwd(),
    env: process.env,
    isInteractive: process.stdout.isTTY === true,
    paint: paintFor(process.env),
    today: new Date().toISOString().slice(0, 10),
    print: (text) => process.stdout.write(`${text}\n`),
    write: (text) => process.stdout.write(text),
    complain: (text) => process.stderr.write(`${text}\n`),
    log: () => undefined,
    onInterrupt,
  };
};
