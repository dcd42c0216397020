import type { Readings } from './readings.ts';
import type { Basis } from './vocabulary.ts';

/** What one rule says about one question. */
export type Answer = 'not-applicable' | 'holds' | 'violated';

/** One behaviour: where it is written down, what it means in words, and the test for it. */
export interface Rule<Q> {
  /** Ids of the requirement catalogue this rule implements. */
  readonly requirements: readonly string[];
  readonly basis: Basis;
  /** What it means when this rule is violated, as a clause: "its threat level is above …". */
  readonly meaning: string;
  readonly answer: (question: Q, readings: Readings) => Answer;
}

/** Every value each field of a question can have: what makes the question finite. */
export type Space<Q> = { readonly [Field in keyof Q]: readonly Q[Field][] };

/** The rules of one stage. Their order is precedence, never identity. */
export interface Rulebook<Q, Id extends string = string> {
  readonly name: string;
  readonly space: Space<Q>;
  readonly rules: Readonly<Record<Id, Rule<Q>>>;
}

/** A mask has 31 usable bits. */
const rulesMax = 31;
/** Above this a stage asks too much at once to be compared exhaustively; split it. */
const questionsMax = 100_000;

export const sizeOf = <Q>(space: Space<Q>): number => {
  let size = 1;
  for (const field in space) size *= space[field].length;
  return size;
};

/** Checks a rulebook as it is built; what it throws is a defect of the program. */
export const rulebook = <Q, Id extends string>(
  name: string,
  space: Space<Q>,
  rules: Readonly<Record<Id, Rule<Q>>>,
): Rulebook<Q, Id> => {
  const count = Object.keys(rules).length;
  if (count > rulesMax) throw new RangeError(`rulebook ${name} has ${count} rules, at most 31 fit`);
  const size = sizeOf(space);
  if (size > questionsMax) throw new RangeError(`rulebook ${name} has ${size} questions`);
  return { name, space, rules };
};

/** The question with number `key`: each field is one digit of a mixed-radix number. */
export const questionAt = <Q>(space: Space<Q>, key: number): Q => {
  const question: Partial<Q> = {};
  let rest = key;
  for (const field in space) {
    const values = space[field];
    const value = values[rest % values.length];
    if (value !== undefined) question[field] = value;
    rest = Math.floor(rest / values.length);
  }
  return question as Q;
};

/** What one step of a field's value is worth in a key. */
const stridesOf = <Q>(space: Space<Q>): Readonly<Record<keyof Q, number>> => {
  const strides: Partial<Record<keyof Q, number>> = {};
  let stride = 1;
  for (const field in space) {
    strides[field] = stride;
    stride *= space[field].length;
  }
  return strides as Record<keyof Q, number>;
};

/** The number of a question; the inverse of `questionAt`. */
export const keyOf = <Q>(space: Space<Q>, question: Q): number => {
  let key = 0;
  let stride = 1;
  for (const field in space) {
    const values = space[field];
    key += stride * values.indexOf(question[field]);
    stride *= values.length;
  }
  return key;
};

/** Which rules applied and which were violated, one bit a rule. */
export interface Finding {
  readonly applied: number;
  readonly violated: number;
}

/** Asks every rule of a book. This loop is the only logic there is. */
export const ask = <Q, Id extends string>(
  book: Rulebook<Q, Id>,
  question: Q,
  readings: Readings,
): Finding => {
  let applied = 0;
  let violated = 0;
  let bit = 1;
  for (const id in book.rules) {
    const answer = book.rules[id].answer(question, readings);
    if (answer !== 'not-applicable') applied |= bit;
    if (answer === 'violated') violated |= bit;
    bit <<= 1;
  }
  return { applied, violated };
};

/** What one rule answered, with its words and its source. */
export interface AskedRule extends Omit<Rule<never>, 'answer'> {
  readonly rule: string;
  readonly answer: Answer;
}

/** A book under given readings, each of its questions asked at most once. */
export interface Stage<Q, Id extends string> {
  readonly book: Rulebook<Q, Id>;
  readonly stride: Readonly<Record<keyof Q, number>>;
  readonly bit: Readonly<Record<Id, number>>;
  /** By key; -1 where the question has not been asked yet. */
  readonly appliedTable: Int32Array;
  readonly violatedTable: Int32Array;
  /** Masks of the question with this key. */
  readonly applied: (key: number) => number;
  readonly violated: (key: number) => number;
  readonly key: (question: Q) => number;
  /** Asks the rules again, in words: those that apply to the question with this key. */
  readonly explain: (key: number) => {
    readonly question: Readonly<Q>;
    readonly rules: readonly AskedRule[];
  };
}

export const stageOf = <Q, Id extends string>(
  book: Rulebook<Q, Id>,
  readings: Readings,
): Stage<Q, Id> => {
  const size = sizeOf(book.space);
  const appliedTable = new Int32Array(size).fill(-1);
  const violatedTable = new Int32Array(size).fill(-1);
  const bit: Partial<Record<Id, number>> = {};
  let next = 1;
  for (const id in book.rules) {
    bit[id] = next;
    next <<= 1;
  }
  const fill = (key: number): void => {
    const finding = ask(book, questionAt(book.space, key), readings);
    appliedTable[key] = finding.applied;
    violatedTable[key] = finding.violated;
  };
  return {
    book,
    stride: stridesOf(book.space),
    bit: bit as Record<Id, number>,
    appliedTable,
    violatedTable,
    applied: (key) => {
      if ((appliedTable[key] ?? -1) < 0) fill(key);
      return appliedTable[key] ?? 0;
    },
    violated: (key) => {
      if ((violatedTable[key] ?? -1) < 0) fill(key);
      return violatedTable[key] ?? 0;
    },
    key: (question) => keyOf(book.space, question),
    explain: (key) => {
      const question = questionAt(book.space, key);
      return { question, rules: answersOf(book, question, readings) };
    },
  };
};

const answersOf = <Q, Id extends string>(
  book: Rulebook<Q, Id>,
  question: Q,
  readings: Readings,
): readonly AskedRule[] => {
  const asked: AskedRule[] = [];
  for (const id in book.rules) {
    const { answer, ...rule } = book.rules[id];
    const given = answer(question, readings);
    if (given !== 'not-applicable') asked.push({ rule: id, answer: given, ...rule });
  }
  return asked;
};

/** Which of the two a rule that applies gives. */
export const unless = (broken: boolean): Answer => (broken ? 'violated' : 'holds');
