import { record } from '../../../reports/load/histogram.ts';
import { detectionOf, type JudgementRecord } from '../../../reports/load/judgement-record.ts';
import type { Aspect, KindPlan, Verdict } from './plan.ts';
import { isFree, isGood } from './verdict.ts';

/** A threat that was told, and that nobody has seen the consequence of. */
interface Open {
  /** When the report of it was due, µs. */
  readonly since: number;
  readonly phase: JudgementRecord;
  readonly slice: string;
  /** What held before. */
  readonly before: Verdict;
}

/** Measures from when a threat was to be told until somebody sees what follows from it. */
export interface Watch {
  readonly told: (told: ToldThreat) => void;
  readonly seen: (device: number, aspect: Aspect, answer: string, ended: number) => void;
  /** What nobody saw until now took at least so long. */
  readonly close: (now: number) => void;
}

export interface ToldThreat {
  readonly device: number;
  readonly kind: KindPlan;
  readonly partner: string;
  readonly before: Verdict | undefined;
  readonly after: Verdict | undefined;
  readonly due: number;
  readonly phase: JudgementRecord;
}

export const createWatch = (): Watch => {
  const open = new Map<number, Open>();
  const giveUp = (device: number, { since, phase, slice }: Open, now: number): void => {
    record(detectionOf(phase, slice).atLeast, now - since);
    open.delete(device);
  };
  return {
    told: ({ device, kind, partner, before, after, due, phase }) => {
      const known = open.get(device);
      const [was, is] = [isFree(kind, before), isFree(kind, after)];
      if (is && known !== undefined) giveUp(device, known, due);
      if (!was || is || before === undefined || known !== undefined) return;
      open.set(device, { since: due, phase, slice: `${partner}/${kind.platform}`, before });
    },
    seen: (device, aspect, answer, ended) => {
      const known = open.get(device);
      if (known === undefined || isGood(aspect, answer)) return;
      const before = known.before[aspect];
      if (before === null || !isGood(aspect, before)) return;
      record(detectionOf(known.phase, known.slice).measured, ended - known.since);
      open.delete(device);
    },
    close: (now) => {
      for (const [device, each] of open) giveUp(device, each, now);
    },
  };
};
