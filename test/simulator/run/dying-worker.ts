import type { CaseResult } from '../../../reports/result.ts';
import { runShare, type Share } from '../../../simulator/run/share.ts';

/** A thread that goes away without a word at the share that holds the case named `dies`. */
export default function playShare(share: Share): Promise<readonly CaseResult[]> {
  const ids = share.cases.map(({ id }) => id);
  if (ids.includes('dies')) process.exit(1);
  if (ids.includes('throws')) throw new Error('out of patience\n    at somewhere');
  return runShare(share);
}
