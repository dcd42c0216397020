import { countOutcomes } from './counts.ts';
import type { CaseResult, Counts, Plan, Run } from './result.ts';

/** Version of the record's lines; a reader refuses one it does not know. */
const recordVersion = 1;

export type DigestOf = (results: readonly CaseResult[]) => string;

interface Footer {
  readonly kind: 'end';
  readonly complete: boolean;
  readonly cases: number;
  readonly counts: Counts;
  readonly digest: string;
}

/** First line: what is going to be run, written before anything runs. */
export const planLine = (plan: Plan): string =>
  `${JSON.stringify({ kind: 'plan', schemaVersion: recordVersion, ...plan })}\n`;

export const caseLine = (result: CaseResult): string =>
  `${JSON.stringify({ kind: 'case', ...result })}\n`;

/** Last line: without it a record was cut. */
export const footerLine = (results: readonly CaseResult[], digest: string, complete: boolean) => {
  const counts = countOutcomes(results);
  const footer: Footer = { kind: 'end', complete, cases: results.length, counts, digest };
  return `${JSON.stringify(footer)}\n`;
};

/** A record that was read, or why it cannot be trusted. */
export type RecordReading =
  | { readonly kind: 'run'; readonly run: Run }
  | { readonly kind: 'invalid'; readonly problems: readonly string[] };

type Line = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Line =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const parseLine = (text: string): Line | null => {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
};

const isText = (value: unknown): value is string => typeof value === 'string';
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText);

const isPlan = (line: Line): boolean =>
  line['kind'] === 'plan' &&
  isText(line['tool']) &&
  isText(line['target']) &&
  isTexts(line['cases']) &&
  isTexts(line['readings']) &&
  isTexts(line['turned']);

const isCase = (line: Line): boolean =>
  line['kind'] === 'case' &&
  isText(line['id']) &&
  isText(line['outcome']) &&
  isText(line['trace']) &&
  isObject(line['place']) &&
  Array.isArray(line['differences']);

const isFooter = (line: Line): boolean =>
  line['kind'] === 'end' && isText(line['digest']) && isObject(line['counts']);

const without = <T>(line: Line, ...names: readonly string[]): T =>
  Object.fromEntries(Object.entries(line).filter(([name]) => !names.includes(name))) as T;

/**
 * Reads a record and checks it against its own plan and footer: every planned case once, none
 * besides, the counts and the digest recomputed. Nothing of an invalid record is handed out.
 */
export const readRecord = (text: string, digestOf: DigestOf): RecordReading => {
  const lines = text.split('\n').filter((line) => line !== '');
  const parsed = lines.map(parseLine);
  const broken = parsed.indexOf(null);
  if (broken >= 0) return invalid(`line ${broken + 1} is no JSON object: the file was cut`);
  const [first, ...rest] = parsed.filter((line) => line !== null);
  const last = rest.pop();
  if (first === undefined || !isPlan(first)) return invalid('the first line is no plan');
  if (first['schemaVersion'] !== recordVersion) {
    return invalid(`schema version ${String(first['schemaVersion'])} is not ${recordVersion}`);
  }
  if (last === undefined || !isFooter(last)) return invalid('there is no footer: the file was cut');
  const strange = rest.findIndex((line) => !isCase(line));
  if (strange >= 0) return invalid(`line ${strange + 2} is no case`);
  const plan = without<Plan>(first, 'kind', 'schemaVersion');
  const results = rest.map((line) => without<CaseResult>(line, 'kind'));
  const footer = without<Footer>(last);
  const problems = [
    ...planProblems(plan, results, footer.complete),
    ...footerProblems(results, footer, digestOf),
  ];
  if (problems.length > 0) return { kind: 'invalid', problems };
  return { kind: 'run', run: { plan, results, digest: footer.digest, complete: footer.complete } };
};

const invalid = (problem: string): RecordReading => ({ kind: 'invalid', problems: [problem] });

const planProblems = (
  plan: Plan,
  results: readonly CaseResult[],
  complete: boolean,
): readonly string[] => {
  const planned = new Set(plan.cases);
  const seen = new Set<string>();
  const problems: string[] = [];
  for (const { id } of results) {
    if (!planned.has(id)) problems.push(`case \`${id}\` was not planned`);
    if (seen.has(id)) problems.push(`case \`${id}\` stands there twice`);
    seen.add(id);
  }
  if (!complete) return problems;
  const missing = plan.cases.filter((id) => !seen.has(id));
  return [...problems, ...missing.map((id) => `planned case \`${id}\` is missing`)];
};

const footerProblems = (
  results: readonly CaseResult[],
  footer: Footer,
  digestOf: DigestOf,
): readonly string[] => {
  const problems: string[] = [];
  if (footer.cases !== results.length) {
    problems.push(`the footer counts ${footer.cases} cases, the record holds ${results.length}`);
  }
  for (const [outcome, count] of Object.entries(countOutcomes(results))) {
    const said = without<Record<string, unknown>>(footer.counts)[outcome];
    if (said !== count) problems.push(`the footer says ${String(said)} ${outcome}, not ${count}`);
  }
  const digest = digestOf(results);
  if (footer.digest !== digest) problems.push('the digest does not match the cases');
  return problems;
};
