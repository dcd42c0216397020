import { pino } from 'pino';
import type { Terminal } from './terminal.ts';

/** Diagnostics as JSON lines on standard error; loaded only by who asks for them. */
export const withLog = async (terminal: Terminal): Promise<Terminal> => {
  const logger = pino(
    { level: 'debug', base: null },
    { write: (line: string) => terminal.complain(line.trimEnd()) },
  );
  return { ...terminal, log: (message, facts) => logger.debug(facts ?? {}, message) };
};
