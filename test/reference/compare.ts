import { type PartnerKey, partnerKeys } from '../../core/partners.ts';
import type { Instant } from '../../core/time.ts';
import type { ConnectorField, DeviceField } from '../../simulator/port/observation.ts';
import type { Session, Target } from '../../simulator/port/target.ts';
import { start } from './fixture.ts';
import type { Timeline } from './generate.ts';

/** One field that two targets do not agree on. */
export interface Difference {
  readonly at: Instant;
  /** How many operations had been performed. */
  readonly done: number;
  readonly what: string;
  readonly a: string;
  readonly b: string;
}

const fields: readonly DeviceField[] = [
  'complianceState',
  'reasons',
  'warnings',
  'apps',
  'appReasons',
  'access',
  'accessReasons',
  'orgData',
  'personalData',
  'threatState',
  'tokens',
  'inventory',
  'wipeRequests',
];
const connectorFields: readonly ConnectorField[] = ['partnerState', 'messages'];
const resources = ['exchange', 'sharepoint'];

const inOrder = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(inOrder);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, part]) => [key, inOrder(part)]));
};

/** Text of a value in which the order of keys does not count, and that of a list does. */
export const textOf = (value: unknown): string => JSON.stringify(inOrder(value)) ?? 'undefined';

/** Everything that can be seen of a session now, field by field. */
export const everythingSeen = async (
  session: Session,
  devices: readonly string[],
): Promise<Map<string, string>> => {
  const seen = new Map<string, string>();
  for (const device of devices) {
    const observation = await session.observe({ kind: 'device', device, fields, resources });
    const values = new Map<string, unknown>(Object.entries(observation));
    for (const field of fields) seen.set(`${device}.${field}`, textOf(values.get(field)));
  }
  for (const partner of partnerKeys) {
    const query = { kind: 'connector' as const, partner, fields: connectorFields };
    seen.set(partner, textOf(await session.observe(query)));
  }
  return seen;
};

/** A record of a whole timeline: what was seen and answered at each place, in order. */
export interface Place {
  readonly at: Instant;
  readonly done: number;
  readonly seen: ReadonlyMap<string, string>;
}

export const play = async (target: Target, timeline: Timeline): Promise<Place[]> => {
  const { tenant, readings, happenings, looks } = timeline;
  const session = await target.open(tenant, readings, timeline.start);
  const devices = Object.keys(tenant.devices).sort();
  const places: Place[] = [];
  const look = async (at: Instant, done: number, reply: string | null): Promise<void> => {
    const seen = await everythingSeen(session, devices);
    if (reply !== null) seen.set('reply', reply);
    seen.set('events', textOf(await session.takeEvents()));
    places.push({ at, done, seen });
  };
  const waiting = [...looks];
  const lookUntil = async (until: Instant, done: number): Promise<void> => {
    for (;;) {
      const next = waiting[0];
      if (next === undefined || next >= until) return;
      waiting.shift();
      await session.advanceTo(next);
      await look(next, done, null);
    }
  };
  await look(timeline.start, 0, null);
  for (const [i, { at, operation }] of happenings.entries()) {
    await lookUntil(at, i);
    await session.advanceTo(at);
    await look(at, i, null);
    const reply = textOf(await session.perform(operation));
    await look(at, i + 1, reply);
  }
  await lookUntil(Infinity, happenings.length);
  await session.close();
  return places;
};

const differ = (a: Place, b: Place): Difference[] =>
  [...new Set([...a.seen.keys(), ...b.seen.keys()])].flatMap((what) => {
    const [left, right] = [a.seen.get(what) ?? '', b.seen.get(what) ?? ''];
    return left === right ? [] : { at: a.at, done: a.done, what, a: left, b: right };
  });

/** Plays one timeline through two targets, and says where what is seen of them differs. */
export const compareTargets = async (
  a: Target,
  b: Target,
  timeline: Timeline,
): Promise<Difference[]> => {
  const left = await play(a, timeline);
  const right = await play(b, timeline);
  return left.flatMap((place, i) => {
    const other = right[i];
    return other === undefined ? [] : differ(place, other);
  });
};

const units: readonly [number, string][] = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'm'],
  [1_000, 's'],
  [1, 'ms'],
];

const offsetText = (at: Instant): string => {
  let rest = at - start;
  const parts: string[] = [];
  for (const [length, unit] of units) {
    const count = Math.floor(rest / length);
    if (count > 0) parts.push(`${count}${unit}`);
    rest -= count * length;
  }
  return parts.join('') || '0s';
};

const unusual = (value: object, usual: object): object => {
  const known = new Map<string, unknown>(Object.entries(usual));
  return Object.fromEntries(
    Object.entries(value).filter(([key, part]) => textOf(part) !== textOf(known.get(key))),
  );
};

const connectorText = (key: PartnerKey, timeline: Timeline): string =>
  `  ${key}: ${textOf(
    Object.fromEntries(
      Object.entries(timeline.tenant.connectors[key] ?? {}).filter(
        ([, value]) => value !== false && value !== null && value !== 7 && value !== 'setUp',
      ),
    ),
  )}`;

/** A timeline and its differences as somebody would want to read them. */
export const differencesText = (
  timeline: Timeline,
  differences: readonly Difference[],
  names: readonly [string, string],
  usualReadings: object,
): string => {
  const { tenant, readings, happenings } = timeline;
  const sections = ['compliancePolicies', 'appProtectionPolicies', 'conditionalAccessPolicies'];
  const lines = [
    `readings: ${textOf(unusual(readings, usualReadings))}`,
    `settings: ${textOf(tenant.settings)} release ${tenant.serviceRelease} delay ${tenant.recalculationDelay}`,
    `users: ${textOf(tenant.users)}`,
    'connectors:',
    ...partnerKeys
      .filter((key) => tenant.connectors[key] !== undefined)
      .map((key) => connectorText(key, timeline)),
    ...[...sections, 'devices'].flatMap((section) => [
      `${section}:`,
      ...Object.entries(new Map<string, object>(Object.entries(tenant)).get(section) ?? {}).map(
        ([key, value]) => `  ${key}: ${textOf(value)}`,
      ),
    ]),
    'timeline:',
    ...happenings.map(
      ({ at, operation }, i) => `  ${i + 1}. at ${offsetText(at)} ${textOf(operation)}`,
    ),
    ...differences
      .slice(0, 8)
      .flatMap(({ at, done, what, a, b }) => [
        `differs at ${offsetText(at)} after ${done} operations: ${what}`,
        `  ${names[0]}: ${a}`,
        `  ${names[1]}: ${b}`,
      ]),
  ];
  return lines.join('\n');
};
