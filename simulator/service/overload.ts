import type { FastifyInstance } from 'fastify';
import type { ContractProfile } from '../contract/profile.ts';
import type { Fault } from './fault.ts';
import { answerWithFault } from './fault-hooks.ts';

/** When the service says that it is busy instead of letting everybody wait. */
export interface OverloadLimits {
  /** ms of work in one turn of the event loop, after which it is too late for more in that turn. */
  readonly turn: number;
  /** ms for which every turn has to be longer than that: a burst is no overload. */
  readonly patience: number;
  /** ms after somebody was turned away in which no crowd is let in, however short turns were. */
  readonly alert: number;
  /** Requests in a turn below which nobody is turned away, however long they take. */
  readonly crowd: number;
}

export const overloadLimits: OverloadLimits = { turn: 5, patience: 250, alert: 2_000, crowd: 16 };

/** Decides for each request, in the order in which they are read, whether there is time for it. */
export interface Doorkeeper {
  /** @param now of a steady clock, ms */
  readonly mayEnter: (now: number) => boolean;
  /** A turn of the event loop is over. */
  readonly endTurn: (now: number) => void;
}

/** The least share of a turn's work that is done whatever else there is. */
const leastShare = 0.05;

/**
 * Requests that are read in one turn wait for all that were read before them in it, and whoever
 * comes meanwhile for the whole of it. So the length of a turn bounds how long anybody waits. To turn
 * somebody away takes time as well: where that makes turns twice as long as they may be, less is let
 * in. It is over once nobody has been turned away for a while: one short turn may only mean that
 * everybody had just been turned away.
 */
export const createDoorkeeper = ({ turn, patience, alert, crowd }: OverloadLimits): Doorkeeper => {
  let began: number | null = null;
  let longSince: number | null = null;
  let here = 0;
  let before = 0;
  let refused = 0;
  let lastRefused = Number.NEGATIVE_INFINITY;
  let budget = turn;
  return {
    mayEnter: (now) => {
      began ??= now;
      here += 1;
      const isAlert = now - lastRefused < alert;
      const hasLasted = longSince !== null && now - longSince >= patience;
      const isCrowd = Math.max(before, here) > crowd;
      const may = !(isCrowd && (isAlert || hasLasted)) || now - began <= budget;
      if (may) return true;
      refused += 1;
      lastRefused = now;
      return false;
    },
    endTurn: (now) => {
      const length = began === null ? 0 : now - began;
      longSince = length > turn || refused > 0 ? (longSince ?? began) : null;
      const fitting = length > 0 ? (budget * 2 * turn) / length : turn;
      budget = refused === 0 ? turn : Math.min(turn, Math.max(turn * leastShare, fitting));
      began = null;
      before = here;
      here = 0;
      refused = 0;
    },
  };
};

/** Turns away what there is no time for, with 503 and `Retry-After`, in the words of its surface. */
export const shedOverload = (
  app: FastifyInstance,
  limits: OverloadLimits,
  { statuses, times }: Pick<ContractProfile, 'statuses' | 'times'>,
): void => {
  const retryAfter = Math.ceil(times.busyRetry / 1000);
  const busy: Fault = { kind: 'status', status: statuses.busy, retryAfter };
  const doorkeeper = createDoorkeeper(limits);
  let isEnding = false;
  const endTurn = (): void => {
    isEnding = false;
    doorkeeper.endTurn(performance.now());
  };
  app.addHook('onRequest', (request, reply, done) => {
    if (!isEnding) {
      isEnding = true;
      setImmediate(endTurn);
    }
    if (doorkeeper.mayEnter(performance.now())) done();
    else answerWithFault(request, reply, busy);
  });
};
