import { documentedBooks, type Parts } from '../../core/evaluator.ts';
import { defaultReadings } from '../../core/readings.ts';
import { ask, questionAt, type Rulebook, sizeOf } from '../../core/rulebook.ts';
import { gateReleases } from '../../core/rules/connector.ts';
import type { StoredState } from '../../core/rules/threat.ts';
import { limits } from '../../core/vocabulary.ts';

/** What must hold between any two answers, whatever the single answers are. */
export interface Law {
  readonly id: string;
  readonly requirements: readonly string[];
  /** The first pair of questions that breaks it, in words, or null. */
  readonly broken: (parts: Parts) => string | null;
}

/** Every question of a book, with its answer. */
const each = <Q, Id extends string>(
  book: Rulebook<Q, Id>,
  look: (question: Q, violated: (other: Partial<Q>) => number) => string | null,
): string | null => {
  const size = sizeOf(book.space);
  for (let key = 0; key < size; key += 1) {
    const question = questionAt(book.space, key);
    const violated = (other: Partial<Q>): number =>
      ask(book, { ...question, ...other }, defaultReadings).violated;
    const found = look(question, violated);
    if (found !== null) return found;
  }
  return null;
};

const levels: readonly StoredState[] = [
  'secured',
  'lowSeverity',
  'mediumSeverity',
  'highSeverity',
  'compromised',
];

const next = <T>(values: readonly T[], value: T): T | undefined =>
  values.includes(value) ? values[values.indexOf(value) + 1] : undefined;

const worseReport: Law['broken'] = ({ books }) =>
  each(books.setting, ({ state, limit }, violated) => {
    const worse = next(levels, state);
    if (worse === undefined || violated({}) === 0 || violated({ state: worse }) !== 0) return null;
    return `under ${limit}, ${state} fails and ${worse} passes`;
  });

const laxerLimit: Law['broken'] = ({ books }) =>
  each(books.setting, ({ state, limit }, violated) => {
    const laxer = next(limits, limit);
    if (laxer === undefined || violated({}) !== 0 || violated({ limit: laxer }) === 0) return null;
    return `${state} passes under ${limit} and fails under ${laxer}`;
  });

const silenceKeepsData: Law['broken'] = ({ books }) => {
  const wipes = 1 << Object.keys(documentedBooks.launch.rules).indexOf('org-data-kept');
  return each(books.launch, ({ state, appInstalled, limit }, violated) => {
    const known = appInstalled && levels.includes(state);
    return known || (violated({}) & wipes) === 0 ? null : `${state} wipes under ${limit}`;
  });
};

const gateStaysShut: Law['broken'] = ({ books }) =>
  each(books.gate, ({ release }, violated) => {
    const later = next(gateReleases, release);
    if (later === undefined || violated({}) === 0 || violated({ release: later }) !== 0)
      return null;
    return `a message blocked in ${release} passes in ${later}`;
  });

const oneState: Law['broken'] = ({ books }) =>
  each(books.connector, (question, violated) => {
    const named = violated({}).toString(2).replaceAll('0', '').length;
    return named <= 1 ? null : `${named} states at once for ${JSON.stringify(question)}`;
  });

/** Laws over whole rulebooks, asked of every question there is. */
export const laws: readonly Law[] = [
  {
    id: 'law/worse-report-never-helps',
    requirements: ['THREAT-02', 'THREAT-05', 'THREAT-09', 'COMP-02'],
    broken: worseReport,
  },
  {
    id: 'law/laxer-limit-never-hurts',
    requirements: ['THREAT-05', 'COMP-02'],
    broken: laxerLimit,
  },
  {
    id: 'law/no-verdict-never-wipes',
    requirements: ['MAM-07'],
    broken: silenceKeepsData,
  },
  {
    id: 'law/later-release-blocks-as-much',
    requirements: ['CONN-05'],
    broken: gateStaysShut,
  },
  {
    id: 'law/one-state-at-a-time',
    requirements: ['CONN-01', 'CONN-12'],
    broken: oneState,
  },
];
