import { type PartnerKey, partnerOf } from '../../core/partners.ts';
import { knownApps, namedResources, type TimelineState } from '../scenario/timeline-state.ts';
import type { NamedValue } from '../source/collection.ts';
import { nearest } from '../source/nearest.ts';
import type { Report } from '../source/report.ts';
import type { Located } from '../source/shape.ts';
import { unknownName } from '../tenant/names.ts';
import type { BehaviourEntry } from './behaviour.ts';
import type { CohortEntry } from './cohort.ts';
import type { ProfileEntry } from './profile-shape.ts';

const warning = { severity: 'warning' } as const;

const cohortsOf = (entry: ProfileEntry): readonly NamedValue<CohortEntry>[] =>
  entry.cohorts?.value ?? [];

/** Groups that the cohorts name, each where it stands. */
export const groupsOf = (entry: ProfileEntry): readonly Located<string>[] =>
  cohortsOf(entry).flatMap(({ value }) => [
    ...(value?.userGroups ?? []),
    ...(value?.deviceGroups ?? []),
  ]);

/** Groups that some policy names, as it stands at the start or after a change on the way. */
const groupsInPolicies = ({ versions }: TimelineState): ReadonlySet<string> =>
  new Set(
    versions.flatMap((policy) => {
      if (policy.section === 'conditionalAccessPolicies') {
        return [...policy.value.includeGroups, ...policy.value.excludeGroups];
      }
      return [...policy.value.assignedTo, ...policy.value.excludedGroups];
    }),
  );

const adviseGroups = (entry: ProfileEntry, state: TimelineState, report: Report): void => {
  const named = groupsInPolicies(state);
  for (const { value, tree } of groupsOf(entry)) {
    if (named.has(value)) continue;
    const near = nearest(value, named);
    const message = `no policy of the tenant names the group \`${value}\``;
    const help = near === null ? undefined : `did you mean \`${near}\`?`;
    report(tree, 'advice', message, { ...warning, ...(help !== undefined && { help }) });
  }
};

const adviseConnectors = (entry: ProfileEntry, state: TimelineState, report: Report): void => {
  const told = new Set<PartnerKey>();
  for (const { value } of cohortsOf(entry)) {
    const sets = value?.partners?.value ?? [];
    for (const { value: partner, tree } of sets.flatMap((set) => set.value.apps)) {
      if (state.connectors.has(partner) || told.has(partner)) continue;
      told.add(partner);
      const message = `the tenant has no connector of ${partnerOf(partner).displayName}`;
      const help = 'Intune refuses its reports; give the tenant one under `connectors:`';
      report(tree, 'advice', message, { ...warning, help });
    }
  }
};

const checkBehaviour = (
  { app, resource }: BehaviourEntry,
  state: TimelineState,
  report: Report,
): void => {
  const apps = knownApps(state);
  const opened = app?.value.value;
  const meant = typeof opened === 'string' && !apps.has(opened) ? nearest(opened, apps) : null;
  if (app !== undefined && meant !== null) {
    const message = `no policy protects \`${opened}\`, so it always opens`;
    report(app.tree, 'advice', message, { ...warning, help: `did you mean \`${meant}\`?` });
  }
  const asked = resource?.value.value;
  if (resource === undefined || typeof asked !== 'string' || state.resources.has(asked)) return;
  unknownName(resource.tree, 'resource', asked, state.resources, report);
};

/** Resources that some Conditional Access policy is about, by name or with `All`. */
const isGuarded = (resource: string, { versions }: TimelineState): boolean =>
  versions.some(
    (policy) =>
      policy.section === 'conditionalAccessPolicies' &&
      (policy.value.includeApplications.includes('All') ||
        namedResources(policy).includes(resource)),
  );

/**
 * What works but not as it reads, now that the tenant and everything that happens to it is known.
 *
 * @param report of names in the profile that only its own tenant has to know
 */
export const adviseFleet = (
  entry: ProfileEntry,
  state: TimelineState,
  report: Report,
  ofTenant: Report,
): void => {
  adviseGroups(entry, state, report);
  adviseConnectors(entry, state, report);
  for (const { value } of entry.behaviours ?? []) {
    if (value !== undefined) checkBehaviour(value, state, ofTenant);
  }
  for (const { value } of entry.behaviours ?? []) {
    const asked = value?.resource?.value.value;
    if (value?.resource === undefined || typeof asked !== 'string') continue;
    if (!state.resources.has(asked) || isGuarded(asked, state)) continue;
    const message = `no Conditional Access policy is about \`${asked}\`: a token is always granted`;
    report(value.resource.tree, 'advice', message, warning);
  }
};
