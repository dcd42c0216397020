import { partnerKeys } from '../../core/partners.ts';
import type { Readings } from '../../core/readings.ts';
import type { ChangedField, Overlooked } from '../../reports/strength.ts';
import {
  connectorFields,
  type DeviceField,
  deviceFields,
  type MusterEvent,
  type Reply,
} from '../port/observation.ts';
import type { Session, Target } from '../port/target.ts';
import { canonicalText, canonicalValue } from '../run/canonical.ts';
import { eventsText } from '../run/events.ts';
import { placeOf } from '../run/judge.ts';
import { runCase } from '../run/run-case.ts';
import { stopsOf } from '../run/stops.ts';
import type { Case } from '../scenario/case.ts';
import { offsetText } from '../source/offset-text.ts';
import { createInProcessTarget } from '../target/in-process.ts';
import type { Variant } from './variant.ts';

/** Everything there is to see at one instant, by name: `pixel.access.exchange`, `replies.1`. */
type Snapshot = ReadonlyMap<string, string>;

const textOf = (value: unknown): string => {
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) {
    return `[${value.join(', ')}]`;
  }
  return typeof value === 'string' ? value : canonicalText(value);
};

const addShown = (snapshot: Map<string, string>, subject: string, shown: object): void => {
  for (const [field, raw] of Object.entries(shown)) {
    const value = canonicalValue(field as DeviceField, raw);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      snapshot.set(`${subject}.${field}`, textOf(value));
      continue;
    }
    for (const [key, member] of Object.entries(value)) {
      snapshot.set(`${subject}.${field}.${key}`, textOf(member));
    }
  }
};

const lookAround = async (
  kase: Case,
  session: Session,
  replies: readonly Reply[],
  events: readonly MusterEvent[],
): Promise<Snapshot> => {
  const snapshot = new Map<string, string>();
  const { resources } = kase;
  for (const device of Object.keys(kase.tenant.devices).sort()) {
    const query = { kind: 'device', device, fields: deviceFields, resources } as const;
    addShown(snapshot, device, await session.observe(query));
  }
  for (const partner of partnerKeys) {
    const query = { kind: 'connector', partner, fields: connectorFields } as const;
    addShown(snapshot, partner, await session.observe(query));
  }
  for (const [index, { result, code }] of replies.entries()) {
    snapshot.set(`replies.${index + 1}`, code === null ? result : `${result} ${code}`);
  }
  if (events.length > 0) snapshot.set('events', eventsText(events));
  return snapshot;
};

/** The target, looked at all around at every stop: there its events are taken exactly once. */
const watching = (target: Target, kase: Case, snapshots: Snapshot[]): Target => ({
  ...target,
  open: async (tenant, readings, start) => {
    const session = await target.open(tenant, readings, start);
    let replies: Reply[] = [];
    return {
      ...session,
      perform: async (operation) => {
        const reply = await session.perform(operation);
        replies.push(reply);
        return reply;
      },
      takeEvents: async () => {
        const events = await session.takeEvents();
        snapshots.push(await lookAround(kase, session, replies, events));
        replies = [];
        return events;
      },
    };
  },
});

const snapshotsOf = async (
  kase: Case,
  target: Target,
  readings: Readings,
): Promise<readonly Snapshot[]> => {
  const snapshots: Snapshot[] = [];
  await runCase(kase, watching(target, kase, snapshots), readings);
  return snapshots;
};

const nothing = 'nothing';

const changed = (documented: Snapshot, variant: Snapshot): readonly ChangedField[] =>
  [...new Set([...documented.keys(), ...variant.keys()])].flatMap((name) => {
    const before = documented.get(name) ?? nothing;
    const after = variant.get(name) ?? nothing;
    return before === after ? [] : [{ name, documented: before, variant: after }];
  });

/** Where a variant first shows in a case, all around; null where it never does. */
const firstShown = async (
  kase: Case,
  documented: Target,
  target: Target,
  readings: Readings,
): Promise<Overlooked | null> => {
  const before = await snapshotsOf(kase, documented, readings);
  const after = await snapshotsOf(kase, target, readings);
  for (const [index, stop] of stopsOf(kase).entries()) {
    const fields = changed(before[index] ?? new Map(), after[index] ?? new Map());
    if (fields.length === 0) continue;
    const span = stop.step?.span ?? stop.watches[0]?.span ?? kase.span;
    const offset = stop.step?.offset ?? offsetText(stop.at - kase.start);
    return { case: kase.id, place: placeOf(span), offset, fields };
  }
  return null;
};

/**
 * The first of these cases in which a variant that none of them notices can be seen at all, and
 * every field in which it can.
 */
export const overlookedIn = async (
  variant: Variant,
  cases: readonly Case[],
  readings: Readings,
): Promise<Overlooked | null> => {
  const documented = createInProcessTarget();
  const target = createInProcessTarget(variant.parts, variant.id);
  for (const kase of cases) {
    const shown = await firstShown(kase, documented, target, readings);
    if (shown !== null) return shown;
  }
  return null;
};
