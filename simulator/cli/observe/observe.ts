import { transcriptSince } from '../../partner/control.ts';
import type { HeardExchange } from '../../partner/judge/call.ts';
import { createJudge, type Judge, type Judgement } from '../../partner/judge/judge.ts';
import { openWire, type Wire } from '../../partner/wire.ts';
import { addressOf } from '../connector/connector-options.ts';
import { contractOf } from '../contract-file.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { complain, isRefusal, unknownName } from '../refusal.ts';
import type { Terminal } from '../terminal.ts';
import { faultText, judgementLines } from './observe-text.ts';

export interface ObserveOptions {
  readonly control?: string | undefined;
  readonly 'tenant-id'?: string | undefined;
  readonly contract?: string | undefined;
  readonly format?: string | undefined;
  readonly once?: boolean | undefined;
}

const formats = ['text', 'json'];
const pollEvery = 1_000;

const exitOf = (judgements: readonly Judgement[]): ExitCode => {
  const verdicts = judgements.flatMap(({ results }) => results.map(({ verdict }) => verdict));
  if (verdicts.includes('failed')) return exitCodes.violated.code;
  const isShown = verdicts.some((verdict) => verdict === 'passed' || verdict === 'warning');
  return isShown ? exitCodes.ok.code : exitCodes.notDemonstrated.code;
};

const jsonOf = (judgements: readonly Judgement[]): string =>
  JSON.stringify(
    judgements.map(({ results, ...rest }) => ({
      ...rest,
      results: results.map(({ check: { watch: _, topics: __, ...check }, ...result }) => ({
        ...check,
        ...result,
      })),
    })),
    null,
    2,
  );

/** What has become of a check since it was last looked at, a line each. */
const createTeller = (terminal: Terminal): ((judgements: readonly Judgement[]) => void) => {
  const known = new Map<string, string>();
  return (judgements) => {
    for (const { client, results } of judgements) {
      for (const { check, verdict, faults, faultCount } of results) {
        const key = `${client} ${check.id}`;
        const now = `${verdict} ${faultCount}`;
        const before = known.get(key) ?? 'not-demonstrated 0';
        known.set(key, now);
        if (now === before) continue;
        const last = faultCount > 0 ? faults.at(-1) : undefined;
        const why = last === undefined ? check.title : faultText(last);
        const word = verdict === 'failed' ? 'FAILED' : verdict;
        terminal.print(`${check.id} ${word}: ${why}`);
      }
    }
  };
};

/** Hears what is new; the number of the last exchange, or why nothing can be heard. */
const hearNew = async (
  wire: Wire,
  judge: Judge,
  since: number,
  tenant: string | null,
): Promise<number | string> => {
  const list = await transcriptSince(wire, since, tenant);
  if (typeof list === 'string') return list;
  let last = since;
  for (const exchange of list as readonly HeardExchange[]) {
    judge.hear(exchange);
    last = Math.max(last, exchange.number);
  }
  return last;
};

const showEnd = (judge: Judge, asJson: boolean, terminal: Terminal): ExitCode => {
  const judgements = judge.report();
  if (asJson) terminal.print(jsonOf(judgements));
  else if (judgements.length === 0) terminal.print('no connector has called yet');
  else terminal.print(judgements.flatMap((each) => judgementLines(each, terminal)).join('\n'));
  return exitOf(judgements);
};

const sleep = (milliseconds: number): Promise<void> =>
  new Promise((wake) => setTimeout(wake, milliseconds));

/** `muster observe`: what the passive judge makes of the connectors that talk to a stand-in. */
export const performObserve = async (
  options: ObserveOptions,
  terminal: Terminal,
): Promise<ExitCode> => {
  const { format = 'text', once = false, 'tenant-id': tenantId = null } = options;
  const address = addressOf('control', options.control);
  const refusal = isRefusal(address)
    ? address
    : formats.includes(format)
      ? null
      : { help: 'there are text and json', ...unknownName('format', format, formats) };
  if (refusal !== null || isRefusal(address)) {
    complain(terminal, refusal ?? { message: 'no address' });
    return exitCodes.usage.code;
  }
  const profile = contractOf(options.contract, terminal);
  if (profile === null) return exitCodes.usage.code;
  const judge = createJudge(profile);
  const wire = openWire(address);
  const tell = format === 'json' ? () => undefined : createTeller(terminal);
  let isOver = once;
  const stop = once
    ? () => undefined
    : terminal.onInterrupt(() => {
        isOver = true;
      });
  let since: number | string = 0;
  do {
    since = await hearNew(wire, judge, since, tenantId);
    if (typeof since === 'string') break;
    if (!once) tell(judge.report());
    if (!isOver) await sleep(pollEvery);
  } while (!isOver);
  stop();
  await wire.close();
  if (typeof since === 'string') {
    complain(terminal, { message: since, help: 'start it with `muster serve --control-port`' });
    return exitCodes.setUp.code;
  }
  return showEnd(judge, format === 'json', terminal);
};
