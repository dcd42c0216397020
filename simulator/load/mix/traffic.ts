import { newJudgementRecord } from '../../../reports/load/judgement-record.ts';
import type { Traffic } from '../traffic.ts';
import { type Errand, type MixPlace, openDesk } from './desk.ts';
import { lookAt } from './look.ts';
import type { MixedTraffic } from './plan.ts';
import { announce, beat, tell } from './tell.ts';
import type { Tokens } from './token.ts';

export interface OpenedMix {
  readonly ask: Traffic;
  /** An arrival that was never asked: what it would have told stays untold. */
  readonly drop: (sequence: number, intended: number) => void;
  readonly close: (now: number) => void;
  readonly tokens: Tokens;
}

/** The part of a simulated fleet that one thread plays. */
export const openMix = (plan: MixedTraffic, place: MixPlace): OpenedMix => {
  const desk = openDesk(plan, place);
  const { draws, watch, tokens } = desk;
  const nowhere = newJudgementRecord();
  const errandOf = (sequence: number, intended: number): Errand => {
    const record = place.records[draws.phaseAt(sequence)] ?? nowhere;
    return { sequence, intended, record };
  };
  return {
    ask: (sequence, intended) => {
      const errand = errandOf(sequence, intended);
      const arrival = draws.arrivalAt(sequence);
      if (arrival.kind === 'messages') return tell(desk, errand, arrival.partner, arrival.told);
      if (arrival.kind === 'heartbeats') return beat(desk, errand, arrival.partner);
      return lookAt(desk, errand, arrival.kind, arrival.device);
    },
    drop: (sequence, intended) => {
      const arrival = draws.arrivalAt(sequence);
      if (!plan.isChecked || arrival.kind !== 'messages') return;
      announce(desk, errandOf(sequence, intended), arrival.partner, arrival.told);
    },
    close: watch.close,
    tokens,
  };
};
