import { documentedParts, mapBooks, type StageName } from '../../core/evaluator.ts';
import { documentedFlows } from '../../core/flows/flows.ts';
import type { Readings } from '../../core/readings.ts';
import { keyOf, type Rule, type Rulebook } from '../../core/rulebook.ts';
import { documentedCloud } from '../contract/cloud.ts';
import type { TargetParts } from '../target/in-process.ts';

/** The tables of functions besides the rules: facts, the clouds of vendors, the ways of users. */
export type TableName = 'facts' | 'cloud' | 'flows';

type Functions = Readonly<Record<string, unknown>>;

export const tablesOf = ({
  facts,
  cloud = documentedCloud,
  flows = documentedFlows,
}: TargetParts): Readonly<Record<TableName, Functions>> => ({
  facts: { ...facts },
  cloud: { ...cloud },
  flows: { ...flows },
});

/** One call of a function of a table, which is a question as well. */
export interface Call {
  readonly table: TableName;
  readonly name: string;
  readonly args: readonly unknown[];
}

/** Everything that one case asked, as plain data. */
export interface Asked {
  /** In force while it was played. */
  readonly readings: Readings;
  /** Keys of the questions by stage, in the order in which they first came up. */
  readonly questions: readonly (readonly [StageName, readonly number[]])[];
  readonly calls: readonly Call[];
}

/** The documented parts, and what was asked of them so far. */
export interface Recording {
  readonly parts: TargetParts;
  readonly questions: () => Asked['questions'];
  readonly calls: () => readonly Call[];
}

/** A book that tells which questions are put to it: each is put to its first rule as well. */
const listening = <Q, Id extends string>(
  book: Rulebook<Q, Id>,
  keys: Set<number>,
): Rulebook<Q, Id> => {
  const rules: Record<string, Rule<Q>> = { ...book.rules };
  for (const [id, rule] of Object.entries<Rule<Q>>(book.rules).slice(0, 1)) {
    const answer: Rule<Q>['answer'] = (question, readings) => {
      keys.add(keyOf(book.space, question));
      return rule.answer(question, readings);
    };
    rules[id] = { ...rule, answer };
  }
  return { ...book, rules: rules as Record<Id, Rule<Q>> };
};

/** Arguments as one text; objects are told apart by identity, which costs nothing to find. */
const nameArguments = () => {
  const names = new WeakMap<object, string>();
  let next = 0;
  const nameOf = (value: unknown): string => {
    if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
    const name = names.get(value) ?? `#${next++}`;
    names.set(value, name);
    return name;
  };
  return (args: readonly unknown[]): string => args.map(nameOf).join(' ');
};

type Hear = (call: Call) => void;

/** The same functions, each telling what it is called with. */
const listeningTo = <T extends object>(table: TableName, functions: T, hear: Hear): T => {
  const entries = Object.entries(functions).map(([name, value]: [string, unknown]) => {
    if (typeof value !== 'function') return [name, value];
    const heard = (...args: readonly unknown[]): unknown => {
      hear({ table, name, args });
      return value(...args);
    };
    return [name, heard];
  });
  return Object.fromEntries(entries);
};

/**
 * Parts for playing one case and no more: an evaluator asks every question once and remembers the
 * answer, so that a second case would seem to ask nothing of what the first asked already.
 */
export const recording = (): Recording => {
  const keys = new Map<StageName, Set<number>>();
  const calls = new Map<string, Call>();
  const named = nameArguments();
  const hear = (call: Call): void => {
    const key = `${call.table} ${call.name} ${named(call.args)}`;
    if (!calls.has(key)) calls.set(key, call);
  };
  const books = mapBooks((book) => {
    const asked = new Set<number>();
    keys.set(book.name as StageName, asked);
    return listening(book, asked);
  });
  return {
    parts: {
      books,
      facts: listeningTo('facts', documentedParts.facts, hear),
      cloud: listeningTo('cloud', documentedCloud, hear),
      flows: listeningTo('flows', documentedFlows, hear),
    },
    questions: () =>
      [...keys].filter(([, asked]) => asked.size > 0).map(([stage, asked]) => [stage, [...asked]]),
    calls: () => [...calls.values()],
  };
};
