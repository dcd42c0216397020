import { isDeepStrictEqual } from 'node:util';
import { documentedParts, type Parts, type StageName } from '../../core/evaluator.ts';
import type { Readings } from '../../core/readings.ts';
import { type Answer, questionAt, type Space } from '../../core/rulebook.ts';
import { type Asked, type Call, tablesOf } from './asked.ts';
import type { Variant } from './variant.ts';

/** Places of cases in their suite. */
type Places = readonly number[];

/** A question that was asked under these readings, and by which cases. */
interface Put {
  readonly key: number;
  readonly readings: Readings;
  readonly places: number[];
}

interface Called extends Call {
  readonly places: number[];
}

/** Everything that a suite asked, each thing once. */
export interface AskedBySuite {
  readonly questions: ReadonlyMap<StageName, readonly Put[]>;
  /** By table and name, `facts graceLength`. */
  readonly calls: ReadonlyMap<string, readonly Called[]>;
}

const pushTo = <K, V>(lists: Map<K, V[]>, key: K, value: V): void => {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
};

/** Plain data as one text; numbers that JSON has no word for keep their own. */
const textOf = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'number' && !Number.isFinite(part) ? `${part}` : part,
  );

/** @param asked by place in the suite */
export const askedBySuite = (asked: readonly Asked[]): AskedBySuite => {
  const puts = new Map<string, Put>();
  const calls = new Map<string, Called>();
  const questions = new Map<StageName, Put[]>();
  for (const [place, one] of asked.entries()) {
    const { readings } = one;
    const under = textOf(readings);
    for (const [stage, keys] of one.questions) {
      for (const key of keys) {
        const name = `${stage} ${key} ${under}`;
        const known = puts.get(name);
        const put = known ?? { key, readings, places: [] };
        put.places.push(place);
        if (known !== undefined) continue;
        puts.set(name, put);
        pushTo(questions, stage, put);
      }
    }
    for (const call of one.calls) {
      const name = textOf(call);
      const called = calls.get(name) ?? { ...call, places: [] };
      called.places.push(place);
      calls.set(name, called);
    }
  }
  const byName = new Map<string, Called[]>();
  for (const call of calls.values()) pushTo(byName, `${call.table} ${call.name}`, call);
  return { questions, calls: byName };
};

/** A rulebook of any stage. */
interface AnyBook {
  readonly space: Space<Readonly<Record<string, unknown>>>;
  readonly rules: Readonly<
    Record<string, { readonly answer: (question: never, readings: Readings) => Answer }>
  >;
}

const agree = (a: AnyBook, b: AnyBook, { key, readings }: Put): boolean => {
  const question = questionAt(a.space, key);
  return Object.entries(a.rules).every(
    ([id, rule]) =>
      rule.answer(question as never, readings) === b.rules[id]?.answer(question as never, readings),
  );
};

const ofStage = (parts: Parts, stage: StageName, puts: readonly Put[]): Places => {
  const documented: AnyBook = documentedParts.books[stage];
  const other: AnyBook = parts.books[stage];
  if (documented === other) return [];
  return puts.flatMap((put) => (agree(documented, other, put) ? [] : put.places));
};

const documentedTables = tablesOf(documentedParts);

/** What is no function cannot be told apart by calls. */
const ofFunction = (documented: unknown, other: unknown, calls: readonly Called[]): Places => {
  const isSame =
    typeof documented === 'function' && typeof other === 'function'
      ? (args: readonly unknown[]) => isDeepStrictEqual(documented(...args), other(...args))
      : () => false;
  return calls.flatMap(({ args, places }) => (isSame(args) ? [] : places));
};

/**
 * The cases in which a variant gives some answer that the documented rules do not give. A case
 * that is not among them runs exactly as it does without the variant, since its first other
 * answer would have to be to a question that it asks without it as well.
 *
 * @returns places in the suite, ascending
 */
export const reachedBy = ({ parts }: Variant, suite: AskedBySuite): Places => {
  const places = new Set<number>();
  const add = (found: Places): void => {
    for (const place of found) places.add(place);
  };
  for (const [stage, puts] of suite.questions) add(ofStage(parts, stage, puts));
  const tables = tablesOf(parts);
  for (const table of ['facts', 'cloud', 'flows'] as const) {
    for (const [name, documented] of Object.entries(documentedTables[table])) {
      const other = tables[table][name];
      const calls = suite.calls.get(`${table} ${name}`);
      if (documented !== other && calls !== undefined) add(ofFunction(documented, other, calls));
    }
  }
  return [...places].sort((a, b) => a - b);
};
