import type { Entity, GraphCall } from './call.ts';
import { type GraphAnswer, graphError } from './error.ts';
import { type Filterable, isSupported, passes, readFilter } from './filter.ts';
import type { Expansion } from './odata-query.ts';
import { present, type Shown } from './present.ts';

/** A set of entities, and how Graph deals with it. */
export interface CollectionSpec extends Shown {
  readonly page: number;
  /** Intune mixes two ways of naming the next page (graph.md 5). */
  readonly paging: 'skip' | 'skiptoken';
  readonly filterable: Filterable;
  /** What an unsupported filter gets: Intune does not look at it, the directory refuses it. */
  readonly unsupported?: 'ignored' | 'refused';
  /** Some Intune lists tell their count without being asked. */
  readonly countsUnasked?: boolean;
  readonly expand?: (entity: Entity, expansion: Expansion) => unknown;
}

export const failure = (
  call: GraphCall,
  status: number,
  code: string,
  message: string,
): GraphAnswer => graphError(call.request, { status, code, message });

/** Intune puts JSON into its messages. */
export const intuneFailure = (
  call: GraphCall,
  status: number,
  code: string,
  message: string,
): GraphAnswer => {
  const activity = String(call.request.id);
  const place = call.segments.join('/');
  const text = `${message} - Operation ID (for customer support): 00000000-0000-0000-0000-000000000000 - Activity ID: ${activity} - Url: ${call.root}/${place}`;
  const wrapped = {
    _version: 3,
    Message: text,
    CustomApiErrorPhrase: '',
    RetryAfter: null,
    ErrorSourceService: '',
    HttpHeaders: '{}',
  };
  return failure(call, status, code, JSON.stringify(wrapped, null, 2).replaceAll('\n', '\r\n'));
};

export const notFound = (call: GraphCall): GraphAnswer =>
  intuneFailure(call, 404, 'ResourceNotFound', 'An error has occurred');

export const badRequest = (call: GraphCall, message: string): GraphAnswer =>
  intuneFailure(call, 400, 'BadRequest', message);

const contextOf = (call: GraphCall, rest: string): Entity =>
  call.metadata === 'none' ? {} : { '@odata.context': `${call.root}/$metadata#${rest}` };

const expanded = (
  { query }: GraphCall,
  entity: Entity,
  expand: CollectionSpec['expand'],
): Entity => {
  if (expand === undefined || query.expand.length === 0) return entity;
  const more: Record<string, unknown> = {};
  for (const expansion of query.expand) {
    const value = expand(entity, expansion);
    if (value !== undefined) more[expansion.name] = value;
  }
  return { ...entity, ...more };
};

/** Navigation that was expanded stays, whatever `$select` names. */
const withExpanded = (call: GraphCall, entity: Entity, spec: CollectionSpec): Entity => {
  const whole = expanded(call, entity, spec.expand);
  const shown: Record<string, unknown> = { ...present(call, whole, spec) };
  for (const { name } of call.query.expand) if (name in whole) shown[name] = whole[name];
  return shown;
};

export const entityAnswer = (
  call: GraphCall,
  entity: Entity,
  spec: CollectionSpec,
  status = 200,
): GraphAnswer => ({
  status,
  body: { ...contextOf(call, `${spec.place}/$entity`), ...withExpanded(call, entity, spec) },
  ...(status === 201
    ? { headers: { location: `${call.root}/${spec.place}('${String(entity['id'])}')` } }
    : {}),
});

const compare = (one: unknown, other: unknown): number => {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  const [a, b] = [String(one ?? ''), String(other ?? '')];
  return a < b ? -1 : a > b ? 1 : 0;
};

const ordered = (entities: readonly Entity[], orderby: string | null): readonly Entity[] => {
  const [property = '', direction] = orderby?.split(',')[0]?.trim().split(/\s+/) ?? [];
  if (property === '') return entities;
  const turn = direction?.toLowerCase() === 'desc' ? -1 : 1;
  return [...entities].sort((a, b) => turn * compare(a[property], b[property]));
};

const offsetOf = ({ query }: GraphCall): number => {
  if (query.skiptoken === null) return query.skip;
  const text = Buffer.from(query.skiptoken, 'base64url').toString();
  return /^after:\d{1,9}$/.test(text) ? Number(text.slice(6)) : 0;
};

const nextLink = (call: GraphCall, { paging }: CollectionSpec, next: number): string => {
  const kept = [...new URLSearchParams(call.search)].filter(
    ([name]) => !/^\$?skip(?:token)?$/i.test(name),
  );
  const token = Buffer.from(`after:${next}`).toString('base64url');
  const skip = paging === 'skip' ? ['$skip', String(next)] : ['$skiptoken', token];
  const query = [...kept, skip].map(
    ([name = '', value = '']) =>
      `${name.startsWith('$') ? name : `$${name}`}=${encodeURIComponent(value)}`,
  );
  return `${call.root}/${call.segments.join('/')}?${query.join('&')}`;
};

/** The entities a `$filter` leaves, or why it cannot be read. */
const filtered = (
  call: GraphCall,
  entities: readonly Entity[],
  { filterable, unsupported }: CollectionSpec,
): readonly Entity[] | GraphAnswer => {
  const { filter } = call.query;
  if (filter === null) return entities;
  const tree = readFilter(filter);
  if (tree === null) {
    return failure(call, 400, 'BadRequest', `Invalid filter clause: Syntax error in '${filter}'.`);
  }
  if (isSupported(tree, filterable)) return entities.filter((entity) => passes(tree, entity));
  if (unsupported !== 'refused') return entities;
  const message = 'Unsupported or invalid query filter clause specified.';
  return failure(call, 400, 'Request_UnsupportedQuery', message);
};

const isAnswer = (value: readonly Entity[] | GraphAnswer): value is GraphAnswer =>
  !Array.isArray(value);

export const collectionAnswer = (
  call: GraphCall,
  all: readonly Entity[],
  spec: CollectionSpec,
): GraphAnswer => {
  const { query } = call;
  if (query.wrong !== null) {
    return failure(call, 400, 'BadRequest', `The value of query option ${query.wrong} is invalid.`);
  }
  const left = filtered(call, all, spec);
  if (isAnswer(left)) return left;
  const found = ordered(left, query.orderby);
  const size = Math.min(query.top ?? spec.page, spec.page);
  const from = offsetOf(call);
  const shown = found.slice(from, from + size);
  const next = from + shown.length;
  const counts = query.count || spec.countsUnasked === true;
  const more = next < found.length && size > 0;
  return {
    status: 200,
    body: {
      ...contextOf(call, spec.place),
      ...(counts ? { '@odata.count': found.length } : {}),
      ...(more ? { '@odata.nextLink': nextLink(call, spec, next) } : {}),
      value: shown.map((entity) => withExpanded(call, entity, spec)),
    },
  };
};

/** What an action or a navigation answers that is no set of its own. */
export const valueAnswer = (
  call: GraphCall,
  place: string,
  value: readonly Entity[],
): GraphAnswer => ({ status: 200, body: { ...contextOf(call, place), value } });

export const nothing: GraphAnswer = { status: 204 };
