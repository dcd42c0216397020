import { defaultReadings, type Readings } from '../../core/readings.ts';
import type { Tenant } from '../../core/tenant.ts';
import type { Duration, Instant } from '../../core/time.ts';
import type { Basis } from '../../core/vocabulary.ts';
import { type Capability, capabilityOfField, capabilityOfVerb } from '../port/capability.ts';
import { formatInstant, parseInstant } from '../source/instant.ts';
import type { Mapping } from '../source/tree.ts';
import type { ImportContext } from '../tenant/import-file.ts';
import type { TenantDraft } from '../tenant/tenant.ts';
import type { Case, Expectation, Step, Watch } from './case.ts';
import { mostSteps } from './limits.ts';
import type { ScenarioEntry } from './scenario-shape.ts';
import { checkOrder, finishStep, playStep } from './step.ts';
import { namedResources, type TimelineState, timelineState } from './timeline-state.ts';
import { eventInstants, interestingDurations, readWatch } from './watch.ts';

/** A Monday morning, for scenarios to which the date is all the same. */
const usualStart: Instant = parseInstant('2026-01-05T09:00:00Z') ?? 0;

/** Everything one case is made from. */
export interface Draft {
  readonly entry: ScenarioEntry;
  readonly tree: Mapping;
  readonly tenant: TenantDraft;
  /** Of `vars` and of this row. */
  readonly durations: readonly Duration[];
  readonly imports: ImportContext;
  /** Whether something was wrong before; what cannot be read looks at nothing. */
  readonly failed: () => boolean;
}

export type CaseBody = Pick<
  Case,
  'tenant' | 'start' | 'steps' | 'watches' | 'resources' | 'needs' | 'looksFor' | 'readings'
>;

const playSteps = (entry: ScenarioEntry, basis: Basis, state: TimelineState): Step[] => {
  const timeline = entry.timeline?.value ?? [];
  if (entry.timeline !== undefined && timeline.length > mostSteps) {
    const message = `a scenario has at most ${mostSteps} steps, this has ${timeline.length}`;
    state.report(entry.timeline.tree, 'limit', message);
    return [];
  }
  const played = timeline
    .map((step) => playStep(step, basis, state))
    .filter((step) => step !== null);
  checkOrder(played, state);
  for (const check of state.later) check();
  return played.map((step) => finishStep(step, state));
};

const termsOf = (entry: ScenarioEntry): Duration[] =>
  (entry.timeline?.value ?? []).flatMap(({ value }) => [...(value.at?.value.terms ?? [])]);

/** How old a verdict may become, where the file says. */
const ageingOf = ({ readings }: ScenarioEntry): Duration[] =>
  typeof readings?.scanAgeing === 'number' ? [readings.scanAgeing] : [];

const watchesOf = (draft: Draft, basis: Basis, steps: readonly Step[], state: TimelineState) => {
  const written = [...draft.durations, ...termsOf(draft.entry), ...ageingOf(draft.entry)];
  const interest = {
    events: eventInstants(state, steps),
    durations: interestingDurations(state, written),
  };
  const modes = ['never', 'always'] as const;
  return modes.flatMap((mode) =>
    (draft.entry[mode] ?? [])
      .map((map) => readWatch(mode, map, basis, state, steps, interest))
      .filter((watch): watch is Watch => watch !== null),
  );
};

const expectationsOf = (steps: readonly Step[], watches: readonly Watch[]): Expectation[] => [
  ...steps.flatMap((step) => step.expectations),
  ...steps.flatMap((step) => step.graded.flatMap((alternative) => alternative.expectations)),
  ...watches.flatMap((watch) => watch.expectations),
];

/** What has to be done for the case to be played at all. */
const deedsNeed = (
  declared: readonly Capability[],
  { clouds }: Tenant,
  start: Instant,
  steps: readonly Step[],
): ReadonlySet<Capability> => {
  const needs = new Set(declared);
  if (clouds !== undefined) needs.add('vendor-cloud');
  for (const { at, operations } of steps) {
    if (at !== start) needs.add('clock-control');
    for (const { operation } of operations) {
      needs.add(capabilityOfVerb[operation.do]);
      if ('by' in operation) needs.add('roles');
    }
  }
  return needs;
};

const looksNeed = (expectations: readonly Expectation[]): ReadonlySet<Capability> => {
  const needs = new Set<Capability>();
  for (const expectation of expectations) {
    if (expectation.kind === 'events') needs.add('events');
    if (expectation.kind !== 'device') continue;
    const capability = capabilityOfField[expectation.field];
    if (capability !== null) needs.add(capability);
  }
  return needs;
};

const resourceFields: readonly string[] = ['access', 'accessReasons', 'tokens'];

const resourcesOf = (
  state: TimelineState,
  steps: readonly Step[],
  expectations: readonly Expectation[],
): string[] => {
  const resources = new Set(state.versions.flatMap(namedResources));
  for (const { operations } of steps) {
    for (const { operation } of operations) {
      if (operation.do === 'requestToken') resources.add(operation.resource);
    }
  }
  for (const expectation of expectations) {
    if (expectation.kind !== 'device' || expectation.key === null) continue;
    if (resourceFields.includes(expectation.field)) resources.add(expectation.key);
  }
  return [...resources].sort();
};

const checkContact = (state: TimelineState, draft: Draft): void => {
  for (const [partner, connector] of Object.entries(state.tenant.connectors)) {
    const contact = connector.lastHeartbeatDateTime;
    if (contact === null || contact <= state.start) continue;
    const message = `\`${partner}\` was last in contact after clock.start, ${formatInstant(state.start)}`;
    const help = 'leave `lastHeartbeatDateTime` out: then contact is at clock.start';
    state.report(draft.entry.id?.tree ?? draft.tree, 'time', message, { help });
  }
};

/** What is played and looked at; what is wrong has been reported. */
export const compileCase = (draft: Draft): CaseBody => {
  const { entry, tenant, imports, tree } = draft;
  const start = entry.clock?.start ?? usualStart;
  const basis = entry.basis ?? 'documented';
  const state = timelineState(tenant, start, imports);
  checkContact(state, draft);
  const steps = playSteps(entry, basis, state);
  const watches = watchesOf(draft, basis, steps, state);
  const expectations = expectationsOf(steps, watches);
  if (expectations.length === 0 && !draft.failed()) {
    state.report(entry.id?.tree ?? tree, 'expects-nothing', 'this scenario expects nothing', {
      help: 'add `expect:` to a step, or `never:` or `always:`',
    });
  }
  const deeds = deedsNeed(entry.needs ?? [], tenant.tenant, start, steps);
  const looks = looksNeed(expectations);
  return {
    tenant: tenant.tenant,
    start,
    steps,
    watches,
    resources: resourcesOf(state, steps, expectations),
    needs: [...new Set([...deeds, ...looks])].sort(),
    looksFor: [...looks].filter((need) => !deeds.has(need)).sort(),
    readings: knownReadings(entry.readings ?? {}),
  };
};

const knownReadings = (readings: Partial<Readings>): Partial<Readings> =>
  Object.fromEntries(Object.entries(readings).filter(([name]) => name in defaultReadings));
