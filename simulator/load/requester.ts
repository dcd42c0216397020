import { bucketOf, longest, record } from '../../reports/load/histogram.ts';
import { heatOf, type PhaseRecord, secondOf } from '../../reports/load/phase-record.ts';
import type { Sums } from '../../reports/load/sums.ts';
import type { Ask, Traffic } from './traffic.ts';

/** What a sender tells of one request. After `end` or `lose` it tells nothing more. */
export interface Told {
  /** It goes onto a connection. */
  readonly sent: () => void;
  readonly head: (status: number) => void;
  /** The last byte has come; the body is empty where nobody wanted it. */
  readonly end: (body: string) => void;
  readonly lose: (error: string) => void;
}

/** Sends one request; what it returns gives the request up. */
export type Send = (ask: Ask, told: Told) => () => void;

export interface RequesterSettings {
  readonly now: () => number;
  readonly send: Send;
  readonly traffic: Traffic;
  /** One record for each phase. */
  readonly records: readonly PhaseRecord[];
  /** Instant from which seconds are counted. */
  readonly epoch: number;
  /** µs from the intended start after which nobody waits any longer. */
  readonly timeout: number;
  readonly mostInFlight: number;
}

interface Flight {
  readonly intended: number;
  readonly phase: PhaseRecord;
  isOver: boolean;
  giveUp: () => void;
}

/** Starts what is due and writes down what became of it. */
export interface Requester {
  readonly start: (intended: number, phase: number, sequence: number) => void;
  /** Gives up what has been waited for too long; to be called now and then. */
  readonly sweep: () => void;
  readonly inFlight: () => number;
  /** Ends the run: what is still in flight is written down as that. */
  readonly close: () => void;
}

type Counts = { -readonly [Name in keyof Sums]: number };

/** Sums are replaced as a whole elsewhere; here they are counted in place. */
const countsOf = (phase: PhaseRecord): Counts => {
  const counts: Counts = { ...phase.sums };
  phase.sums = counts;
  return counts;
};

const failedSecond = (phase: PhaseRecord, intended: number, epoch: number): void => {
  secondOf(phase, Math.floor((intended - epoch) / 1_000_000)).failed += 1;
};

export const createRequester = (settings: RequesterSettings): Requester => {
  const { now, send, traffic, records, epoch, timeout, mostInFlight } = settings;
  const counts = new Map(records.map((phase) => [phase, countsOf(phase)]));
  /** In order of their intended start; those that are over are skipped. */
  let flights: Flight[] = [];
  let oldest = 0;
  let flying = 0;

  const count = (phase: PhaseRecord, name: keyof Sums): void => {
    const sums = counts.get(phase);
    if (sums !== undefined) sums[name] += 1;
  };

  const land = (flight: Flight): boolean => {
    if (flight.isOver) return false;
    flight.isOver = true;
    flying -= 1;
    return true;
  };

  /** Nobody saw the end of it: all that is known is that it takes at least so long. */
  const unseen = (flight: Flight, name: 'lost' | 'timedOut' | 'inFlight', least: number): void => {
    if (!land(flight)) return;
    count(flight.phase, name);
    record(flight.phase.atLeast, least);
    failedSecond(flight.phase, flight.intended, epoch);
  };

  const answered = (flight: Flight, status: number, ended: number): void => {
    const { phase, intended } = flight;
    const second = secondOf(phase, Math.floor((intended - epoch) / 1_000_000));
    count(phase, 'completed');
    const response = Math.max(0, Math.round(ended - intended));
    if (status >= 400) {
      count(phase, 'refused');
      record(phase.refused, response);
      const error = `status ${status}`;
      phase.errors.set(error, (phase.errors.get(error) ?? 0) + 1);
      second.failed += 1;
      return;
    }
    record(phase.response, response);
    second.completed += 1;
    const heat = heatOf(bucketOf(Math.min(longest, response)));
    second.heat[heat] = (second.heat[heat] ?? 0) + 1;
  };

  const toldOf = (flight: Flight, ask: Ask, started: number): Told => {
    const { phase, intended } = flight;
    let sent = started;
    let status = 0;
    return {
      sent: () => {
        sent = now();
        if (!flight.isOver) record(phase.wait, sent - started);
      },
      head: (code) => {
        status = code;
        if (!flight.isOver) record(phase.firstByte, now() - sent);
      },
      end: (body) => {
        if (!land(flight)) return;
        const ended = now();
        record(phase.service, ended - sent);
        answered(flight, status, ended);
        if (status >= 400) return;
        count(phase, ask.judge === null ? 'unchecked' : ask.judge(body, started, ended));
      },
      lose: (error) => {
        if (flight.isOver) return;
        phase.errors.set(error, (phase.errors.get(error) ?? 0) + 1);
        unseen(flight, 'lost', now() - intended);
      },
    };
  };

  const start = (intended: number, index: number, sequence: number): void => {
    const phase = records[index];
    if (phase === undefined) throw new Error(`there is no phase ${index}`);
    if (flying >= mostInFlight) {
      count(phase, 'dropped');
      // Nobody will ever answer it, and whoever waits gives up after the timeout.
      record(phase.atLeast, timeout);
      failedSecond(phase, intended, epoch);
      return;
    }
    const started = now();
    count(phase, 'started');
    flying += 1;
    record(phase.lag, started - intended);
    const tenth = Math.floor((started - epoch) / 100_000);
    while (phase.starts.length <= tenth) phase.starts.push(0);
    phase.starts[tenth] = (phase.starts[tenth] ?? 0) + 1;
    secondOf(phase, Math.floor((intended - epoch) / 1_000_000)).started += 1;
    const flight: Flight = { intended, phase, isOver: false, giveUp: () => undefined };
    flights.push(flight);
    const ask = traffic(sequence);
    flight.giveUp = send(ask, toldOf(flight, ask, started));
  };

  const forget = (): void => {
    if (oldest < 4_096) return;
    flights = flights.slice(oldest);
    oldest = 0;
  };

  const sweep = (): void => {
    const instant = now();
    for (; oldest < flights.length; oldest++) {
      const flight = flights[oldest];
      if (flight === undefined) break;
      if (flight.isOver) continue;
      if (instant - flight.intended < timeout) break;
      unseen(flight, 'timedOut', timeout);
      flight.giveUp();
    }
    forget();
  };

  return {
    start,
    sweep,
    inFlight: () => flying,
    close: () => {
      const instant = now();
      for (const flight of flights.slice(oldest)) {
        if (flight.isOver) continue;
        unseen(flight, 'inFlight', Math.min(timeout, instant - flight.intended));
        flight.giveUp();
      }
      flights = [];
      oldest = 0;
    },
  };
};
