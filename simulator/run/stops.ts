import type { Instant } from '../../core/time.ts';
import type { Case, Step, Watch } from '../scenario/case.ts';

/** An instant at which something is done or looked at. */
export interface Stop {
  readonly at: Instant;
  /** null where only watches look. */
  readonly step: Step | null;
  readonly watches: readonly Watch[];
}

const isInside = (watch: Watch, at: Instant): boolean => watch.from <= at && at < watch.until;

/**
 * Every instant of a case in the order of time: its steps, each with the watches whose window it
 * lies in, and between them what the watches themselves ask for. A step at the same instant
 * takes the place of a look of its own.
 */
export const stopsOf = (kase: Case): readonly Stop[] => {
  const stepInstants = new Set(kase.steps.map(({ at }) => at));
  const between = new Map<Instant, Watch[]>();
  for (const watch of kase.watches) {
    for (const at of watch.instants) {
      if (stepInstants.has(at) || !isInside(watch, at)) continue;
      const watching = between.get(at);
      if (watching === undefined) between.set(at, [watch]);
      else if (!watching.includes(watch)) watching.push(watch);
    }
  }
  const stops: Stop[] = kase.steps.map((step) => ({
    at: step.at,
    step,
    watches: kase.watches.filter((watch) => isInside(watch, step.at)),
  }));
  for (const [at, watches] of between) stops.push({ at, step: null, watches });
  return stops.sort((a, b) => a.at - b.at);
};
