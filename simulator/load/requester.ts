import { record } from '../../reports/load/histogram.ts';
import type { PhaseRecord } from '../../reports/load/phase-record.ts';
import type { Series } from '../../reports/load/series.ts';
import {
  type Flight,
  writeAnswer,
  writeError,
  writeJudged,
  writeStarted,
  writeUnseen,
} from './flight.ts';
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
  /** Told of an arrival that is never asked, because too much is in flight. */
  readonly onDrop?: (sequence: number, intended: number) => void;
  /** One record for each phase. */
  readonly records: readonly PhaseRecord[];
  /** The run from moment to moment, over all phases. */
  readonly series: Series;
  /** Instant from which moments are counted. */
  readonly epoch: number;
  /** µs from the intended start after which nobody waits any longer. */
  readonly timeout: number;
  readonly mostInFlight: number;
  /** Called after each answer: many may have come at once, and meanwhile more has become due. */
  readonly onAnswered?: () => void;
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

/** The flights of one requester, in the order of their intended start. */
interface Sky {
  flights: Flight[];
  /** Place of the first that may not be over yet. */
  oldest: number;
  flying: number;
}

const nothing = (): void => undefined;

/** True for the first to end it. */
const land = (sky: Sky, flight: Flight): boolean => {
  if (flight.isOver) return false;
  flight.isOver = true;
  sky.flying -= 1;
  return true;
};

/**
 * A flight that is over stays in its place for a while, and must not hold its request and answer so
 * long: collecting them later would delay what is due.
 */
const letGo = (flight: Flight): void => {
  flight.giveUp = nothing;
  flight.failed = undefined;
};

/** Ends a flight from this side. */
const giveUp = (flight: Flight): void => {
  flight.giveUp();
  flight.failed?.(0);
  letGo(flight);
};

/** So that those that are over do not pile up. */
const forget = (sky: Sky): void => {
  if (sky.oldest < 1_024) return;
  sky.flights = sky.flights.slice(sky.oldest);
  sky.oldest = 0;
};

const toldOf = (
  settings: RequesterSettings,
  sky: Sky,
  flight: Flight,
  ask: Ask,
  started: number,
): Told => {
  const { now } = settings;
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
      if (!land(sky, flight)) return;
      letGo(flight);
      const ended = now();
      record(phase.service, ended - sent);
      writeAnswer(flight, status, ended, settings);
      if (status >= 400) ask.failed?.(status);
      else {
        const judged = ask.judge === null ? 'unchecked' : ask.judge(body, started, ended);
        writeJudged(flight, judged, settings);
      }
      settings.onAnswered?.();
    },
    lose: (error) => {
      if (!land(sky, flight)) return;
      letGo(flight);
      const ended = now();
      writeError(phase, error, ended, settings);
      writeUnseen(flight, 'lost', ended - intended, settings);
      ask.failed?.(0);
    },
  };
};

const sweepIn = (settings: RequesterSettings, sky: Sky): void => {
  const { now, timeout } = settings;
  const instant = now();
  for (; sky.oldest < sky.flights.length; sky.oldest++) {
    const flight = sky.flights[sky.oldest];
    if (flight === undefined) break;
    if (flight.isOver) continue;
    if (instant - flight.intended < timeout) break;
    land(sky, flight);
    writeUnseen(flight, 'timedOut', timeout, settings);
    giveUp(flight);
  }
  forget(sky);
};

export const createRequester = (settings: RequesterSettings): Requester => {
  const { now, send, traffic, records, timeout, mostInFlight } = settings;
  const sky: Sky = { flights: [], oldest: 0, flying: 0 };
  return {
    start: (intended, index, sequence) => {
      const phase = records[index];
      if (phase === undefined) throw new Error(`there is no phase ${index}`);
      if (sky.flying >= mostInFlight) {
        // Nobody will ever answer it, and whoever waits gives up after the timeout.
        writeUnseen({ phase, intended }, 'dropped', timeout, settings);
        settings.onDrop?.(sequence, intended);
        return;
      }
      const ask = traffic(sequence, intended);
      const flight: Flight = {
        intended,
        phase,
        isOver: false,
        giveUp: nothing,
        failed: ask.failed,
      };
      const started = now();
      writeStarted(flight, started, settings);
      sky.flying += 1;
      sky.flights.push(flight);
      flight.giveUp = send(ask, toldOf(settings, sky, flight, ask, started));
    },
    sweep: () => sweepIn(settings, sky),
    inFlight: () => sky.flying,
    close: () => {
      const instant = now();
      for (const flight of sky.flights.slice(sky.oldest)) {
        if (!land(sky, flight)) continue;
        const least = Math.min(timeout, instant - flight.intended);
        writeUnseen(flight, 'inFlight', least, settings);
        giveUp(flight);
      }
      sky.flights = [];
      sky.oldest = 0;
    },
  };
};
