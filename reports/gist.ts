import { type CauseShare, newCauseList } from './cause.ts';
import { noCounts } from './counts.ts';
import type { CaseResult, Counts, Plan, Run } from './result.ts';

/** What a summary tells of a run: its numbers, and the cases that were not met. */
export interface Gist {
  readonly plan: Plan;
  readonly digest: string;
  readonly complete: boolean;
  readonly counts: Counts;
  /** How often each reason was given for not running, A to Z by reason. */
  readonly notRun: ReadonlyMap<string, number>;
  readonly causes: readonly CauseShare[];
  /** Every case that was not met, in the order of the plan, without its story. */
  readonly cases: readonly CaseResult[];
}

/** Gathers the gist while cases go by, so that those that are met need not be kept. */
export const newGist = () => {
  const counts = { ...noCounts };
  const reasons = new Map<string, number>();
  const causes = newCauseList();
  const cases: CaseResult[] = [];
  return {
    add: (result: CaseResult): void => {
      const { story, ...rest } = result;
      counts[result.outcome] += 1;
      causes.add(result);
      if (result.outcome !== 'met') cases.push(rest);
      if (result.outcome !== 'not-run') return;
      const reason = result.because ?? 'no reason given';
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    },
    gist: (plan: Plan, end: { readonly digest: string; readonly complete: boolean }): Gist => ({
      plan,
      digest: end.digest,
      complete: end.complete,
      counts,
      notRun: new Map([...reasons].sort(([a], [b]) => (a < b ? -1 : 1))),
      causes: causes.causes(),
      cases,
    }),
  };
};

export const gistOf = ({ plan, results, digest, complete }: Run): Gist => {
  const gathering = newGist();
  for (const result of results) gathering.add(result);
  return gathering.gist(plan, { digest, complete });
};
