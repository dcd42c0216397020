import { noCounts } from './counts.ts';
import { isJsonObject, type JsonObject } from './json-object.ts';
import type { CaseResult, Counts, Grounds, Outcome, Plan, StaleKnownFailing } from './result.ts';

/** Version of the record's lines; a reader refuses one it does not know. */
export const recordVersion = 1;

/** Makes the digest of a run from its cases, one after the other. */
export interface Digester {
  readonly add: (result: CaseResult) => void;
  readonly digest: () => string;
}

/** What a record's last line says. */
export interface RecordEnd {
  readonly complete: boolean;
  readonly cases: number;
  readonly counts: Counts;
  readonly digest: string;
  readonly stale: readonly StaleKnownFailing[];
}

/** What one line of a record is. */
export type RecordItem =
  | { readonly kind: 'plan'; readonly plan: Plan }
  | { readonly kind: 'case'; readonly result: CaseResult }
  | { readonly kind: 'grounds'; readonly grounds: Grounds }
  | { readonly kind: 'end'; readonly end: RecordEnd }
  | { readonly kind: 'problem'; readonly problem: string };

/** Reads a record line by line, so that its size does not matter. */
export interface RecordReader {
  readonly take: (line: string) => RecordItem;
  /** Everything that speaks against the record, once the last line was taken. */
  readonly problems: () => readonly string[];
}

const parseLine = (text: string): JsonObject | null => {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
};

const isText = (value: unknown): value is string => typeof value === 'string';
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText);

const isPlan = (line: JsonObject): boolean =>
  line['kind'] === 'plan' &&
  isText(line['tool']) &&
  isText(line['target']) &&
  isTexts(line['cases']) &&
  isTexts(line['readings']) &&
  isTexts(line['turned']);

const isCase = (line: JsonObject): boolean =>
  line['kind'] === 'case' &&
  isText(line['id']) &&
  isText(line['outcome']) &&
  Object.hasOwn(noCounts, line['outcome']) &&
  isText(line['trace']) &&
  isJsonObject(line['place']) &&
  Array.isArray(line['differences']);

const isGrounds = (line: JsonObject): boolean =>
  line['kind'] === 'grounds' && isText(line['id']) && isTexts(line['frames']);

const isFooter = (line: JsonObject): boolean =>
  line['kind'] === 'end' && isText(line['digest']) && isJsonObject(line['counts']);

const without = <T>(line: JsonObject, ...names: readonly string[]): T =>
  Object.fromEntries(Object.entries(line).filter(([name]) => !names.includes(name))) as T;

/**
 * Checks off the planned cases. A record is written in the order of its plan, so a counter does;
 * only where one is out of that order are the ids looked up.
 */
const newCheckList = (planned: readonly string[]) => {
  let next = 0;
  let lookUp: { positions: ReadonlyMap<string, number>; seen: Uint8Array } | null = null;
  const openLookUp = () => {
    const seen = new Uint8Array(planned.length).fill(1, 0, next);
    return { positions: new Map(planned.map((id, position) => [id, position])), seen };
  };
  return {
    check: (id: string): string | null => {
      if (lookUp === null && planned[next] === id) {
        next += 1;
        return null;
      }
      lookUp ??= openLookUp();
      const position = lookUp.positions.get(id);
      if (position === undefined) return `case \`${id}\` was not planned`;
      if (lookUp.seen[position] === 1) return `case \`${id}\` stands there twice`;
      lookUp.seen[position] = 1;
      return null;
    },
    missing: (): readonly string[] => {
      const { seen } = lookUp ?? openLookUp();
      return planned.filter((_id, position) => seen[position] !== 1);
    },
  };
};

/** More than this many of one kind of problem say no more than the first ones. */
const problemsMax = 100;

interface Reading {
  readonly digester: Digester | null;
  plan: ReturnType<typeof newCheckList> | null;
  lines: number;
  cases: number;
  readonly counts: Record<Outcome, number>;
  end: RecordEnd | null;
  readonly problems: string[];
}

const problem = (text: string): RecordItem => ({ kind: 'problem', problem: text });

const takeFirst = (reading: Reading, line: JsonObject): RecordItem => {
  if (!isPlan(line)) return problem('the first line is no plan');
  if (line['schemaVersion'] !== recordVersion) {
    return problem(`schema version ${String(line['schemaVersion'])} is not ${recordVersion}`);
  }
  const plan = without<Plan>(line, 'kind', 'schemaVersion');
  reading.plan = newCheckList(plan.cases);
  return { kind: 'plan', plan };
};

const takeCase = (reading: Reading, line: JsonObject): RecordItem => {
  const result = without<CaseResult>(line, 'kind');
  const wrong = reading.plan?.check(result.id) ?? null;
  if (wrong !== null) reading.problems.push(wrong);
  reading.cases += 1;
  reading.counts[result.outcome] += 1;
  reading.digester?.add(result);
  return { kind: 'case', result };
};

const takeLine = (reading: Reading, line: JsonObject | null): RecordItem => {
  const { lines } = reading;
  if (line === null) return problem(`line ${lines} is no JSON object: the file was cut`);
  if (lines === 1) return takeFirst(reading, line);
  if (reading.end !== null) return problem(`line ${lines} stands after the footer`);
  if (isCase(line)) return takeCase(reading, line);
  if (isGrounds(line)) return { kind: 'grounds', grounds: without<Grounds>(line, 'kind') };
  if (!isFooter(line)) return problem(`line ${lines} is no case`);
  reading.end = { stale: [], ...without<Omit<RecordEnd, 'stale'>>(line, 'kind') };
  return { kind: 'end', end: reading.end };
};

const endProblems = ({ end, cases, counts, digester, plan }: Reading): readonly string[] => {
  if (end === null) return ['there is no footer: the file was cut'];
  const problems: string[] = [];
  if (end.complete) {
    const missing = plan?.missing() ?? [];
    problems.push(
      ...missing.slice(0, problemsMax).map((id) => `planned case \`${id}\` is missing`),
    );
  }
  if (end.cases !== cases) {
    problems.push(`the footer counts ${end.cases} cases, the record holds ${cases}`);
  }
  for (const [outcome, count] of Object.entries(counts)) {
    const said = without<Record<string, unknown>>(end.counts)[outcome];
    if (said !== count) problems.push(`the footer says ${String(said)} ${outcome}, not ${count}`);
  }
  if (digester !== null && end.digest !== digester.digest()) {
    problems.push('the digest does not match the cases');
  }
  return problems;
};

/**
 * Reads a record and checks it against its own plan and footer: every planned case once, none
 * besides, the counts and the digest recomputed.
 *
 * @param digester null where there is nothing to compute the digest with, which is then not checked
 */
export const newRecordReader = (digester: Digester | null): RecordReader => {
  const reading: Reading = {
    digester,
    plan: null,
    lines: 0,
    cases: 0,
    counts: { ...noCounts },
    end: null,
    problems: [],
  };
  return {
    take: (text) => {
      reading.lines += 1;
      const item = takeLine(reading, parseLine(text));
      if (item.kind === 'problem') reading.problems.push(item.problem);
      return item;
    },
    problems: () =>
      reading.plan === null && reading.problems.length > 0
        ? reading.problems.slice(0, 1)
        : [...reading.problems.slice(0, problemsMax), ...endProblems(reading)],
  };
};
