import { createHash } from 'node:crypto';
import type { CaseResult } from '../../reports/result.ts';

/**
 * One fingerprint for a whole run: every case's id, outcome and trace, A to Z by id. It is the
 * same for any number of threads and any order, and another once any observed fact is another.
 */
export const digestOf = (results: readonly CaseResult[]): string => {
  const lines = results.map(({ id, outcome, trace }) => JSON.stringify([id, outcome, trace]));
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex');
};
