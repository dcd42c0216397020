import type { Paint } from '../../reports/paint.ts';

/**
 * Everything a command knows of where it was started, and the only way it says anything. The
 * process is behind it in `process-terminal.ts`; tests put something else there.
 */
export interface Terminal {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** True where a human is watching standard output. */
  readonly isInteractive: boolean;
  /** How many characters fit on a line; 80 where nobody knows. */
  readonly columns: number;
  readonly paint: Paint;
  /** ISO date of today, UTC. */
  readonly today: string;
  /** Lines of the result, to standard output. */
  readonly print: (text: string) => void;
  /** Part of a line, to standard output. */
  readonly write: (text: string) => void;
  /** What is wrong, to standard error. */
  readonly complain: (text: string) => void;
  /** Diagnostics, to standard error, where they were asked for. */
  readonly log: (message: string, facts?: object) => void;
  /** Calls the listener at the first Ctrl-C; what it returns takes the listener away. */
  readonly onInterrupt: (listener: () => void) => () => void;
}
