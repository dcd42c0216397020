import type { Argv, InferredOptionTypes, Options } from 'yargs';
import type { ExitCode } from './exit-code.ts';
import type { Terminal } from './terminal.ts';

/** A command somebody chose, with its arguments already in it. */
export type Chosen = (terminal: Terminal) => Promise<ExitCode>;

export interface Command {
  readonly name: string;
  /** Names of its options without dashes, for suggesting the one that was meant. */
  readonly options: readonly string[];
  /** Adds it to a parser; `alone` where its name has been read and taken off already. */
  readonly register: (yargs: Argv, choose: (chosen: Chosen) => void, alone: boolean) => Argv;
}

type OptionTable = Readonly<Record<string, Options>>;

interface Description<O extends OptionTable> {
  readonly name: string;
  /** Positionals as yargs writes them: `[paths..]`, `<case>`. */
  readonly takes: string;
  readonly describe: string;
  readonly positionals: Readonly<Record<string, string>>;
  readonly options: O;
  /** Each a command line and what it does. */
  readonly examples: readonly (readonly [string, string])[];
  readonly perform: (
    words: readonly string[],
    options: InferredOptionTypes<O>,
    terminal: Terminal,
  ) => Promise<ExitCode>;
}

/** An option that may be given once. */
export const single = <const D extends string>(describe: D) =>
  ({ type: 'string', requiresArg: true, describe }) as const;

/** An option that may be given several times. */
export const several = <const D extends string>(describe: D) =>
  ({ type: 'string', array: true, requiresArg: true, describe }) as const;

export const onOff = <const D extends string>(describe: D) =>
  ({ type: 'boolean', describe }) as const;

const twice = (options: OptionTable, args: Readonly<Record<string, unknown>>): string | null => {
  for (const [name, { array }] of Object.entries(options)) {
    if (array !== true && Array.isArray(args[name])) return name;
  }
  return null;
};

const listOf = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.map(String);
  return value === undefined ? [] : [String(value)];
};

/** Parsing only chooses; what was chosen runs later, so that its failures are its own. */
export const command = <const O extends OptionTable>(description: Description<O>): Command => {
  const { name, takes, describe, positionals, options, examples, perform } = description;
  const build = (yargs: Argv) => {
    for (const [word, meaning] of Object.entries(positionals)) {
      yargs.positional(word, { type: 'string', describe: meaning });
    }
    for (const [line, meaning] of examples) yargs.example(line, meaning);
    return yargs.options(options).check((args) => {
      const name = twice(options, args);
      if (name !== null) throw new Error(`\`--${name}\` is given twice`);
      const words = Object.keys(positionals).flatMap((word) => listOf(args[word]));
      if (words.includes('')) throw new Error('an argument is an empty text');
      return true;
    });
  };
  return {
    name,
    options: Object.keys(options),
    register: (yargs, choose, alone) =>
      yargs.command(`${alone ? '$0' : name} ${takes}`.trim(), describe, build, (args) => {
        const positional = Object.keys(positionals).flatMap((word) => listOf(args[word]));
        const afterDashes = args._.slice(alone ? 0 : 1).map(String);
        const words = [...positional, ...afterDashes];
        choose((terminal) => perform(words, args as InferredOptionTypes<O>, terminal));
      }),
  };
};
