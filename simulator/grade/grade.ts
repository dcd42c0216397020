import type { Readings } from '../../core/readings.ts';
import { requirements as catalogue } from '../../core/requirements/catalogue.ts';
import { dispositionOf } from '../../core/requirements/disposition.ts';
import type { Requirement } from '../../core/requirements/requirement.ts';
import type {
  Bar,
  Kill,
  RequirementGrade,
  Strength,
  VariantGrade,
  Witness,
} from '../../reports/strength.ts';
import { performOnThreads } from '../run/task-pool.ts';
import { workerFile } from '../run/worker-file.ts';
import type { Case } from '../scenario/case.ts';
import type { Played } from './baseline.ts';
import type { Notice } from './notice.ts';
import { askedBySuite, reachedBy } from './reach.ts';
import { placeOfVariant, rulesAsText } from './rules-text.ts';
import { type Done, type Finding, perform, type Task } from './task.ts';
import type { Variant } from './variant.ts';
import type { Witnesses } from './witnesses.ts';

/** In what manner the work is done; what comes out is the same on any number of threads. */
export interface Manner {
  /** In force where a case names nothing else. */
  readonly readings: Readings;
  /** More than one needs variants that Muster ships, since the threads know no others. */
  readonly threads: number;
  readonly variants: readonly Variant[];
}

/** So that one slow task does not leave the other threads idle. */
const tasksPerThread = 8;

/** Dealt out like cards, because neighbours tend to be slow together. */
const deal = <T>(items: readonly T[], threads: number): readonly (readonly T[])[] => {
  const hands = threads === 1 ? 1 : threads * tasksPerThread;
  return Array.from({ length: hands }, (_, hand) =>
    items.filter((_item, index) => index % hands === hand),
  );
};

/** The cards back in their order. */
const gather = <T>(hands: readonly (readonly T[])[]): readonly T[] => {
  const length = hands.reduce((sum, hand) => sum + hand.length, 0);
  return Array.from(
    { length },
    (_, index) => hands[index % hands.length]?.[Math.floor(index / hands.length)] as T,
  );
};

const performAll = async (
  tasks: readonly Task[],
  { threads, variants }: Manner,
): Promise<readonly Done[]> => {
  if (threads > 1) {
    return performOnThreads<Task, Done>(tasks, { worker: workerFile('grade/worker'), threads });
  }
  const done: Done[] = [];
  for (const task of tasks) done.push(await perform(task, variants));
  return done;
};

/** Every case under the documented rules. */
export const playAll = async (
  cases: readonly Case[],
  manner: Manner,
): Promise<readonly Played[]> => {
  const { readings, threads } = manner;
  const tasks = deal(cases, threads).map((hand): Task => ({ kind: 'play', cases: hand, readings }));
  const done = await performAll(tasks, manner);
  return gather(done.map((one) => (one.kind === 'play' ? one.played : [])));
};

const tryAll = async (
  cases: readonly Case[],
  reached: readonly (readonly number[])[],
  manner: Manner,
): Promise<readonly Finding[]> => {
  const { readings, threads, variants } = manner;
  const attempts = variants.map(({ id }, i) => ({ variant: id, places: reached[i] ?? [] }));
  const tasks = deal(attempts, threads).map(
    (hand): Task => ({ kind: 'try', cases, readings, attempts: hand }),
  );
  const done = await performAll(tasks, manner);
  return gather(done.map((one) => (one.kind === 'try' ? one.findings : [])));
};

const killOf = (notice: Notice | null): Kill | null =>
  notice && {
    case: notice.case,
    place: notice.difference?.place ?? null,
    difference: notice.text,
  };

const gradeOf = (
  variant: Variant,
  { killedBy, overlooked }: Finding,
  askedBy: readonly string[],
  witness: Witness | null,
): VariantGrade => {
  const { area, ...place } = placeOfVariant(variant);
  const isKilled = killedBy !== null;
  const shows = overlooked !== null;
  return {
    id: variant.id,
    area,
    mistake: variant.mistake,
    requirements: variant.requirements,
    status: isKilled ? 'killed' : shows ? 'survived' : 'never-reached',
    killedBy: killOf(killedBy),
    askedBy,
    overlooked,
    witness: isKilled ? null : witness,
    place,
  };
};

/** The core first; what nothing but our own reading states is asked for last. */
const priorityOf = ({ core, basis }: Requirement): Bar =>
  core ? 'p0' : basis === 'documented' ? 'p1' : 'all';

/** What has to be built before anybody can demonstrate it. */
const plannedFor = (id: string): string | null => {
  const disposition = dispositionOf(id);
  return disposition?.status === 'planned' ? disposition.because : null;
};

const requirementGrades = (
  cases: readonly Case[],
  variants: readonly Variant[],
  findings: readonly Finding[],
): readonly RequirementGrade[] =>
  catalogue.flatMap((requirement) => {
    const { id } = requirement;
    const breaking = variants.filter(({ requirements }) => requirements.includes(id)).length;
    if (breaking === 0) return [];
    const shown = findings.find(({ demonstrates }) => demonstrates[id] !== undefined);
    const citedBy = cases.filter(({ covers }) => covers.includes(id)).length;
    return {
      id,
      priority: priorityOf(requirement),
      variants: breaking,
      citedBy,
      demonstratedBy: shown?.demonstrates[id] ?? null,
      excused: citedBy === 0 ? plannedFor(id) : null,
    };
  });

/** How many core requirements none of these variants breaks. */
export const coreWithoutVariant = (variants: readonly Variant[]): number => {
  const broken = new Set(variants.flatMap(({ requirements }) => requirements));
  return catalogue.filter(({ id, core }) => core && !broken.has(id)).length;
};

/** What a suite's sound cases make of the variants; who asked and what else is the caller's. */
export type Graded = Pick<Strength, 'cases' | 'variants' | 'requirements' | 'rules'>;

/**
 * Tries every variant on the cases that it reaches.
 *
 * @param cases those that show nothing wrong by themselves
 * @param played of the same cases, in the same order
 */
export const gradeCases = async (
  cases: readonly Case[],
  played: readonly Played[],
  witnesses: Witnesses,
  manner: Manner,
): Promise<Graded> => {
  const { variants } = manner;
  const suite = askedBySuite(played.map(({ asked }) => asked));
  const reached = variants.map((variant) => reachedBy(variant, suite));
  const findings = await tryAll(cases, reached, manner);
  const grades = variants.flatMap((variant, i): VariantGrade[] => {
    const finding = findings[i];
    const entry = witnesses[variant.id];
    const ids = (reached[i] ?? []).flatMap((place) => cases[place]?.id ?? []);
    const witness = entry === undefined ? null : { ...entry, text: null };
    return finding === undefined ? [] : [gradeOf(variant, finding, ids, witness)];
  });
  return {
    cases: played.map(({ result: { id, title, place } }) => ({ id, title, place })),
    variants: grades,
    requirements: requirementGrades(cases, variants, findings),
    rules: rulesAsText,
  };
};
