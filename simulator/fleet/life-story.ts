import { isEnrolled } from '../../core/facts.ts';
import { defaultReadings, type Readings, readingNames } from '../../core/readings.ts';
import type { DeviceFacts } from '../../core/tenant.ts';
import type { Instant } from '../../core/time.ts';
import type { Operation } from '../port/operation.ts';
import { readingText } from '../scenario/reading-value.ts';
import { offsetText } from '../source/offset-text.ts';
import { userNameOf } from './device-kind.ts';
import { judgeNow } from './intune.ts';
import type { Life } from './life.ts';
import { playDevice } from './play-device.ts';
import { openLife } from './play-share.ts';
import type { Fleet } from './profile.ts';
import { screenNow } from './walk.ts';

/** One instant of a device's life as a step of a scenario. */
interface Step {
  readonly acts: object[];
  expect: object | null;
}

type Steps = Map<Instant, Step>;

/** Where the tenant of a fleet is written, for a scenario that lives in the same. */
export interface TenantSource {
  /** Which of several tenants it is, for the id of the scenario; empty where there is one. */
  readonly name?: string;
  /** Paths of tenant files, from where the scenario will stand. */
  readonly use: readonly string[];
  /** Parts of a tenant written in the profile itself. */
  readonly given: Readonly<Record<string, unknown>>;
}

/** A scenario as plain data, in the order in which it is written. */
export type ScenarioDraft = Readonly<Record<string, unknown>>;

const stepAt = (steps: Steps, at: Instant): Step => {
  const known = steps.get(at);
  if (known !== undefined) return known;
  const step: Step = { acts: [], expect: null };
  steps.set(at, step);
  return step;
};

/** An operation on the device as a scenario writes it, under the device's own name. */
const writtenOf = (operation: Operation, name: string, start: Instant): object => {
  const { do: verb, ...rest } = operation;
  const named = 'device' in rest ? { ...rest, device: name } : rest;
  if (operation.do !== 'report' || operation.observedAt === undefined) return { [verb]: named };
  return { [verb]: { ...named, observedAt: offsetText(operation.observedAt - start) } };
};

/** Where its person stands, as long as somebody is on the way. */
const screenIn = (life: Life): object => {
  const screen = screenNow(life);
  return screen === null ? {} : { screen };
};

/** The clouds of a new device's partners say nothing of their own: their messages are told. */
const quietClouds = ({ isNew, partners }: Life['kind']): object =>
  isNew ? { connectors: Object.fromEntries(partners.map((key) => [key, { readOnly: true }])) } : {};

const expectedOf = (life: Life, step: Step, name: string): object => {
  const { app, resource } = life.kind.cohort.behaviour;
  const launch = app === null ? undefined : life.device.launches[app];
  const hasLaunched = step.acts.some((act) => 'launch' in act);
  return {
    [name]: {
      complianceState: life.verdict?.complianceState ?? 'unknown',
      reasons: life.verdict?.reasons ?? [],
      ...(hasLaunched && launch !== undefined && { apps: { [app ?? '']: launch.outcome } }),
      ...screenIn(life),
      ...(resource !== null && { access: { [resource]: judgeNow(life).access } }),
    },
  };
};

const sharedSteps = (life: Life, steps: Steps): void => {
  for (const { at, written } of life.timeline.deeds) stepAt(steps, at).acts.push(written);
};

const stepsOf = (life: Life, number: number, name: string): Steps => {
  const steps: Steps = new Map();
  sharedSteps(life, steps);
  let last = '';
  life.diary = {
    did: (at, operation) => {
      stepAt(steps, at).acts.push(writtenOf(operation, name, life.timeline.start));
    },
    settled: () => {
      const known = steps.get(life.now);
      const expect = expectedOf(life, known ?? { acts: [], expect: null }, name);
      const text = JSON.stringify(expect);
      if (known === undefined && text === last) return;
      last = text;
      stepAt(steps, life.now).expect = expect;
    },
  };
  playDevice(life, number);
  life.diary = null;
  return steps;
};

/** A device as a scenario's tenant has it. */
export const deviceEntry = (facts: DeviceFacts): object => ({
  managementType: facts.managementType,
  ownership: facts.ownership,
  osVersion: facts.osVersion,
  ...(facts.user !== null && { user: facts.user }),
  ...(facts.groups.length > 0 && { groups: facts.groups }),
  ...(!facts.registered && { registered: false }),
  ...(!facts.checkedIn && isEnrolled(facts.managementType) && { checkedIn: false }),
  mtdApps: Object.entries(facts.mtdApps).flatMap(([key, app]) => (app?.installed ? [key] : [])),
});

/** Parts of a tenant with further ones. */
export const merged = (
  given: Readonly<Record<string, unknown>>,
  parts: Readonly<Record<string, object>>,
): object => {
  const both: Record<string, unknown> = { ...given };
  for (const [key, part] of Object.entries(parts)) {
    const before = both[key];
    if (Array.isArray(part)) both[key] = [...(Array.isArray(before) ? before : []), ...part];
    else both[key] = { ...(typeof before === 'object' ? before : {}), ...part };
  }
  return both;
};

const turnedFrom = (readings: Readings): object => {
  const turned = readingNames.filter((name) => readings[name] !== defaultReadings[name]);
  if (turned.length === 0) return {};
  return {
    readings: Object.fromEntries(turned.map((name) => [name, readingText(readings[name])])),
  };
};

/**
 * The whole life of one device of a fleet as a scenario: everything that happened to the tenant,
 * to the partners' clouds and to the device, each with its instant, and what was decided then.
 */
export const lifeStory = (
  fleet: Fleet,
  readings: Readings,
  number: number,
  source: TenantSource,
): ScenarioDraft => {
  const life = openLife(fleet, readings);
  const { profile } = fleet;
  const name = `device-${number}`;
  const steps = stepsOf(life, number, name);
  const { facts, cohort } = life.kind;
  const user = facts.user ?? userNameOf(cohort, true);
  const licensed = user === userNameOf(cohort, true);
  const groups = [
    ...new Set(profile.cohorts.flatMap((each) => [...each.userGroups, ...each.deviceGroups])),
  ];
  return {
    apiVersion: 'muster/v1',
    kind: 'Scenario',
    id: `fleet/${profile.name}/${name}${source.name === undefined ? '' : `/${source.name}`}`,
    title: `The life of device ${number} of the fleet ${profile.name}, seed ${profile.seed}`,
    covers: ['COMP-20', 'THREAT-01'],
    basis: 'inferred',
    ...turnedFrom(readings),
    clock: { start: new Date(profile.start).toISOString() },
    ...(source.use.length > 0 && { use: source.use }),
    given: merged(source.given, {
      ...(groups.length > 0 && { groups }),
      users: { [user]: { groups: cohort.userGroups, ...(!licensed && { licensed: false }) } },
      devices: { [name]: deviceEntry(facts) },
      ...quietClouds(life.kind),
    }),
    timeline: [...steps]
      .sort(([a], [b]) => a - b)
      .map(([at, { acts, expect }]) => ({
        at: offsetText(at - profile.start),
        ...(acts.length > 0 && { do: acts }),
        ...(expect !== null && { expect }),
      })),
  };
};
