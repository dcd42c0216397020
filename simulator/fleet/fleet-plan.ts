import { partnerStateOf } from '../../core/connector.ts';
import { platformOf } from '../../core/facts.ts';
import { partnerKeys } from '../../core/partners.ts';
import type { Readings } from '../../core/readings.ts';
import type { ConnectorChange, FleetKind, FleetPlan } from '../../reports/fleet/plan.ts';
import { kindOf, stationAt } from './device-kind.ts';
import { exposureCauses } from './exposure.ts';
import type { Life } from './life.ts';
import { openLife } from './play-share.ts';
import type { Cohort, Fleet } from './profile.ts';
import { textHash } from './recorder.ts';
import type { Era } from './timeline.ts';

/** How a run is called, beside what is played. */
export interface Naming {
  readonly tool: string;
  /** As on the command line. */
  readonly profile: string;
  readonly tenant: string | null;
  /** `name=value`, A to Z. */
  readonly readings: readonly string[];
  readonly turned: readonly string[];
}

const connectorsOf = (life: Life): readonly ConnectorChange[] => {
  const { timeline, evaluator } = life;
  const changes: ConnectorChange[] = [];
  for (const partner of partnerKeys) {
    let last: string | null = null;
    for (const era of timeline.eras) {
      const status = era.connectors[partner];
      if (status === undefined) continue;
      const state = partnerStateOf(evaluator, status, era.from);
      if (state !== last) changes.push({ partner, from: era.from - timeline.start, state });
      last = state;
    }
  }
  return changes.sort((a, b) => a.from - b.from || (a.partner < b.partner ? -1 : 1));
};

/** Which policies can reach the devices of a cohort, in any era; `none` where there are none. */
const policiesOf = (life: Life, cohort: Cohort): readonly string[] => {
  const { profile, decider, timeline } = life;
  const first = timeline.eras[0] as Era;
  const drawn = {
    cohort,
    osVersion: cohort.osVersions[0]?.value ?? '0',
    partners: [],
    licensed: true,
    registered: true,
    isNew: false,
    timeZone: 0,
    kind: cohort.name,
  };
  const kind = kindOf(decider, profile, first, drawn);
  const names = timeline.eras.flatMap((era) => {
    const { plan } = stationAt(decider, kind, era);
    return plan.length === 0 ? ['none'] : plan.map(({ name }) => name);
  });
  return [...new Set(names)].sort();
};

const kindsOf = (life: Life): readonly FleetKind[] =>
  life.profile.cohorts.map((cohort) => ({
    platform: platformOf(cohort.managementType),
    managementType: cohort.managementType,
    partners: [
      ...new Set(
        cohort.partners.map(
          ({ value }) => partnerKeys.filter((key) => value.includes(key)).join('+') || 'none',
        ),
      ),
    ].sort(),
    policies: policiesOf(life, cohort),
  }));

/** Fingerprint of everything that is played, in 128 bits. */
export const inputsOf = (fleet: Fleet, readings: Readings): string => {
  const { devices: _, thresholds: __, ...profile } = fleet.profile;
  const text = JSON.stringify([profile, fleet.tenant, readings]);
  return [0, 1, 2, 3]
    .map((lane) => (textHash(`${lane}${text}`) >>> 0).toString(16).padStart(8, '0'))
    .join('');
};

/** What the codes mean that say why there is no access: the words of the rules they come from. */
const codesOf = ({ evaluator }: Life): Readonly<Record<string, string>> => {
  const { device, setting, risk, policy, launch, access } = evaluator.stages;
  const books = [device.book, setting.book, risk.book, policy.book, launch.book, access.book];
  return Object.fromEntries(
    books.flatMap(({ rules }) =>
      Object.entries<{ readonly meaning: string }>(rules).map(([id, { meaning }]) => [id, meaning]),
    ),
  );
};

/** Everything that a report needs to know of a fleet besides its tally. */
export const fleetPlanOf = (fleet: Fleet, readings: Readings, naming: Naming): FleetPlan => {
  const { profile } = fleet;
  const life = openLife(fleet, readings);
  return {
    ...naming,
    title: profile.title,
    inputs: inputsOf(fleet, readings),
    devices: profile.devices,
    days: profile.days,
    seed: profile.seed,
    cohorts: Object.fromEntries(profile.cohorts.map(({ name, weight }) => [name, weight])),
    connectors: connectorsOf(life),
    kinds: kindsOf(life),
    thresholds: profile.thresholds,
    words: { ...codesOf(life), ...exposureCauses },
  };
};
