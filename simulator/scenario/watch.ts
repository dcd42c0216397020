import type { Tenant } from '../../core/tenant.ts';
import { type Duration, day, hour, type Instant } from '../../core/time.ts';
import type { Basis } from '../../core/vocabulary.ts';
import type { Mapping } from '../source/tree.ts';
import type { Policy } from '../tenant/policy-body.ts';
import type { Step, Watch } from './case.ts';
import { subjectExpectations } from './expectation.ts';
import { mostInstants, tokenLife } from './limits.ts';
import { watchKeys, watchOwnShape } from './step-shape.ts';
import type { TimelineState } from './timeline-state.ts';

/** A setting in Error is held for seven days (COMP-15). */
const errorHold: Duration = 7 * day;

/** What the length of time itself decides, in this tenant: the products of one and the other. */
const tenantDurations = (tenant: Tenant): Duration[] => [
  tenant.recalculationDelay,
  tenant.settings.deviceComplianceCheckinThresholdDays * day,
  ...Object.values(tenant.connectors).flatMap((connector) => {
    const threshold = connector.partnerUnresponsivenessThresholdInDays * day;
    // Under `unresponsiveClock=twoPhase` a silent partner is ignored after twice the time.
    return [threshold, 2 * threshold];
  }),
  ...Object.values(tenant.clouds ?? {}).flatMap(({ silentDeviceAfter, resyncEvery }) =>
    [silentDeviceAfter, resyncEvery].filter((duration) => duration !== null),
  ),
];

const policyDurations = (policy: Policy): Duration[] =>
  policy.section === 'compliancePolicies'
    ? policy.value.actions.map((action) => action.gracePeriodHours * hour)
    : [];

/** Every duration of the file, the tenant and the fixed rules, ascending. */
export const interestingDurations = (
  state: TimelineState,
  written: Iterable<Duration>,
): readonly Duration[] =>
  [
    ...new Set([
      0,
      errorHold,
      tokenLife,
      ...tenantDurations(state.tenant),
      ...state.versions.flatMap(policyDurations),
      ...state.durations,
      ...written,
    ]),
  ].sort((a, b) => a - b);

/** Instants at which something begins: each step, and contact before the clock started. */
export const eventInstants = (state: TimelineState, steps: readonly Step[]): readonly Instant[] => [
  state.start,
  ...steps.map((step) => step.at),
  ...Object.values(state.tenant.connectors).flatMap(({ lastHeartbeatDateTime: contact }) =>
    contact === null ? [] : [contact],
  ),
];

export interface Interest {
  readonly events: readonly Instant[];
  readonly durations: readonly Duration[];
}

/**
 * Where to look in [from, until): each duration after each event and the window's ends, a
 * millisecond before and after; computed from the files, not asked of the evaluator. Null where
 * they are too many.
 */
export const windowInstants = (
  from: Instant,
  until: Instant,
  { events, durations }: Interest,
): readonly Instant[] | null => {
  const instants = new Set<Instant>();
  for (const event of new Set([...events, from, until])) {
    for (const duration of durations) {
      for (const offset of [-1, 0, 1]) {
        const instant = event + duration + offset;
        if (instant >= from && instant < until) instants.add(instant);
      }
    }
    if (instants.size > mostInstants) return null;
  }
  return [...instants].sort((a, b) => a - b);
};

/** One `never` or `always`; null after a report. */
export const readWatch = (
  mode: 'never' | 'always',
  map: Mapping,
  basis: Basis,
  state: TimelineState,
  steps: readonly Step[],
  interest: Interest,
): Watch | null => {
  const own = { ...map, entries: map.entries.filter(({ key }) => isOwn(key)) };
  const entry = watchOwnShape.read(own, state.report) ?? {};
  const subjects = map.entries.filter(({ key }) => !isOwn(key));
  if (subjects.length === 0)
    state.report(map, 'expects-nothing', `this \`${mode}\` looks at nothing`);
  const expectations = subjects.flatMap((subject) => subjectExpectations(subject, state));
  const { from, until } = entry.when?.value ?? {};
  const begin = state.start + (from?.value.total ?? 0);
  const end =
    until === undefined ? (steps.at(-1)?.at ?? state.start) + 1 : state.start + until.value.total;
  if (end <= begin) {
    state.report((until ?? from)?.tree ?? map, 'time', 'the window is empty', {
      help: '`from` belongs to it, `until` does not',
    });
    return null;
  }
  const instants = windowInstants(begin, end, interest);
  if (instants === null) {
    state.report(map, 'limit', `the window has more than ${mostInstants} instants to look at`, {
      help: 'narrow it with `when: { from: …, until: … }`',
    });
    return null;
  }
  return {
    mode,
    from: begin,
    until: end,
    span: map.span,
    basis: entry.basis ?? basis,
    expectations,
    instants,
  };
};

const isOwn = (key: string): boolean => watchKeys.some((own) => own === key);
