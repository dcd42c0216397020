import { randomUUID } from 'node:crypto';
import type { ServedTenant } from '../tenants.ts';
import { contextOf, failure } from './answers.ts';
import type { Entity, GraphCall, GraphRoute } from './call.ts';
import { directoryEntities, directorySpec } from './directory-devices.ts';
import type { GraphAnswer } from './error.ts';
import { present } from './present.ts';
import { roles } from './roles.ts';

/** What somebody has seen: each device as text, by its id. */
type Seen = ReadonlyMap<string, string>;

/** Rounds by their token. They are no part of a tenant: whoever lost one begins anew. */
const rounds = new WeakMap<ServedTenant, Map<string, Seen>>();
const mostRounds = 100;

const keep = (tenant: ServedTenant, seen: Seen): string => {
  const known = rounds.get(tenant) ?? new Map<string, Seen>();
  rounds.set(tenant, known);
  const [oldest] = known.keys();
  if (known.size >= mostRounds && oldest !== undefined) known.delete(oldest);
  const token = randomUUID();
  known.set(token, seen);
  return token;
};

const tokenIn = (search: string): string | null => {
  for (const [name, value] of new URLSearchParams(search)) {
    if (/^\$?deltatoken$/i.test(name)) return value;
  }
  return null;
};

/** What is new or other than before, and the ids of what is gone. */
const changesSince = (before: Seen, entities: readonly Entity[]): readonly Entity[] => {
  const now = new Set(entities.map(({ id }) => String(id)));
  const gone = [...before.keys()]
    .filter((id) => !now.has(id))
    .map((id) => ({ id, '@removed': { reason: 'changed' } }));
  const other = entities.filter((entity) => {
    return before.get(String(entity['id'])) !== JSON.stringify(entity);
  });
  return [...other, ...gone];
};

const delta = (call: GraphCall): GraphAnswer => {
  const token = tokenIn(call.search);
  const before = token === null ? new Map() : rounds.get(call.tenant)?.get(token);
  if (before === undefined) {
    const message =
      'Resync required. Replace any local version of the data with the server version.';
    return failure(call, 410, 'syncStateNotFound', message);
  }
  const shown = directoryEntities(call).map((entity) => present(call, entity, directorySpec));
  const seen = new Map(shown.map((entity) => [String(entity['id']), JSON.stringify(entity)]));
  const select = call.query.select === null ? '' : `$select=${call.query.select.join(',')}&`;
  return {
    status: 200,
    body: {
      ...contextOf(call, 'devices'),
      '@odata.deltaLink': `${call.root}/devices/delta?${select}$deltatoken=${keep(call.tenant, seen)}`,
      value: changesSince(before, shown),
    },
  };
};

/** The only delta Graph has of what is served here (graph.md 5). */
export const directoryDeltaRoutes: readonly GraphRoute[] = [
  { method: 'GET', path: 'devices/delta', roles: roles.readChanges, answer: delta },
  { method: 'GET', path: 'devices/delta()', roles: roles.readChanges, answer: delta },
];
