import type { Instant } from '../../../core/time.ts';
import type { ContractProfile } from '../../contract/profile.ts';
import { type SchemaFault, schemaCheck } from '../../contract/schema.ts';
import { techniques } from '../../contract/technique.ts';
import { type ItemResult, threatStateOf, type WireItem } from '../../contract/threat-message.ts';
import { itemSchema } from '../../contract/threat-schema.ts';
import { instantOf } from '../../contract/wire-time.ts';
import type { Reply } from '../../port/observation.ts';
import type { Desk } from './desk.ts';
import { type Place, remember } from './memory.ts';

/** A message whose items are taken: when it was sent, and when it came. */
interface Taking {
  readonly sentAt: Instant;
  readonly now: Instant;
  readonly desk: Desk;
}

type Verdict = Omit<ItemResult, 'index' | 'eventId'>;

const checks = new WeakMap<ContractProfile, ReturnType<typeof schemaCheck>>();

/** The check of one item under a profile; made once. */
const itemCheck = (profile: ContractProfile): ReturnType<typeof schemaCheck> => {
  const known = checks.get(profile);
  if (known !== undefined) return known;
  const check = schemaCheck(itemSchema(profile));
  checks.set(profile, check);
  return check;
};

const rejected = (code: ItemResult['code'] & string, note?: string): Verdict => ({
  result: 'rejected',
  code,
  retryable: false,
  ...(note !== undefined && { note }),
});

const refusedBySchema = (faults: readonly SchemaFault[]): Verdict => {
  const [first] = faults;
  const isLevel = faults.every(({ path, keyword }) => path === '' && keyword === 'not');
  const note = first === undefined ? undefined : `${first.path || '/'}: ${first.message}`;
  return rejected(isLevel ? 'level_without_health' : 'schema_invalid', note);
};

/** The later of `changedAt` and `lastScanAt`. */
const latestOf = ({ changedAt, lastScanAt }: WireItem): Instant => {
  const changed = instantOf(changedAt);
  if (lastScanAt === undefined || lastScanAt === changedAt) return changed;
  return Math.max(changed, instantOf(lastScanAt));
};

/** `changedAt` and `lastScanAt` are no later than `sentAt`, which is no later than now. */
const refusedByTime = (latest: Instant, { sentAt, now, desk }: Taking): Verdict | null => {
  const ahead = sentAt - desk.profile.times.clockSkew - now;
  if (ahead > 0) {
    const retryAfterSeconds = Math.ceil(ahead / 1000);
    return { ...rejected('timestamp_in_future'), retryable: true, retryAfterSeconds };
  }
  return latest > sentAt ? rejected('timestamp_in_future', 'later than sentAt') : null;
};

const compare = (item: WireItem, place: Place): number =>
  item.epoch - place.epoch || item.sequence - place.sequence;

const notesOf = (item: WireItem, reply: Reply): string | undefined => {
  const unknown = (item.threats ?? []).some(({ attack }) =>
    attack?.techniques.some((id) => !techniques.has(id)),
  );
  const notes = [
    ...(reply.code?.startsWith('platform-not-enabled') === true ? ['platform_not_enabled'] : []),
    ...(unknown ? ['unknown_technique'] : []),
  ];
  return notes.length === 0 ? undefined : notes.join(', ');
};

const verdictOf = (item: WireItem, reply: Reply, desk: Desk): Verdict => {
  if (reply.result === 'stale') return { result: 'stale' };
  if (reply.result === 'accepted') {
    const note = notesOf(item, reply);
    return { result: 'accepted', ...(note !== undefined && { note }) };
  }
  const retryAfterSeconds = desk.profile.times.deviceRetry / 1000;
  return { ...rejected('device_not_found'), retryable: true, retryAfterSeconds };
};

/** Which of two reports of a device is newer, its partner says; the core does the rest. */
const report = (item: WireItem, latest: Instant, { desk, now }: Taking): Verdict => {
  const { tenant, partner, memory } = desk;
  const id = item.deviceId.toLowerCase();
  const place = memory.places.get(id);
  const order = place === undefined ? 1 : compare(item, place);
  if (place !== undefined && order === 0) {
    return place.eventId === item.eventId.toLowerCase()
      ? { result: 'duplicate' }
      : rejected('sequence_conflict');
  }
  // The condition was seen no later than it can be known here.
  const seen = Math.min(now, latest);
  const kept = place?.observedAt ?? seen;
  const observedAt = order > 0 ? Math.max(seen, kept) : Math.min(seen, kept - 1);
  const device = tenant.names.nameOf('entraDevice', id) ?? id;
  const state = threatStateOf(item);
  const reply = tenant.perform({ do: 'report', partner, device, state, observedAt });
  if (reply.result === 'accepted') {
    const { epoch, sequence } = item;
    const last = { epoch, sequence, observedAt, eventId: item.eventId.toLowerCase() };
    remember(desk, { kind: 'place', device: id, place: last });
  }
  const verdict = verdictOf(item, reply, desk);
  return place !== undefined && order < 0 && verdict.result === 'stale'
    ? { ...verdict, currentSequence: place.sequence }
    : verdict;
};

const eventIdOf = (value: unknown): string | null => {
  if (typeof value !== 'object' || value === null || !('eventId' in value)) return null;
  const { eventId } = value;
  return typeof eventId === 'string' ? eventId.slice(0, 64) : null;
};

/** Judges one item alone, so that a bad one never loses the others (contract, 6.5). */
export const takeItem = (value: unknown, index: number, message: Taking): ItemResult => {
  const eventId = eventIdOf(value);
  const faults = itemCheck(message.desk.profile)(value);
  if (faults.length > 0) return { index, eventId, ...refusedBySchema(faults) };
  const item = value as WireItem;
  const latest = latestOf(item);
  const verdict = refusedByTime(latest, message) ?? report(item, latest, message);
  return { index, eventId, ...verdict };
};
