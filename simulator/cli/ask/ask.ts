import { dirname, posix, relative, sep } from 'node:path';
import type { Readings } from '../../../core/readings.ts';
import { diskReason, writeWhole } from '../atomic-file.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { deviceJson } from '../explain/device-json.ts';
import { deviceText } from '../explain/device-text.ts';
import { onDisk } from '../library.ts';
import { pageOf } from '../page.ts';
import { readingsFrom } from '../readings.ts';
import { complain, isRefusal, type Refusal } from '../refusal.ts';
import type { Terminal } from '../terminal.ts';
import { type Answered, answer, answeredText } from './answer.ts';
import { type AskOptions, questionFrom } from './question.ts';
import { tenantOf } from './thought.ts';

const slashes = (path: string): string => path.split(sep).join('/');

/** To a file, or where no file is named to standard output. */
const writeDown = (
  answered: Answered,
  path: string,
  tenantPath: string,
  turned: Partial<Readings>,
  terminal: Terminal,
): Refusal | null => {
  const from = path === '' ? '.' : dirname(path);
  const used = slashes(relative(onDisk(terminal, from), onDisk(terminal, tenantPath)));
  const text = answeredText(answered, posix.normalize(used), turned);
  if (path === '') {
    terminal.print(text.trimEnd());
    return null;
  }
  try {
    writeWhole(onDisk(terminal, path), text);
  } catch (error) {
    return { message: `cannot write \`${path}\`: ${diskReason(error)}` };
  }
  return null;
};

const refuse = (terminal: Terminal, refusal: Refusal): ExitCode => {
  complain(terminal, refusal);
  return exitCodes.usage.code;
};

const tell = (answered: Answered, { json, rules }: AskOptions, terminal: Terminal): void => {
  const { world, about, question } = answered;
  const { device } = question;
  if (json === true) {
    terminal.print(JSON.stringify(deviceJson(world, device, about), null, 2));
  } else {
    terminal.print(deviceText(world, device, about, pageOf(terminal), rules ?? false) ?? '');
  }
};

/** `muster ask`. */
export const performAsk = async (
  [path = '']: readonly string[],
  options: AskOptions,
  terminal: Terminal,
): Promise<ExitCode> => {
  const turned = readingsFrom(options.reading ?? []);
  if (isRefusal(turned)) return refuse(terminal, turned);
  const tenantPath = slashes(path);
  const thoughts = new Map<string, string>();
  const tenant = tenantOf(tenantPath, thoughts, terminal);
  if (tenant === null) return exitCodes.usage.code;
  const question = questionFrom(tenant, options);
  if (isRefusal(question)) return refuse(terminal, question);
  const context = { turned, resources: options.resource, thoughts, terminal };
  const answered = await answer(question, tenant, tenantPath, context);
  if (answered === null) return exitCodes.usage.code;
  const target = options['as-scenario'];
  if (target !== '') tell(answered, options, terminal);
  if (target === undefined) return exitCodes.ok.code;
  const refusal = writeDown(answered, target, tenantPath, turned, terminal);
  if (refusal !== null) return refuse(terminal, refusal);
  const isText = options.json !== true && target !== '';
  if (isText) terminal.print(`\n${target}: the question as a scenario`);
  return exitCodes.ok.code;
};
