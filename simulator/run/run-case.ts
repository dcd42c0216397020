import type { Readings } from '../../core/readings.ts';
import type { CaseResult } from '../../reports/result.ts';
import type { MusterEvent, Reply } from '../port/observation.ts';
import type { Session, Target } from '../port/target.ts';
import type { Case, Expectation, Watch } from '../scenario/case.ts';
import { offsetText } from '../source/offset-text.ts';
import {
  type Circumstances,
  type Finding,
  judgeStep,
  judgeWatch,
  placeOf,
  worstVerdict,
} from './judge.ts';
import { readingsInForce, readingTexts } from './readings-in-force.ts';
import { lookAt } from './seen.ts';
import { type Stop, stopsOf } from './stops.ts';
import { newStoryTeller, type StoryTeller } from './story-teller.ts';
import { newTrace, type Trace } from './trace.ts';

/** What has been found of one case so far; kept when the target breaks half-way. */
interface Progress {
  readonly trace: Trace;
  readonly findings: Finding[];
  /** Watches that have failed: each is told once, at the first instant at which it did. */
  readonly failedWatches: Set<Watch>;
  looked: number;
  /** Since the end of the step before. */
  events: readonly MusterEvent[];
  /** Where the case stands, for the message if it breaks there. */
  where: string;
  readonly teller: StoryTeller | null;
}

const newProgress = (teller: StoryTeller | null): Progress => ({
  teller,
  trace: newTrace(),
  findings: [],
  failedWatches: new Set(),
  looked: 0,
  events: [],
  where: 'opening the target',
});

/** A crash of anything, as one line without a stack. */
export const messageOf = (error: unknown): string => {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n')[0] ?? '';
};

/**
 * Why a case is not run. What a target merely cannot show keeps nothing from being played: what
 * is looked for is then not demonstrated.
 */
const obstacleTo = (kase: Case, target: Target): string | null => {
  const { needs, looksFor = [], start, steps, readings } = kase;
  const { capabilities, declines } = target;
  // Who declines knows best whether its clock comes to every instant.
  const settled = declines === undefined ? looksFor : [...looksFor, 'clock-control'];
  const lacking = needs.filter((need) => !capabilities.has(need) && !settled.includes(need));
  if (lacking.length > 0) return `needs ${lacking.join(', ')}`;
  if (declines === undefined) return null;
  const operations = steps.flatMap((step) => step.operations.map(({ operation }) => operation));
  const instants = stopsOf(kase).map(({ at }) => at);
  return declines({ start, instants, operations, readings });
};

/**
 * Plays one case against one target, in the order of time. Never rejects: what breaks is the
 * outcome `error`.
 *
 * @param readings in force where the file names nothing else
 * @param turned readings that win over the file's own; differences are then interpretive
 * @param withStory keeps how the case went, for its picture
 */
export const runCase = async (
  kase: Case,
  target: Target,
  readings: Readings,
  turned: Partial<Readings> = {},
  withStory = false,
): Promise<CaseResult> => {
  const obstacle = obstacleTo(kase, target);
  if (obstacle !== null) return notRun(kase, obstacle);
  const force = readingsInForce(readings, kase.readings, turned);
  const progress = newProgress(withStory ? newStoryTeller(kase) : null);
  try {
    const session = await target.open(kase.tenant, force.readings, kase.start);
    await playAndClose(kase, session, progress, {
      showsEvents: target.capabilities.has('events'),
      turned: force.turned.length > 0,
    });
  } catch (error) {
    const because = `the target broke at ${progress.where}: ${messageOf(error)}`;
    return { ...resultOf(kase, progress, force.turned), outcome: 'error', because };
  }
  return resultOf(kase, progress, force.turned);
};

interface Manner {
  readonly showsEvents: boolean;
  readonly turned: boolean;
}

/** A session that fails to close breaks the case as well, but never hides what broke first. */
const playAndClose = async (
  kase: Case,
  session: Session,
  progress: Progress,
  manner: Manner,
): Promise<void> => {
  try {
    for (const stop of stopsOf(kase)) await playStop(kase, stop, session, progress, manner);
  } catch (error) {
    await session.close().catch(() => undefined);
    throw error;
  }
  progress.where = 'closing the target';
  await session.close();
};

const playStop = async (
  kase: Case,
  stop: Stop,
  session: Session,
  progress: Progress,
  manner: Manner,
): Promise<void> => {
  const atMs = stop.at - kase.start;
  const offset = stop.step?.offset ?? offsetText(atMs);
  const span = stop.step?.span ?? stop.watches[0]?.span ?? kase.span;
  progress.where = `${offset} (${span.file}:${span.line}:${span.column})`;
  progress.trace.at(atMs);
  await session.advanceTo(stop.at);
  const replies = await performAll(stop, session, progress.trace);
  if (manner.showsEvents) {
    const events = await session.takeEvents();
    progress.trace.happened(events);
    progress.events = [...progress.events, ...events];
  }
  const happened = { events: manner.showsEvents ? progress.events : null, replies };
  const seen = await lookAt(session, expectationsOf(stop), happened, progress.trace);
  const at: Circumstances = { offset, atMs, turned: manner.turned };
  const findingsBefore = progress.findings.length;
  if (stop.step !== null) {
    progress.looked += stop.step.expectations.length + Math.min(stop.step.graded.length, 1);
    progress.findings.push(...judgeStep(stop.step, seen, at));
    progress.events = [];
  }
  for (const watch of stop.watches) {
    progress.looked += watch.expectations.length;
    const finding = judgeWatch(watch, seen, at);
    if (finding.verdict === 'met' || progress.failedWatches.has(watch)) continue;
    progress.failedWatches.add(watch);
    progress.findings.push(finding);
  }
  await progress.teller?.after(stop, session, seen, progress.findings.slice(findingsBefore));
};

const performAll = async (
  stop: Stop,
  session: Session,
  trace: Trace,
): Promise<readonly Reply[]> => {
  const replies: Reply[] = [];
  for (const { operation } of stop.step?.operations ?? []) {
    const reply = await session.perform(operation);
    trace.replied(reply);
    replies.push(reply);
  }
  return replies;
};

const expectationsOf = ({ step, watches }: Stop): readonly Expectation[] => [
  ...(step?.expectations ?? []),
  ...(step?.graded ?? []).flatMap(({ expectations }) => expectations),
  ...watches.flatMap(({ expectations }) => expectations),
];

const resultOf = (kase: Case, progress: Progress, turned: readonly string[]): CaseResult => {
  const { findings, looked, trace, teller } = progress;
  const differences = findings.flatMap(({ difference }) => difference ?? []);
  const notes = findings.flatMap(({ note }) => note ?? []);
  if (turned.length > 0 && differences.length > 0) {
    const readings = turned.join(', ');
    notes.push(`played under ${readings}, which the file is not written for: interpretive`);
  }
  return {
    ...headOf(kase),
    outcome: worstVerdict(findings.map(({ verdict }) => verdict)),
    because: notes.length === 0 ? null : notes.join('; '),
    differences,
    looked,
    trace: trace.fingerprint(),
    ...(teller === null ? {} : { story: teller.story(progress.failedWatches) }),
  };
};

const headOf = (kase: Case) => ({
  id: kase.id,
  scenario: kase.scenario,
  title: kase.title,
  place: placeOf(kase.span),
  tags: kase.tags,
  covers: kase.covers,
  readings: readingTexts(kase.readings),
  knownFailing: null,
});

const nothingFound = (kase: Case, outcome: 'not-run' | 'error', because: string): CaseResult => ({
  ...headOf(kase),
  outcome,
  because,
  differences: [],
  looked: 0,
  trace: newTrace().fingerprint(),
});

const notRun = (kase: Case, because: string): CaseResult => nothingFound(kase, 'not-run', because);

/** A case whose share died: it was planned, so it is an error and never silence. */
export const lostCase = (kase: Case, because: string): CaseResult =>
  nothingFound(kase, 'error', because);
