import { setFlagsFromString } from 'node:v8';

/** Commands that play for minutes, for which it pays to optimise the program early. */
const lasting = ['ceiling', 'connector', 'fleet', 'grade', 'load', 'observe', 'selftest', 'serve'];

/** The engine of Node 20; others know these flags by other names, and say so. */
const engine = /^11\./;

/**
 * Tells the engine to compile at once and to optimise late, which takes a third less processor
 * time where a command is over in seconds. Must come before much has run.
 */
export const expectBrief = (command: string | undefined): void => {
  if (!engine.test(process.versions.v8)) return;
  if (command !== undefined && lasting.includes(command)) return;
  setFlagsFromString('--always-sparkplug');
  setFlagsFromString('--interrupt-budget=500000');
};
