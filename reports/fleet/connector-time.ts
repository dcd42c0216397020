import type { FleetPlan } from './plan.ts';
import type { Counts } from './tally.ts';
import { minutesOf } from './unit.ts';

export interface ConnectorSummary {
  readonly partner: string;
  /** Minutes in each state over the whole run. */
  readonly minutes: Counts;
  readonly changes: readonly { readonly fromMinute: number; readonly state: string }[];
}

const dayLength = 86_400_000;

const summaryFor = (partner: string, { connectors, days }: FleetPlan): ConnectorSummary => {
  const changes = connectors.filter((change) => change.partner === partner);
  const lasted = new Map<string, number>();
  for (const [i, { from, state }] of changes.entries()) {
    const until = changes[i + 1]?.from ?? days * dayLength;
    lasted.set(state, (lasted.get(state) ?? 0) + until - from);
  }
  return {
    partner,
    minutes: Object.fromEntries(
      [...lasted]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([state, duration]) => [state, minutesOf(duration)]),
    ),
    changes: changes.map(({ from, state }) => ({ fromMinute: minutesOf(from), state })),
  };
};

/** The states of each partner's connector over the run, partners A to Z. */
export const connectorsOf = (plan: FleetPlan): readonly ConnectorSummary[] =>
  [...new Set(plan.connectors.map(({ partner }) => partner))]
    .sort()
    .map((partner) => summaryFor(partner, plan));
