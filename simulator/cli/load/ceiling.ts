import { join, resolve } from 'node:path';
import type { CeilingRecord } from '../../../reports/load/ceiling.ts';
import { ceilingLines, ceilingMarkdown } from '../../../reports/load/ceiling-text.ts';
import { type CeilingPlan, measureCeiling } from '../../load/ceiling.ts';
import { diskReason, writeWhole } from '../atomic-file.ts';
import { type ExitCode, exitCodes, worstExit } from '../exit-code.ts';
import { complain, isRefusal, type Refusal } from '../refusal.ts';
import type { Terminal } from '../terminal.ts';
import { type CeilingOptions, type CeilingRequest, ceilingRequest } from './ceiling-request.ts';
import { machineProvenance } from './origin.ts';
import { serviceToken } from './service-token.ts';

/** The plan with a token of our own service in it, where one was asked for. */
const withToken = async ({ plan, token }: CeilingRequest): Promise<CeilingPlan | Refusal> => {
  if (token === null) return plan;
  const bearer = await serviceToken({ ...token, origin: plan.origin, path: plan.asked.path });
  if (typeof bearer !== 'string') return bearer;
  return { ...plan, headers: { ...plan.headers, authorization: `Bearer ${bearer}` } };
};

const exitOf = ({ answers, grade, wasStopped }: CeilingRecord): ExitCode => {
  const codes: ExitCode[] = [];
  if (wasStopped) codes.push(exitCodes.interrupted.code);
  if (answers.successes === 0) codes.push(exitCodes.setUp.code);
  if (grade === 'INVALID') codes.push(exitCodes.invalid.code);
  return worstExit(codes);
};

/** False where the disk did not take it. */
const write = (out: string, record: CeilingRecord, terminal: Terminal): boolean => {
  const folder = resolve(terminal.cwd, out);
  try {
    writeWhole(join(folder, 'ceiling.json'), `${JSON.stringify(record, null, 2)}\n`);
    writeWhole(join(folder, 'ceiling.md'), ceilingMarkdown(record));
    return true;
  } catch (error) {
    complain(terminal, { message: `\`${out}\` cannot be written: ${diskReason(error)}` });
    return false;
  }
};

export const performCeiling = async (
  options: CeilingOptions,
  terminal: Terminal,
): Promise<ExitCode> => {
  const request = ceilingRequest(options, terminal.env);
  if (isRefusal(request)) {
    complain(terminal, request);
    return exitCodes.usage.code;
  }
  const plan = await withToken(request);
  if (isRefusal(plan)) {
    complain(terminal, plan);
    return exitCodes.setUp.code;
  }
  const interrupting = new AbortController();
  const release = terminal.onInterrupt(() => interrupting.abort());
  try {
    const { path } = plan.asked;
    const provenance = machineProvenance(`muster ceiling --target ${plan.origin} --path ${path}`);
    const record = await measureCeiling(plan, provenance, interrupting.signal);
    for (const line of ceilingLines(record)) terminal.print(line);
    if (record.answers.successes === 0) {
      const message = `${plan.origin}${path} gave no success, so there is no ceiling`;
      complain(terminal, { message, help: 'a header or a token may be missing' });
    }
    const isWritten = options.out === undefined || write(options.out, record, terminal);
    return isWritten ? exitOf(record) : exitCodes.error.code;
  } finally {
    release();
  }
};
