import {
  type CohortChange,
  type Exchange,
  type ExchangeByCause,
  type FleetComparison,
  mostTelling,
  type TellingDevice,
} from '../../reports/fleet/comparison.ts';
import type { Diary, Life, Moment } from './life.ts';
import { cellOf, type Tallying } from './recorder.ts';

/** How one device stood from the start to the end, under one tenant. */
export type Track = Moment[];

/** A diary that keeps when a device's standing changes. */
export const tracking = (track: Track): Diary => ({
  did: () => undefined,
  settled: ({ now: at, isOpen, isThreatened, cause, verdict }: Life) => {
    const last = track.at(-1);
    const isSame =
      last?.isOpen === isOpen &&
      last.isThreatened === isThreatened &&
      last.cause === cause &&
      last.verdict === verdict;
    if (isSame) return;
    if (last?.at === at) track.pop();
    track.push({ at, isOpen, isThreatened, cause, verdict });
  },
});

interface Sum {
  gainedMs: number;
  lostMs: number;
}

interface SumByCause extends Sum {
  readonly gained: Tallying;
  readonly lost: Tallying;
}

interface CohortSum {
  devices: number;
  gaining: number;
  losing: number;
  readonly access: Sum;
  readonly exposure: Sum;
  readonly overBlocking: Sum;
}

const noSum = (): Sum => ({ gainedMs: 0, lostMs: 0 });
const noSumByCause = (): SumByCause => ({ ...noSum(), gained: new Map(), lost: new Map() });

/** What a share of two fleets is compared in, device by device. */
export interface Comparing {
  devices: number;
  differing: number;
  gaining: number;
  losing: number;
  readonly access: Sum;
  readonly exposure: SumByCause;
  readonly overBlocking: SumByCause;
  readonly cohorts: Map<string, CohortSum>;
  readonly finalStates: Tallying;
  telling: readonly TellingDevice[];
}

export const newComparing = (): Comparing => ({
  devices: 0,
  differing: 0,
  gaining: 0,
  losing: 0,
  access: noSum(),
  exposure: noSumByCause(),
  overBlocking: noSumByCause(),
  cohorts: new Map(),
  finalStates: new Map(),
  telling: [],
});

const exchange = (sum: Sum, before: boolean, after: boolean, lasted: number): void => {
  if (after && !before) sum.gainedMs += lasted;
  if (before && !after) sum.lostMs += lasted;
};

const exchangeByCause = (
  sum: SumByCause,
  before: string | null,
  after: string | null,
  lasted: number,
): void => {
  exchange(sum, before !== null, after !== null, lasted);
  if (before === after) return;
  if (after !== null) cellOf(sum.gained, after).n += lasted;
  if (before !== null) cellOf(sum.lost, before).n += lasted;
};

const exposureIn = ({ isOpen, cause }: Moment): string | null => (isOpen ? cause : null);
const overBlockingIn = ({ isOpen, cause }: Moment): string | null => (isOpen ? null : cause);

/** What is said of a stretch in which the two differ. */
const causeOf = (before: Moment, after: Moment): string => {
  const closed = after.isOpen ? before : after;
  return after.cause ?? before.cause ?? closed.verdict?.reasons[0] ?? 'other';
};

/** What one device's two lives come to beside each other. */
interface Pair {
  readonly access: Sum;
  readonly exposure: SumByCause;
  readonly overBlocking: SumByCause;
  /** Time in which the two differ, by cause. */
  readonly causes: Map<string, number>;
  differs: boolean;
}

const compareStretch = (pair: Pair, before: Moment, after: Moment, lasted: number): void => {
  exchange(pair.access, before.isOpen, after.isOpen, lasted);
  exchangeByCause(pair.exposure, exposureIn(before), exposureIn(after), lasted);
  exchangeByCause(pair.overBlocking, overBlockingIn(before), overBlockingIn(after), lasted);
  const sameVerdict =
    before.verdict?.complianceState === after.verdict?.complianceState &&
    before.verdict?.hash === after.verdict?.hash;
  if (!sameVerdict || before.isOpen !== after.isOpen) pair.differs = true;
  if (before.isOpen === after.isOpen) return;
  const cause = causeOf(before, after);
  pair.causes.set(cause, (pair.causes.get(cause) ?? 0) + lasted);
};

const comparePair = (before: Track, after: Track, end: number): Pair => {
  const pair: Pair = {
    access: noSum(),
    exposure: noSumByCause(),
    overBlocking: noSumByCause(),
    causes: new Map(),
    differs: false,
  };
  let [i, j] = [0, 0];
  let at = Math.max(before[0]?.at ?? end, after[0]?.at ?? end);
  for (;;) {
    const [left, right] = [before[i], after[j]];
    if (left === undefined || right === undefined || at >= end) return pair;
    const nextLeft = before[i + 1]?.at ?? end;
    const nextRight = after[j + 1]?.at ?? end;
    const next = Math.min(nextLeft, nextRight, end);
    if (next > at) compareStretch(pair, left, right, next - at);
    if (nextLeft <= next) i += 1;
    if (nextRight <= next) j += 1;
    at = next;
  }
};

const addSum = (sum: Sum, { gainedMs, lostMs }: Sum): void => {
  sum.gainedMs += gainedMs;
  sum.lostMs += lostMs;
};

const addSumByCause = (sum: SumByCause, added: SumByCause): void => {
  addSum(sum, added);
  for (const [cause, { n }] of added.gained) cellOf(sum.gained, cause).n += n;
  for (const [cause, { n }] of added.lost) cellOf(sum.lost, cause).n += n;
};

const cohortIn = (comparing: Comparing, name: string): CohortSum => {
  const known = comparing.cohorts.get(name);
  if (known !== undefined) return known;
  const sum = {
    devices: 0,
    gaining: 0,
    losing: 0,
    access: noSum(),
    exposure: noSum(),
    overBlocking: noSum(),
  };
  comparing.cohorts.set(name, sum);
  return sum;
};

const mostly = (causes: ReadonlyMap<string, number>): string =>
  [...causes].sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1))[0]?.[0] ?? 'other';

/** Adds one device that was played under both tenants. */
export const compareDevice = (
  comparing: Comparing,
  { number, kind, timeline }: Life,
  before: Track,
  after: Track,
): void => {
  const pair = comparePair(before, after, timeline.end);
  const { access, exposure, overBlocking } = pair;
  const cohort = cohortIn(comparing, kind.cohort.name);
  for (const sum of [comparing, cohort]) {
    sum.devices += 1;
    if (access.gainedMs > 0) sum.gaining += 1;
    if (access.lostMs > 0) sum.losing += 1;
    addSum(sum.access, access);
  }
  if (pair.differs) comparing.differing += 1;
  addSumByCause(comparing.exposure, exposure);
  addSumByCause(comparing.overBlocking, overBlocking);
  addSum(cohort.exposure, exposure);
  addSum(cohort.overBlocking, overBlocking);
  const [first, second] = [before.at(-1)?.verdict, after.at(-1)?.verdict];
  const states = `${first?.complianceState ?? 'unknown'}/${second?.complianceState ?? 'unknown'}`;
  cellOf(comparing.finalStates, states).n += 1;
  if (pair.causes.size === 0 && exposure.gainedMs === exposure.lostMs) return;
  const telling: TellingDevice = {
    device: number,
    cohort: kind.cohort.name,
    gainedMs: access.gainedMs,
    lostMs: access.lostMs,
    exposureChangeMs: exposure.gainedMs - exposure.lostMs,
    cause: mostly(pair.causes),
  };
  comparing.telling = mostTelling([...comparing.telling, telling]);
};

const plain = ({ gainedMs, lostMs }: Sum): Exchange => ({ gainedMs, lostMs });

const countsOf = (counts: Tallying): Readonly<Record<string, number>> =>
  Object.fromEntries(
    [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, { n }]) => [name, n]),
  );

const plainByCause = (sum: SumByCause): ExchangeByCause => ({
  ...plain(sum),
  gainedByCause: countsOf(sum.gained),
  lostByCause: countsOf(sum.lost),
});

const plainCohort = ({ devices, gaining, losing, ...sums }: CohortSum): CohortChange => ({
  devices,
  gaining,
  losing,
  access: plain(sums.access),
  exposure: plain(sums.exposure),
  overBlocking: plain(sums.overBlocking),
});

export const comparisonOf = (comparing: Comparing): FleetComparison => ({
  devices: comparing.devices,
  lost: 0,
  differing: comparing.differing,
  gaining: comparing.gaining,
  losing: comparing.losing,
  access: plain(comparing.access),
  exposure: plainByCause(comparing.exposure),
  overBlocking: plainByCause(comparing.overBlocking),
  cohorts: Object.fromEntries(
    [...comparing.cohorts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, sum]) => [name, plainCohort(sum)]),
  ),
  finalStates: countsOf(comparing.finalStates),
  telling: comparing.telling,
});
