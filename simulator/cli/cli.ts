import type { Argv } from 'yargs';
import createYargs from 'yargs';
import type { Chosen, Command } from './command.ts';
import { askCommand } from './commands/ask.ts';
import { ceilingCommand } from './commands/ceiling.ts';
import { compareCommand } from './commands/compare.ts';
import { connectorCommand } from './commands/connector.ts';
import { defenderCommand } from './commands/defender.ts';
import { devicesCommand } from './commands/devices.ts';
import { explainCommand } from './commands/explain.ts';
import { fleetCommand } from './commands/fleet.ts';
import { flowCommand } from './commands/flow.ts';
import { gradeCommand } from './commands/grade.ts';
import { importCommand } from './commands/import.ts';
import { initCommand } from './commands/init.ts';
import { lintCommand } from './commands/lint.ts';
import { loadCommand } from './commands/load.ts';
import { mergeCommand } from './commands/merge.ts';
import { observeCommand } from './commands/observe.ts';
import { readingsCommand } from './commands/readings.ts';
import { reportCommand } from './commands/report.ts';
import { requirementsCommand } from './commands/requirements.ts';
import { runCommand } from './commands/run.ts';
import { schemaCommand } from './commands/schema.ts';
import { selftestCommand } from './commands/selftest.ts';
import { serveCommand } from './commands/serve.ts';
import { tablesCommand } from './commands/tables.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { complain, type Refusal, unknownName } from './refusal.ts';
import type { Terminal } from './terminal.ts';
import { toolName } from './tool-name.ts';

const commands: readonly Command[] = [
  runCommand,
  lintCommand,
  explainCommand,
  askCommand,
  importCommand,
  initCommand,
  reportCommand,
  serveCommand,
  connectorCommand,
  observeCommand,
  fleetCommand,
  mergeCommand,
  devicesCommand,
  schemaCommand,
  requirementsCommand,
  readingsCommand,
  flowCommand,
  tablesCommand,
  defenderCommand,
  gradeCommand,
  loadCommand,
  ceilingCommand,
  compareCommand,
  selftestCommand,
];

/** Options every command has. */
const common = ['help', 'version', 'verbose'];

/** Help is the same wherever it is read. */
const helpWidth = 100;

const exitTable = (): string =>
  Object.values(exitCodes)
    .map(({ code, meaning }) => `  ${String(code).padStart(3)}  ${meaning}`)
    .join('\n');

const newParser = (): Argv =>
  createYargs([])
    .locale('en')
    .parserConfiguration({
      'greedy-arrays': false,
      'boolean-negation': false,
      'camel-case-expansion': false,
      'dot-notation': false,
      'parse-positional-numbers': false,
    })
    .option('verbose', { type: 'boolean', describe: 'Say on standard error what is being done' })
    .version(toolName())
    .help()
    .alias('help', 'h')
    .strict()
    .wrap(helpWidth)
    .exitProcess(false);

type Choose = (chosen: Chosen) => void;

const parserOfAll = (choose: Choose): Argv =>
  commands
    .reduce((yargs, { register }) => register(yargs, choose, false), newParser())
    .scriptName('muster')
    .usage('$0 <command>\n\nWhat would Intune decide, why, and does your system agree?')
    .demandCommand(1, 'which command?')
    .epilogue(`Exit codes:\n${exitTable()}`);

/** The parser of one command: a parser of all lays out its help whenever it runs one of them. */
const parserOf = ({ name, register }: Command, choose: Choose): Argv =>
  register(newParser().scriptName(`muster ${name}`), choose, true);

/** `--shuffle` alone means a seed of the machine's choosing; it never takes the next word. */
const spelled = (argv: readonly string[]): string[] =>
  argv.map((word) => (word === '--shuffle' ? '--shuffle=' : word));

interface Parsed {
  readonly chosen: Chosen | null;
  /** Help or version, where that was asked for. */
  readonly output: string;
  readonly failure: string | null;
  readonly verbose: boolean;
}

const parse = async (argv: readonly string[]): Promise<Parsed> => {
  let chosen: Chosen | null = null;
  let failure: string | null = null;
  let output = '';
  let verbose = false;
  const choose: Choose = (choice) => {
    chosen = choice;
  };
  const [first, ...rest] = argv;
  const named = commands.find(({ name }) => name === first);
  const parser = named === undefined ? parserOfAll(choose) : parserOf(named, choose);
  parser.fail((message, error) => {
    failure ??= message || error?.message || 'the command line cannot be understood';
  });
  const words = spelled(named === undefined ? argv : rest);
  await parser.parseAsync(words, {}, (_error, args, text) => {
    output = text;
    verbose = args['verbose'] === true;
  });
  return { chosen, output, failure, verbose };
};

const isOption = (word: string): boolean => word.startsWith('-');

/** The parser's own words, put as the rest of the program puts things. */
const refusalOf = (failure: string, argv: readonly string[]): Refusal => {
  const named = argv.find((word) => !isOption(word));
  const known = commands.find(({ name }) => name === named);
  if (known === undefined && named !== undefined) {
    return unknownName(
      'command',
      named,
      commands.map(({ name }) => name),
    );
  }
  const unknown = /^Unknown arguments?: ([^,]+)/.exec(failure)?.[1];
  if (unknown === undefined) return { message: sentence(failure), ...helpOn(known) };
  const written = argv.find((word) => isOption(word) && word.replace(/^-+|=.*$/g, '') === unknown);
  if (written === undefined) {
    return { message: `\`${unknown}\` is one argument too many`, ...helpOn(known) };
  }
  const options = [...common, ...(known?.options ?? [])].map((name) => `--${name}`);
  return { ...helpOn(known), ...unknownName('option', `--${unknown}`, options) };
};

const helpOn = (known: Command | undefined) => ({
  help: `\`muster ${known === undefined ? '' : `${known.name} `}--help\` shows what is possible`,
});

const sentence = (text: string): string => {
  const missing = /^Not enough non-option arguments/.test(text);
  if (missing) return 'an argument is missing';
  const valueless = /^Not enough arguments following: (\S+)/.exec(text)?.[1];
  if (valueless !== undefined) return `\`--${valueless}\` needs a value`;
  const [first] = text.split('\n');
  return (first ?? text).replace(/^[A-Z](?=[a-z])/, (c) => c.toLowerCase());
};

/** One run of the program, from its arguments to its exit code. */
export const runCli = async (argv: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  const { chosen, output, failure, verbose } = await parse(argv);
  if (failure !== null) {
    complain(terminal, refusalOf(failure, argv));
    return exitCodes.usage.code;
  }
  if (output !== '') {
    terminal.print(output);
    return exitCodes.ok.code;
  }
  if (chosen === null) return exitCodes.usage.code;
  if (!verbose) return chosen(terminal);
  const { withLog } = await import('./log.ts');
  return chosen(await withLog(terminal));
};
