import { newCauseList } from '../cause.ts';
import type { Comparison } from '../compare.ts';
import { noCounts } from '../counts.ts';
import type { RecordEnd, RecordItem } from '../record-reader.ts';
import type { CaseResult, Grounds, Outcome, Plan } from '../result.ts';
import type {
  AreaCount,
  Machine,
  PageCase,
  ReportData,
  SuiteStrength,
  Trust,
} from './report-data.ts';

/** How much of a record one page holds. */
export interface Limits {
  readonly cases: number;
  readonly stories: number;
}

export const pageLimits: Limits = { cases: 20_000, stories: 3_000 };

const causesMax = 100;
const knownMax = 1000;
/** Differences of one case beyond this many say no more than the first ones. */
const differencesMax = 25;

/** Who gets room first. */
const priority: readonly Outcome[] = [
  'error',
  'violated',
  'not-demonstrated',
  'known-failing',
  'interpretive',
  'informational',
  'not-run',
  'met',
];

const areaOf = (id: string): string => id.split('/')[0] ?? id;

const pageCaseOf = (result: CaseResult): PageCase => {
  const { trace, ...rest } = result;
  return { ...rest, differences: rest.differences.slice(0, differencesMax) };
};

interface Tally {
  readonly notRun: Map<string, number>;
  readonly areas: Map<string, Record<Outcome, number>>;
  readonly requirements: Map<string, Partial<Record<Outcome, number>>>;
  readonly readings: Map<string, number>;
  readonly stories: Partial<Record<Outcome, number>>;
}

const count = (map: Map<string, number>, key: string): void => {
  map.set(key, (map.get(key) ?? 0) + 1);
};

const tallyCase = (tally: Tally, result: CaseResult): void => {
  const { id, outcome, covers, readings, because, story } = result;
  if (outcome === 'not-run') count(tally.notRun, because ?? 'no reason given');
  const area = tally.areas.get(areaOf(id)) ?? { ...noCounts };
  area[outcome] += 1;
  tally.areas.set(areaOf(id), area);
  for (const requirement of covers) {
    const counts = tally.requirements.get(requirement) ?? {};
    counts[outcome] = (counts[outcome] ?? 0) + 1;
    tally.requirements.set(requirement, counts);
  }
  for (const reading of readings) count(tally.readings, reading);
  if (story !== undefined) tally.stories[outcome] = (tally.stories[outcome] ?? 0) + 1;
};

/** First reading of a record: its numbers, for which no case needs to be kept. */
export const newSurvey = () => {
  const causes = newCauseList();
  const counts = { ...noCounts };
  const grounds: Grounds[] = [];
  const known: PageCase[] = [];
  const tally: Tally = {
    notRun: new Map(),
    areas: new Map(),
    requirements: new Map(),
    readings: new Map(),
    stories: {},
  };
  let plan: Plan | null = null;
  let end: RecordEnd | null = null;
  const addCase = (result: CaseResult): void => {
    counts[result.outcome] += 1;
    causes.add(result);
    tallyCase(tally, result);
    if (result.knownFailing !== null && known.length < knownMax) {
      const { story, ...rest } = pageCaseOf(result);
      known.push(rest);
    }
  };
  return {
    take: (item: RecordItem): void => {
      if (item.kind === 'plan') plan = item.plan;
      if (item.kind === 'case') addCase(item.result);
      if (item.kind === 'grounds') grounds.push(item.grounds);
      if (item.kind === 'end') end = item.end;
    },
    /** Null where there is no plan, so that there is nothing to show. */
    found: (): Survey | null =>
      plan === null ? null : { plan, end, counts, causes: causes.causes(), known, grounds, tally },
  };
};

export interface Survey extends Pick<ReportData, 'causes' | 'counts' | 'known' | 'grounds'> {
  readonly plan: Plan;
  readonly end: RecordEnd | null;
  readonly tally: Tally;
}

type Room = Partial<Record<Outcome, number>>;

const roomsFor = (wanted: Room, most: number): Room => {
  let left = most;
  const rooms: Room = {};
  for (const outcome of priority) {
    const room = Math.min(left, wanted[outcome] ?? 0);
    rooms[outcome] = room;
    left -= room;
  }
  return rooms;
};

/** Second reading: the cases that have room, those that failed before those that are met. */
export const newSelection = ({ counts, tally }: Survey, limits: Limits) => {
  const rooms = roomsFor(counts, limits.cases);
  const storyRooms = roomsFor(tally.stories, limits.stories);
  const cases: PageCase[] = [];
  const leftOut: Room = {};
  let storiesLeft = 0;
  const takeRoom = (of: Room, outcome: Outcome): boolean => {
    const room = of[outcome] ?? 0;
    if (room > 0) of[outcome] = room - 1;
    return room > 0;
  };
  return {
    take: (item: RecordItem): void => {
      if (item.kind !== 'case') return;
      const { result } = item;
      const { outcome } = result;
      if (!takeRoom(rooms, outcome)) {
        leftOut[outcome] = (leftOut[outcome] ?? 0) + 1;
        return;
      }
      const { story, ...rest } = pageCaseOf(result);
      if (story !== undefined && takeRoom(storyRooms, outcome)) cases.push({ ...rest, story });
      else {
        if (story !== undefined) storiesLeft += 1;
        cases.push(rest);
      }
    },
    chosen: () => ({ cases, leftOut: { cases: leftOut, stories: storiesLeft } }),
  };
};

/** What a page needs beside the record. */
export interface Beside {
  readonly trust: Trust;
  readonly machine: Machine | null;
  readonly strength: SuiteStrength | null;
  readonly changes: Comparison | null;
}

const sortedRecord = <T>(map: ReadonlyMap<string, T>): Readonly<Record<string, T>> =>
  Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));

/** Puts together what the two readings found. */
export const reportDataOf = (
  survey: Survey,
  chosen: Pick<ReportData, 'cases' | 'leftOut'>,
  beside: Beside,
): ReportData => {
  const { plan, end, counts, causes, known, grounds, tally } = survey;
  const { cases: planned, ...rest } = plan;
  const areas: readonly AreaCount[] = [...tally.areas].map(([area, of]) => ({ area, counts: of }));
  return {
    plan: rest,
    planned: planned.length,
    counts,
    complete: end?.complete ?? false,
    digest: end?.digest ?? '',
    notRun: sortedRecord(tally.notRun),
    causes: causes.slice(0, causesMax),
    causesLeft: Math.max(0, causes.length - causesMax),
    areas,
    requirements: sortedRecord(tally.requirements),
    readings: sortedRecord(tally.readings),
    known,
    stale: end?.stale ?? [],
    grounds,
    ...chosen,
    ...beside,
  };
};
