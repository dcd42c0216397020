import { setImmediate } from 'node:timers/promises';
import { addTallies, noTally } from '../../reports/fleet/add-tallies.ts';
import { addComparisons, type FleetComparison } from '../../reports/fleet/comparison.ts';
import type { FleetTally } from '../../reports/fleet/tally.ts';
import {
  type FleetJob,
  type FleetShare,
  openJob,
  type PlayedShare,
  playOpened,
  type Range,
} from '../fleet/play-share.ts';
import { listening, openPool } from './open-pool.ts';
import { messageOf } from './run-case.ts';
import { workerFile } from './worker-file.ts';

/** So that no share is so long that nobody sees it move, or so short that starting it costs. */
const mostDevices = 5_000;
const leastDevices = 100;
/** So that one slow share does not leave the other threads idle. */
const sharesPerThread = 4;

export interface PlayOptions {
  /** One plays in this thread and starts no pool. */
  readonly threads: number;
  /** Into how many shares; default: as many as fit the threads. The result is the same. */
  readonly shares?: number;
  readonly signal?: AbortSignal;
  /** Called as shares end, in whatever order they do. */
  readonly onShare?: (range: Range, played: PlayedShare) => void;
  /** Another file than `worker.ts`, for trying what happens when one dies. */
  readonly worker?: string;
}

export interface PlayedFleet extends PlayedShare {
  /** False where it was interrupted. */
  readonly complete: boolean;
  /** Why shares were lost. */
  readonly losses: readonly string[];
}

/** Shares of equal size, the last one smaller. */
export const cutRange = ({ from, to }: Range, shares: number): readonly Range[] => {
  const size = Math.max(1, Math.ceil((to - from) / shares));
  const ranges: Range[] = [];
  for (let at = from; at < to; at += size) ranges.push({ from: at, to: Math.min(to, at + size) });
  return ranges;
};

const sharesFor = ({ from, to }: Range, threads: number): number => {
  const devices = to - from;
  const size = Math.min(mostDevices, Math.ceil(devices / (threads * sharesPerThread)));
  return Math.ceil(devices / Math.max(leastDevices, size));
};

const add = (a: PlayedShare, b: PlayedShare): PlayedShare => {
  const comparison: FleetComparison | null =
    a.comparison === null || b.comparison === null
      ? (a.comparison ?? b.comparison)
      : addComparisons(a.comparison, b.comparison);
  return { tally: addTallies(a.tally, b.tally), comparison };
};

const lostShare = ({ from, to }: Range): PlayedShare => {
  const tally: FleetTally = { ...noTally, lost: to - from };
  return { tally, comparison: null };
};

type Play = (share: FleetShare) => Promise<PlayedShare>;

const playingHere = (job: FleetJob): Play => {
  const opened = openJob(job);
  return async ({ range }) => {
    // An interrupt is only heard between two tasks.
    await setImmediate();
    return playOpened(opened, range);
  };
};

const isOver = (signal: AbortSignal | undefined): boolean => signal?.aborted === true;

/** Plays all shares. One that dies is counted as lost devices, never as silence. */
const playWith = async (
  play: Play,
  job: FleetJob,
  ranges: readonly Range[],
  { signal, onShare }: PlayOptions,
  oneByOne: boolean,
): Promise<PlayedFleet> => {
  let whole: PlayedShare = { tally: noTally, comparison: null };
  const losses: string[] = [];
  const playOne = async (range: Range): Promise<void> => {
    if (isOver(signal)) return;
    const played = await play({ ...job, range }).catch((error: unknown) => {
      if (isOver(signal)) return null;
      const devices = `devices ${range.from} to ${range.to - 1}`;
      losses.push(`${devices}: the thread that played them died: ${messageOf(error)}`);
      return lostShare(range);
    });
    if (played === null || isOver(signal)) return;
    whole = add(whole, played);
    onShare?.(range, played);
  };
  if (oneByOne) for (const range of ranges) await playOne(range);
  else await Promise.all(ranges.map(playOne));
  return { ...whole, complete: !isOver(signal), losses: losses.sort() };
};

/** Plays devices of a fleet, here or on threads; what they come to is the same. */
export const playFleet = async (
  job: FleetJob,
  range: Range,
  options: PlayOptions,
): Promise<PlayedFleet> => {
  const { threads, signal, worker = workerFile('fleet/worker') } = options;
  const ranges = cutRange(range, options.shares ?? sharesFor(range, threads));
  if (threads === 1 && options.worker === undefined) {
    return playWith(playingHere(job), job, ranges, options, true);
  }
  const pool = openPool<FleetShare, PlayedShare>(worker, threads);
  const manner = listening(signal);
  try {
    const play: Play = (share) => pool.run(share, manner);
    return await playWith(play, job, ranges, options, false);
  } finally {
    await pool.destroy();
  }
};
