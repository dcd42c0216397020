import type { Run, SetUpFinding } from '../../../reports/result.ts';
import { summaryOf } from '../../../reports/summary.ts';
import { digestOf } from '../../run/digest.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { onDisk } from '../library.ts';
import { complain, isRefusal } from '../refusal.ts';
import { machineNow } from '../report/machine.ts';
import type { Terminal } from '../terminal.ts';
import type { CheckedTarget } from './check-target.ts';
import { planOf } from './plan-of.ts';
import { type Prepared, prepare } from './prepare.ts';
import { openReportsFolder } from './reports-folder.ts';
import type { RunRequest } from './request.ts';

const isBad = ({ isGood }: SetUpFinding): boolean => isGood === false;

/** What the set-up check came to: in a line where it is well, else everything that is not. */
export const tellSetUp = ({ name, setUp, choice }: CheckedTarget, terminal: Terminal): void => {
  if (setUp.length === 0) return;
  if (choice !== null) {
    const unseen = setUp.filter(({ isGood }) => isGood === null).map(({ what }) => what);
    const rest = unseen.length === 0 ? '' : `; not seen: ${unseen.join(', ')}`;
    const looked = setUp.length - unseen.length;
    terminal.print(
      terminal.paint.faint(`set-up check of ${name}: ${looked} of ${looked} good${rest}`),
    );
    return;
  }
  for (const { said, help } of setUp.filter(isBad)) {
    complain(terminal, { message: said, ...(help === null ? {} : { help }) });
  }
  terminal.complain(`the set-up check of ${name} failed, so nothing was judged`);
};

/** A run of which nothing was played, with the reason in it. */
const emptyRun = (prepared: Prepared, request: RunRequest, target: CheckedTarget): Run => ({
  plan: planOf(prepared.cases, target, prepared.readings, request.turned, prepared.library.renamed),
  results: [],
  digest: digestOf([]),
  complete: false,
  grounds: [],
  stale: [],
});

/** A target that is not ready: says so, also in the reports where there are to be any. */
export const endWithoutJudging = async (
  request: RunRequest,
  target: CheckedTarget,
  terminal: Terminal,
): Promise<ExitCode> => {
  tellSetUp(target, terminal);
  if (request.out === null && !request.json) return exitCodes.setUp.code;
  const { prepared, crew } = await prepare({ ...request, threads: 1 }, terminal);
  await crew?.destroy();
  // Files that are wrong come before a target that is not ready.
  if (typeof prepared === 'number') return prepared;
  const run = emptyRun(prepared, request, target);
  const startedAt = Date.now();
  if (prepared.out !== null) {
    const folder = openReportsFolder(onDisk(terminal, prepared.out), run.plan);
    if (isRefusal(folder)) {
      complain(terminal, folder);
      return exitCodes.usage.code;
    }
    await folder.finish(run, machineNow(startedAt, prepared.threads));
  }
  if (request.json) terminal.print(JSON.stringify(summaryOf(run), null, 2));
  return exitCodes.setUp.code;
};
