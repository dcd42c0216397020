import { readingNotes } from '../../../core/reading-notes.ts';
import {
  defaultReadings,
  questionOf,
  type ReadingChoice,
  type ReadingName,
  type Readings,
  readingNames,
  valuesOf,
} from '../../../core/readings.ts';
import { countOutcomes } from '../../../reports/counts.ts';
import {
  changedCase,
  type ReadingSurvey,
  type ReadingTurn,
  type SurveyedReading,
  surveyVersion,
} from '../../../reports/reading-survey.ts';
import type { CaseResult } from '../../../reports/result.ts';
import { digestOf } from '../../run/digest.ts';
import { excuse } from '../../run/known-failing.ts';
import { runShares } from '../../run/run-cases.ts';
import type { Share } from '../../run/share.ts';
import type { Case } from '../../scenario/case.ts';
import { readingText } from '../../scenario/reading-value.ts';
import type { Library } from '../library.ts';
import { progressOn } from '../progress.ts';
import type { Terminal } from '../terminal.ts';
import { toolName } from '../tool-name.ts';
import type { RunRequest } from './request.ts';

const target = 'in-process';

/** A reading turned to one value, for the cases that have another. */
interface Turn extends ReadingChoice {
  readonly cases: readonly Case[];
}

/** The results of one playing of some cases, by case id. */
type Results = Map<string, CaseResult>;

const turnsOf = (cases: readonly Case[], readings: Readings): readonly Turn[] =>
  readingNames.flatMap((name) =>
    valuesOf(name).map((value) => ({
      name,
      value,
      cases: cases.filter((kase) => (kase.readings[name] ?? readings[name]) !== value),
    })),
  );

const shareOf = ({ name, value, cases }: Turn, readings: Readings): Share => ({
  cases,
  target,
  readings,
  turned: { [name]: value },
});

/** Plays every share; the results of each, in their order. */
const playAll = async (
  shares: readonly Share[],
  threads: number,
  request: RunRequest,
  terminal: Terminal,
): Promise<readonly Results[]> => {
  const found = shares.map((): Results => new Map());
  const planned = shares.reduce((sum, { cases }) => sum + cases.length, 0);
  const progress = progressOn(terminal, planned);
  const interrupt = new AbortController();
  const stopListening = terminal.onInterrupt(() => interrupt.abort());
  try {
    await runShares(shares, {
      threads,
      signal: interrupt.signal,
      onResult: (result, place) => {
        found[place]?.set(result.id, result);
        if (!request.json) progress.ended(result.outcome);
      },
    });
  } finally {
    stopListening();
    if (!request.json) progress.finish();
  }
  return found;
};

const turnOf = (turn: Turn, before: Results | undefined, after: Results | undefined) => {
  const value = readingText(turn.value);
  const restsOn = `${turn.name}=${value}`;
  const changed = turn.cases.flatMap(({ id }) => {
    const was = before?.get(id);
    const is = after?.get(id);
    return was === undefined || is === undefined ? [] : (changedCase(was, is, restsOn) ?? []);
  });
  const isDefault = turn.value === defaultReadings[turn.name];
  return { value, isDefault, played: turn.cases.length, changed };
};

const surveyed = (name: ReadingName, turns: readonly ReadingTurn[]): SurveyedReading => {
  const { question, requirements } = questionOf(name);
  return {
    name,
    question,
    concerns: [...requirements, ...readingNotes[name].questions],
    noticed: turns.some(({ changed }) => changed.length > 0),
    turns: turns.filter(({ played }) => played > 0),
  };
};

/** What every single reading decides in these cases, and how many playings broke. */
export const surveyOf = async (
  cases: readonly Case[],
  library: Library,
  request: RunRequest,
  terminal: Terminal,
): Promise<{ readonly survey: ReadingSurvey; readonly broken: number }> => {
  const readings = { ...defaultReadings, ...library.project.readings };
  const threads = request.threads ?? library.project.threads ?? 1;
  const turns = turnsOf(cases, readings);
  const shares = [
    { cases, target, readings, turned: {} } as const,
    ...turns.map((turn) => shareOf(turn, readings)),
  ];
  const [before, ...after] = await playAll(shares, threads, request, terminal);
  const results = cases.flatMap(({ id }) => before?.get(id) ?? []);
  const found = turns.map((turn, place) => ({
    name: turn.name,
    turn: turnOf(turn, before, after[place]),
  }));
  const survey = {
    schemaVersion: surveyVersion,
    tool: toolName(),
    target,
    digest: digestOf(results),
    complete: shares.every(
      (share, place) => [before, ...after][place]?.size === share.cases.length,
    ),
    cases: cases.length,
    counts: countOutcomes(
      results.map((result) => excuse(library.knownFailing, result, terminal.today)),
    ),
    readings: readingNames.map((name) =>
      surveyed(
        name,
        found.flatMap((one) => (one.name === name ? one.turn : [])),
      ),
    ),
  };
  const ended = after.flatMap((one) => [...one.values()]);
  return { survey, broken: ended.filter(({ outcome }) => outcome === 'error').length };
};
