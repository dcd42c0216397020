import { defaultReadings } from '../../../core/readings.ts';
import type { Instant } from '../../../core/time.ts';
import { differenceText } from '../../../reports/difference-text.ts';
import type { CaseResult } from '../../../reports/result.ts';
import { meansCase } from '../../run/known-failing.ts';
import { readingsInForce } from '../../run/readings-in-force.ts';
import { runCase } from '../../run/run-case.ts';
import type { Case } from '../../scenario/case.ts';
import { parseDuration } from '../../source/duration.ts';
import { formatInstant } from '../../source/instant.ts';
import { inProcessTarget } from '../../target/in-process.ts';
import type { World } from '../../target/world.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { type Library, openLibrary } from '../library.ts';
import { pageOf } from '../page.ts';
import { complain, isRefusal, type Refusal, unknownName } from '../refusal.ts';
import type { Terminal } from '../terminal.ts';
import { deviceJson } from './device-json.ts';
import { deviceText } from './device-text.ts';
import { aboutCase, cutAt, playTo } from './play-to.ts';

export interface ExplainOptions {
  readonly at?: string | undefined;
  readonly device?: string | undefined;
  readonly json?: boolean | undefined;
}

const findCase = ({ cases }: Library, id: string): Case | Refusal => {
  const exact = cases.find((kase) => kase.id === id);
  if (exact !== undefined) return exact;
  const rows = cases.filter((kase) => meansCase(id, kase));
  const [row, another] = rows;
  if (row === undefined) {
    const known = cases.flatMap((kase) => [kase.id, kase.scenario]);
    return unknownName('case', id, known);
  }
  if (another === undefined) return row;
  return {
    message: `\`${id}\` is ${rows.length} cases, one is explained at a time`,
    help: `for example \`${row.id}\``,
  };
};

/** An offset from the start of a case, as an instant; by default that of its last step. */
const instantOf = (kase: Case, at: string | undefined): Instant | Refusal => {
  if (at === undefined) return kase.steps.at(-1)?.at ?? kase.start;
  const parsed = parseDuration(at);
  if (!parsed.ok) return { message: `\`--at ${at}\` is no offset: ${parsed.problem}` };
  if (parsed.total < 0) return { message: `\`--at ${at}\` is before the start` };
  return kase.start + parsed.total;
};

/** A case as it stands at an instant, and how far it was met up to there. */
interface Played {
  readonly kase: Case;
  readonly at: Instant;
  readonly world: World;
  readonly result: CaseResult;
  readonly devices: readonly string[];
}

const played = async (
  kase: Case,
  at: Instant,
  devices: readonly string[],
  library: Library,
): Promise<Played> => {
  const run = { ...defaultReadings, ...library.project.readings };
  const { readings } = readingsInForce(run, kase.readings, {});
  const world = await playTo(kase, readings, at);
  const result = await runCase(cutAt(kase, at), inProcessTarget, run);
  return { kase, at, world, result, devices };
};

const caseJson = ({ kase, at, world, result, devices }: Played): object => ({
  case: kase.id,
  title: kase.title,
  covers: kase.covers,
  at: formatInstant(at),
  outcome: result.outcome,
  differences: result.differences,
  devices: devices.map((device) => deviceJson(world, device, aboutCase(kase))),
});

const printCase = (of: Played, terminal: Terminal): void => {
  const { kase, at, world, result, devices } = of;
  const page = pageOf(terminal);
  const print = (lines: readonly string[]): void => terminal.print(lines.join('\n'));
  print([page.paint.strong(`${kase.id} at ${formatInstant(at)}`)]);
  print(page.lines(`${kase.title} [${kase.covers.join(', ')}]`, ''));
  print([`up to here the case is ${result.outcome}`]);
  for (const difference of result.differences) {
    print(page.lines(differenceText(difference), '  ', '    '));
  }
  for (const device of devices) {
    const text = deviceText(world, device, aboutCase(kase), page, true);
    if (text !== null) terminal.print(`\n${text}`);
  }
};

const refuse = (terminal: Terminal, refusal: Refusal): ExitCode => {
  complain(terminal, refusal);
  return exitCodes.usage.code;
};

/** `muster explain`. */
export const performExplain = async (
  [id = '', ...paths]: readonly string[],
  options: ExplainOptions,
  terminal: Terminal,
): Promise<ExitCode> => {
  const { library } = openLibrary(paths, terminal);
  if (library === null) return exitCodes.usage.code;
  const kase = findCase(library, id);
  if (isRefusal(kase)) return refuse(terminal, kase);
  const at = instantOf(kase, options.at);
  if (typeof at === 'object') return refuse(terminal, at);
  const known = Object.keys(kase.tenant.devices);
  const { device } = options;
  if (device !== undefined && !known.includes(device)) {
    return refuse(terminal, unknownName('device', device, known));
  }
  const of = await played(kase, at, device === undefined ? known : [device], library);
  if (options.json === true) terminal.print(JSON.stringify(caseJson(of), null, 2));
  else printCase(of, terminal);
  return exitCodes.ok.code;
};
