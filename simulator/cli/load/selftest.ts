import { type HonestyRecord, verdictOf } from '../../../reports/load/honesty.ts';
import { honestyLines, honestySentence } from '../../../reports/load/honesty-text.ts';
import { testHonesty } from '../../load/honesty.ts';
import { measure } from '../../load/measure.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { complain, unknownName } from '../refusal.ts';
import type { Terminal } from '../terminal.ts';
import { honestyFile, writeHonesty } from './honesty-file.ts';
import { machineProvenance, profileOf, provenanceOf } from './origin.ts';

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
  const provenance = machineProvenance('muster selftest honesty');
  const honesty = await testHonesty(
    (plan) => measure({ plan, provenance: provenanceOf(plan), profile: profileOf(plan) }),
    (part) => terminal.print(honestyLines(part).join('\n')),
  );
  const verdict = verdictOf(honesty);
  terminal.print(honestySentence(verdict, honesty));
  const record: HonestyRecord = { format: 'muster-honesty/1', verdict, provenance, ...honesty };
  const kept = honestyFile(terminal, undefined);
  const unkept = writeHonesty(kept, record);
  terminal.print(
    unkept === null
      ? `kept in ${kept}; \`muster load\` puts it into its reports`
      : `not kept for later reports: ${unkept.message}`,
  );
  const failure = out === undefined ? null : writeHonesty(honestyFile(terminal, out), record);
  if (failure !== null) {
    complain(terminal, failure);
    return exitCodes.error.code;
  }
  return verdict === 'honest' ? exitCodes.ok.code : exitCodes.invalid.code;
};
