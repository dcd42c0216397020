import type { CaseResult } from '../../../reports/result.ts';
import { runShare, type Share } from '../../run/share.ts';
import { lookInto } from '../../scenario/load.ts';
import type { Look } from '../../scenario/look.ts';
import type { Candidate } from '../../scenario/take.ts';
import { importPolicies } from '../library.ts';

/** Files for one thread. */
export interface LookTask {
  readonly candidates: readonly Candidate[];
  readonly directory: string;
}

/** What a thread of a run does first: it looks into files. */
export const look = ({ candidates, directory }: LookTask): Look =>
  lookInto(candidates, { directory, importFile: importPolicies });

/** And then: it plays cases. */
export default function play(share: Share): Promise<readonly CaseResult[]> {
  return runShare(share);
}
