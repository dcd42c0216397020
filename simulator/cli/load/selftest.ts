import { resolve } from 'node:path';
import { isHonest } from '../../../reports/load/honesty.ts';
import { honestyLines } from '../../../reports/load/honesty-text.ts';
import { testHonesty } from '../../load/honesty.ts';
import { measure } from '../../load/measure.ts';
import { diskReason, writeWhole } from '../atomic-file.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { complain, unknownName } from '../refusal.ts';
import type { Terminal } from '../terminal.ts';
import { profileOf, provenanceOf } from './origin.ts';

const tests: readonly string[] = ['honesty'];

export const performSelftest = async (
  words: readonly string[],
  { out }: { readonly out?: string | undefined },
  terminal: Terminal,
): Promise<ExitCode> => {
  const [what = ''] = words;
  if (!tests.includes(what)) {
    complain(terminal, unknownName('self-test', what, tests));
    return exitCodes.usage.code;
  }
  const honesty = await testHonesty(
    (plan) => measure({ plan, provenance: provenanceOf(plan), profile: profileOf(plan) }),
    (part) => terminal.print(honestyLines(part).join('\n')),
  );
  const honest = isHonest(honesty);
  const verdict = honest
    ? 'every figure is within its tolerance'
    : 'INVALID: a figure is beyond its tolerance; on this machine, now, none should be trusted';
  terminal.print(verdict);
  try {
    if (out !== undefined) {
      writeWhole(
        resolve(terminal.cwd, out),
        `${JSON.stringify({ honest, ...honesty }, null, 2)}\n`,
      );
    }
  } catch (error) {
    complain(terminal, { message: `\`${out}\` cannot be written: ${diskReason(error)}` });
    return exitCodes.error.code;
  }
  return honest ? exitCodes.ok.code : exitCodes.invalid.code;
};
