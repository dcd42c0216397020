import { createHash } from 'node:crypto';
import type { CaseResult } from '../../reports/result.ts';

/** Gathers what the digest is made of, one case after the other. */
export const newDigester = () => {
  const lines: string[] = [];
  return {
    add: ({ id, outcome, trace }: CaseResult): void => {
      lines.push(JSON.stringify([id, outcome, trace]));
    },
    digest: (): string => {
      const hash = createHash('sha256');
      lines.sort();
      // Fed line by line: a million of them in one text would be held twice.
      for (const [index, line] of lines.entries()) hash.update(index === 0 ? line : `\n${line}`);
      return hash.digest('hex');
    },
  };
};

/**
 * One fingerprint for a whole run: every case's id, outcome and trace, A to Z by id. It is the
 * same for any number of threads and any order, and another once any observed fact is another.
 */
export const digestOf = (results: readonly CaseResult[]): string => {
  const digester = newDigester();
  for (const result of results) digester.add(result);
  return digester.digest();
};
