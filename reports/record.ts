import { countOutcomes } from './counts.ts';
import { type Digester, newRecordReader, type RecordEnd, recordVersion } from './record-reader.ts';
import type { CaseResult, Grounds, Plan, Run, StaleKnownFailing } from './result.ts';

export type DigestOf = (results: readonly CaseResult[]) => string;

/** First line: what is going to be run, written before anything runs. */
export const planLine = (plan: Plan): string =>
  `${JSON.stringify({ kind: 'plan', schemaVersion: recordVersion, ...plan })}\n`;

export const caseLine = (result: CaseResult): string =>
  `${JSON.stringify({ kind: 'case', ...result })}\n`;

/** Between the cases and the footer: why a case failed, as far as Muster can say. */
export const groundsLine = (grounds: Grounds): string =>
  `${JSON.stringify({ kind: 'grounds', ...grounds })}\n`;

/** Last line: without it a record was cut. */
export const footerLine = (
  results: readonly CaseResult[],
  digest: string,
  complete: boolean,
  stale: readonly StaleKnownFailing[] = [],
): string => {
  const counts = countOutcomes(results);
  const end: Omit<RecordEnd, 'stale'> = { complete, cases: results.length, counts, digest };
  const footer = { kind: 'end', ...end, ...(stale.length === 0 ? {} : { stale }) };
  return `${JSON.stringify(footer)}\n`;
};

/** A record that was read, or why it cannot be trusted. */
export type RecordReading =
  | { readonly kind: 'run'; readonly run: Run }
  | { readonly kind: 'invalid'; readonly problems: readonly string[] };

/** A digest over all results at once, fed one by one. */
const gathered = (digestOf: DigestOf, results: readonly CaseResult[]): Digester => ({
  add: () => undefined,
  digest: () => digestOf(results),
});

/** Reads a whole record that is small enough to be held. Nothing of an invalid one is handed out. */
export const readRecord = (text: string, digestOf: DigestOf): RecordReading => {
  const results: CaseResult[] = [];
  const grounds: Grounds[] = [];
  const reader = newRecordReader(gathered(digestOf, results));
  let plan: Plan | null = null;
  let end: RecordEnd | null = null;
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const item = reader.take(line);
    if (item.kind === 'plan') plan = item.plan;
    if (item.kind === 'case') results.push(item.result);
    if (item.kind === 'grounds') grounds.push(item.grounds);
    if (item.kind === 'end') end = item.end;
    if (item.kind === 'problem') return { kind: 'invalid', problems: [item.problem] };
  }
  const problems = reader.problems();
  if (plan === null) return { kind: 'invalid', problems: ['the first line is no plan'] };
  if (problems.length > 0 || end === null) return { kind: 'invalid', problems };
  const { digest, complete, stale } = end;
  return { kind: 'run', run: { plan, results, digest, complete, grounds, stale } };
};
