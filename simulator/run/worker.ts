import type { CaseResult } from '../../reports/result.ts';
import { runShare, type Share } from './share.ts';

/** What a thread of the pool does; tests call `runShare` itself. */
export default function playShare(share: Share): Promise<readonly CaseResult[]> {
  return runShare(share);
}
