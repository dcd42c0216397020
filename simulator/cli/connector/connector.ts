import { readScript, tourOf } from '../../partner/deed.ts';
import { realPacing } from '../../partner/pacing.ts';
import { type ConnectorEnd, runConnector } from '../../partner/reference-connector.ts';
import type { ConnectorOptions } from '../../partner/running.ts';
import { openWire, type Wire } from '../../partner/wire.ts';
import { contractOf } from '../contract-file.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { complain, counted, isRefusal, type Refusal } from '../refusal.ts';
import type { Terminal } from '../terminal.ts';
import {
  addressOf,
  briefingOf,
  type ConnectorArguments,
  defectIn,
  fileText,
  lingerIn,
  partnerIn,
} from './connector-options.ts';

type Told = Omit<ConnectorOptions, 'profile' | 'wire'> & {
  readonly address: string;
  readonly ca: string | null;
};

const told = async (given: ConnectorArguments, terminal: Terminal): Promise<Told | Refusal> => {
  const address = addressOf('target', given.target);
  if (isRefusal(address)) return address;
  const partner = partnerIn(given.partner);
  if (isRefusal(partner)) return partner;
  const defect = defectIn(given.defect);
  if (isRefusal(defect)) return defect;
  const linger = lingerIn(given.linger);
  if (isRefusal(linger)) return linger;
  const ca = given.ca === undefined ? { text: null } : fileText(given.ca, terminal);
  if (isRefusal(ca)) return ca;
  const briefing = await briefingOf(given, partner, terminal);
  if (isRefusal(briefing)) return briefing;
  return {
    ...briefing,
    address,
    ca: ca.text,
    partnerName: `Reference connector for ${partner}`,
    defect,
    linger,
    pacing: realPacing,
    tell: terminal.print,
  };
};

const endText = ({ accepted, rejected, owed }: ConnectorEnd): string =>
  [
    `${counted(accepted, 'item')} accepted`,
    `${rejected} rejected`,
    `${counted(owed, 'device')} still to be reported`,
  ].join(', ');

const exitOf = ({ started, rejected, owed }: ConnectorEnd): ExitCode => {
  if (!started) return exitCodes.setUp.code;
  return rejected + owed === 0 ? exitCodes.ok.code : exitCodes.violated.code;
};

const refuse = (refusal: Refusal, terminal: Terminal): ExitCode => {
  complain(terminal, refusal);
  return exitCodes.usage.code;
};

const untilInterrupted = async (
  wire: Wire,
  running: Promise<ConnectorEnd>,
  terminal: Terminal,
): Promise<ConnectorEnd | null> => {
  let stop = (): void => undefined;
  const interrupted = new Promise<null>((resolve) => {
    stop = terminal.onInterrupt(() => resolve(null));
  });
  const end = await Promise.race([running, interrupted]);
  stop();
  await (end === null ? wire.destroy() : wire.close());
  return end;
};

/** `muster connector`: a partner's connector as the contract wants it, or with one defect. */
export const performConnector = async (
  given: ConnectorArguments,
  terminal: Terminal,
): Promise<ExitCode> => {
  const profile = contractOf(given.contract, terminal);
  if (profile === null) return exitCodes.usage.code;
  const options = await told(given, terminal);
  if (isRefusal(options)) return refuse(options, terminal);
  const { address, ca, ...rest } = options;
  const script = given.script === undefined ? null : fileText(given.script, terminal);
  if (isRefusal(script)) return refuse(script, terminal);
  const { deeds, problems } = readScript(script?.text ?? tourOf(rest.devices), rest.devices);
  const [problem] = problems;
  if (problem !== undefined) {
    const at = `${given.script ?? 'the script'}:${problem.line}`;
    return refuse({ message: `${at}: ${problem.message}` }, terminal);
  }
  const wire = openWire(address, ca ?? undefined);
  const running = runConnector({ ...rest, profile, wire }, deeds);
  const end = await untilInterrupted(wire, running, terminal);
  if (end === null) return exitCodes.interrupted.code;
  if (end.started) terminal.print(endText(end));
  return exitOf(end);
};
