import { inventoryRequestSchema } from '../../contract/request-schema.ts';
import { type SchemaFault, schemaCheck } from '../../contract/schema.ts';
import { instantOf, wireTime } from '../../contract/wire-time.ts';
import { type Answer, ok, problem, schemaProblem, waitHeaders } from './answer.ts';
import type { Body, Desk } from './desk.ts';
import { forgetBefore, remember, type TakenRequest } from './memory.ts';
import { type InventoryAsked, type InventoryItem, takeSnapshot } from './snapshot.ts';
import { blockedAnswer, isBlocked } from './standing.ts';

interface WireRequest {
  readonly devices: 'all' | readonly string[];
  readonly changedSince?: string;
  readonly includeApps?: 'all' | 'managed';
}

const asksForAll = (json: unknown): boolean =>
  typeof json === 'object' && json !== null && 'devices' in json && json.devices === 'all';

const faultsOf = ({ profile }: Desk, json: unknown): readonly SchemaFault[] =>
  schemaCheck(inventoryRequestSchema(profile, asksForAll(json) ? 'all' : 'list'))(json);

const askedOf = ({ devices, changedSince, includeApps = 'all' }: WireRequest): InventoryAsked => ({
  devices: devices === 'all' ? null : [...new Set(devices)],
  changedSince: changedSince === undefined ? null : instantOf(changedSince),
  includeApps,
});

const statusBody = (desk: Desk, { snapshot, takenAt, readyAt }: TakenRequest) => ({
  status: readyAt <= desk.machineNow ? 'ready' : 'pending',
  deviceCount: snapshot.items.length,
  expiresAt: wireTime(takenAt + desk.profile.times.inventoryKept),
});

const requestAnswer = (desk: Desk, id: string, taken: TakenRequest): Answer => {
  const { machineNow, profile, url } = desk;
  const body = statusBody(desk, taken);
  if (taken.readyAt <= machineNow) return ok(body);
  const wait = waitHeaders(profile, taken.readyAt - machineNow, machineNow);
  const location = `${url}/app-sync-requests/${id}`;
  return { status: profile.statuses.pending, body, headers: { ...wait, location } };
};

/** All devices may be asked for only so often; null where that is now. */
const tooOften = (desk: Desk): Answer | null => {
  const { memory, profile, tenant, machineNow } = desk;
  if (memory.lastFullInventory === null) return null;
  const left = memory.lastFullInventory + profile.times.fullInventoryEvery - tenant.clock.now();
  if (left <= 0) return null;
  return {
    ...problem('broad-query-too-often'),
    headers: waitHeaders(profile, left, machineNow),
  };
};

/** E9: asks for the inventory of some devices or of all; the same request again is the same. */
export const requestInventory = (desk: Desk, given: string, { json, hash }: Body): Answer => {
  const { memory, profile, tenant, machineNow } = desk;
  const id = given.toLowerCase();
  const now = tenant.clock.now();
  forgetBefore(memory.requests, profile.times.messageMemory, now);
  const before = memory.requests.get(id);
  if (before !== undefined) {
    if (before.hash !== hash) return problem('idempotency-payload-mismatch');
    const answer = requestAnswer(desk, id, before);
    return { ...answer, headers: { ...answer.headers, 'idempotent-replayed': 'true' } };
  }
  const faults = faultsOf(desk, json);
  if (faults.length > 0) return schemaProblem(faults);
  if (isBlocked(desk, 'appSync')) return blockedAnswer(desk);
  const refusal = asksForAll(json) ? tooOften(desk) : null;
  if (refusal !== null) return refusal;
  const snapshot = takeSnapshot(desk, askedOf(json as WireRequest));
  if (snapshot === null) return problem('app-sync-not-enabled');
  if (asksForAll(json)) remember(desk, { kind: 'fullInventory', at: now });
  const wait = profile.answers.messages === 'async' ? profile.times.asyncDelay : 0;
  const taken: TakenRequest = { hash, snapshot, takenAt: now, readyAt: machineNow + wait };
  remember(desk, { kind: 'request', id, taken });
  return requestAnswer(desk, id, taken);
};

const isOverAt = ({ profile, tenant }: Desk, { takenAt }: TakenRequest): boolean =>
  tenant.clock.now() - takenAt >= profile.times.inventoryKept;

/** E10: how far a request is. */
export const showRequest = (desk: Desk, given: string): Answer => {
  const id = given.toLowerCase();
  const taken = desk.memory.requests.get(id);
  if (taken === undefined) return problem('unknown-message');
  return isOverAt(desk, taken) ? problem('cursor-expired') : requestAnswer(desk, id, taken);
};

/** As many items from `start` as fit on a page, at least one. */
const pageOf = (
  { limits }: Desk['profile'],
  items: readonly InventoryItem[],
  start: number,
): readonly InventoryItem[] => {
  let bytes = 0;
  let end = start;
  while (end < items.length && end - start < limits.devicesPerPage) {
    bytes += Buffer.byteLength(JSON.stringify(items[end]));
    if (bytes > limits.pageBytes && end > start) break;
    end += 1;
  }
  return items.slice(start, end);
};

const cursorOf = (start: number): string => Buffer.from(`from ${start}`).toString('base64url');

const startOf = (cursor: string | undefined, count: number): number | null => {
  if (cursor === undefined) return 0;
  const start = Number(/^from (\d{1,9})$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1]);
  return Number.isInteger(start) && start > 0 && start < count ? start : null;
};

/** The admin may have switched App Sync off while pages are read. */
const isStillAllowed = ({ tenant, partner }: Desk, items: readonly InventoryItem[]): boolean => {
  const [first] = items;
  if (first === undefined) return true;
  const device = tenant.names.nameOf('entraDevice', first.deviceId) ?? first.deviceId;
  return tenant.perform({ do: 'requestAppSync', partner, device }).result !== 'denied';
};

/** E11: one page of what a request got. */
export const showDevices = (desk: Desk, given: string, cursor: string | undefined): Answer => {
  const id = given.toLowerCase();
  const taken = desk.memory.requests.get(id);
  if (taken === undefined) return problem('unknown-message');
  if (isBlocked(desk, 'appSync')) return blockedAnswer(desk);
  const { items } = taken.snapshot;
  if (!isStillAllowed(desk, items)) return problem('app-sync-not-enabled');
  const start = startOf(cursor, items.length);
  if (start === null || isOverAt(desk, taken)) return problem('cursor-expired');
  if (taken.readyAt > desk.machineNow) return requestAnswer(desk, id, taken);
  const value = pageOf(desk.profile, items, start);
  const next = start + value.length;
  const nextLink = `${desk.url}/app-sync-requests/${id}/devices?cursor=${cursorOf(next)}`;
  return ok({ value, ...(next < items.length && { nextLink }) });
};
