import type { Judged } from '../traffic.ts';
import { reportedStates } from './plan.ts';

/** One report on a device, from when it was sent until it was acknowledged, µs. */
export interface Report {
  /** Place of its partner among those of the device. */
  readonly slot: number;
  /** Place in `reportedStates`. */
  readonly state: number;
  /** Partners number their reports; the service keeps the one with the highest. */
  readonly sequence: number;
  readonly started: number;
  /** Infinity as long as nobody knows: it may be carried out at any time, or never. */
  ended: number;
}

export interface LedgerSettings {
  /** Of each device what was reported last as far as it is settled; see `KindPlan.verdicts`. */
  readonly settled: Uint8Array;
  /** A service may answer with what held so long before the request, µs. */
  readonly freshness: number;
  /** What held within so long before that is stale; anything else is wrong. µs. */
  readonly horizon: number;
  /** The longest a request may be under way, µs. */
  readonly timeout: number;
}

/** Everything reported, as far as an answer may still be held against it. */
export interface Ledger {
  readonly write: (device: number, report: Omit<Report, 'ended'>) => Report;
  /** It was surely never carried out. */
  readonly strike: (device: number, report: Report) => void;
  /** What was reported last, acknowledged or not. */
  readonly latest: (device: number) => number;
  /** Everything the device may have been reported as between two instants. */
  readonly possible: (device: number, from: number, until: number) => readonly number[];
  /** @param agrees whether the answer is what the core makes of such reports */
  readonly judge: (
    device: number,
    agrees: (reported: number) => boolean,
    started: number,
    ended: number,
  ) => Judged;
  /** Devices of which more is remembered than one byte. */
  readonly live: () => number;
}

const states = reportedStates.length;

/** What a partner last reported, out of everything that was. */
export const stateIn = (reported: number, slot: number): number =>
  Math.floor(reported / states ** slot) % states;

export const withState = (reported: number, slot: number, state: number): number =>
  reported + (state - stateIn(reported, slot)) * states ** slot;

/** Where a partner told more, it was surely over and done with by then. */
const isReplaced = (
  reports: readonly Report[],
  slot: number,
  sequence: number,
  by: number,
): boolean =>
  reports.some(
    (report) => report.slot === slot && report.sequence > sequence && report.ended <= by,
  );

/** States one partner may have told of, each of which the service may have gone by. */
const statesOf = (
  reports: readonly Report[],
  settled: number,
  slot: number,
  from: number,
  until: number,
): readonly number[] => {
  const possible = new Set<number>();
  if (!isReplaced(reports, slot, Number.NEGATIVE_INFINITY, from)) {
    possible.add(stateIn(settled, slot));
  }
  for (const report of reports) {
    if (report.slot !== slot || report.started > until) continue;
    if (!isReplaced(reports, slot, report.sequence, from)) possible.add(report.state);
  }
  return [...possible];
};

const possibleIn = (
  reports: readonly Report[],
  settled: number,
  from: number,
  until: number,
): readonly number[] => {
  let possible: readonly number[] = [settled];
  for (const slot of new Set(reports.map((report) => report.slot))) {
    const told = statesOf(reports, settled, slot, from, until);
    possible = possible.flatMap((reported) =>
      told.map((state) => withState(reported, slot, state)),
    );
  }
  return possible;
};

/** What nobody can ask about any more becomes one byte. */
const settle = (reports: Report[], settled: number, before: number): [Report[], number] => {
  let whole = settled;
  let left = reports;
  for (const report of reports) {
    if (report.ended > before || !left.includes(report)) continue;
    const { slot, sequence } = report;
    if (isReplaced(left, slot, sequence, before)) continue;
    whole = withState(whole, slot, report.state);
    left = left.filter((other) => other.slot !== slot || other.sequence > sequence);
  }
  return [left, whole];
};

export const createLedger = ({ settled, freshness, horizon, timeout }: LedgerSettings): Ledger => {
  const reports = new Map<number, Report[]>();
  const remembered = freshness + horizon + timeout;
  /** The device that was touched longest ago goes first, a few at a time. */
  const sweep = (now: number): void => {
    let looked = 0;
    for (const [device, all] of reports) {
      looked += 1;
      const [left, whole] = settle(all, settled[device] ?? 0, now - remembered);
      settled[device] = whole;
      reports.delete(device);
      if (left.length > 0) reports.set(device, left);
      if (looked === 2) return;
    }
  };
  const possible: Ledger['possible'] = (device, from, until) => {
    const all = reports.get(device);
    const base = settled[device] ?? 0;
    return all === undefined ? [base] : possibleIn(all, base, from, until);
  };
  return {
    write: (device, told) => {
      sweep(told.started);
      const report: Report = { ...told, ended: Number.POSITIVE_INFINITY };
      const before = reports.get(device);
      if (before === undefined) reports.set(device, [report]);
      else before.push(report);
      return report;
    },
    strike: (device, report) => {
      const all = reports.get(device);
      const place = all?.indexOf(report) ?? -1;
      if (place >= 0) all?.splice(place, 1);
    },
    latest: (device) => {
      let whole = settled[device] ?? 0;
      const last = new Map<number, Report>();
      for (const report of reports.get(device) ?? []) {
        const known = last.get(report.slot);
        if (known === undefined || known.sequence < report.sequence) last.set(report.slot, report);
      }
      for (const { slot, state } of last.values()) whole = withState(whole, slot, state);
      return whole;
    },
    possible,
    judge: (device, agrees, started, ended) => {
      const from = started - freshness;
      if (possible(device, from, ended).some(agrees)) return 'correct';
      return possible(device, from - horizon, ended).some(agrees) ? 'stale' : 'wrong';
    },
    live: () => reports.size,
  };
};
