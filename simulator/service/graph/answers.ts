import { keepRecent } from '../recent.ts';
import { requestIdsOf } from '../request-ids.ts';
import type { Entity, GraphCall } from './call.ts';
import { type GraphAnswer, graphError } from './error.ts';
import { type Filterable, isSupported, passes, readFilter, withAdvanced } from './filter.ts';
import type { Expansion } from './odata-query.ts';
import { preferredPage } from './preference.ts';
import { isPlain, present, type Shown, typeOf } from './present.ts';
import { withContext, withList } from './write.ts';

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
  /** What can be expanded; another name is refused. */
  readonly expandable?: readonly string[];
  /** Operators for which the directory asks for `ConsistencyLevel: eventual` and `$count`. */
  readonly advanced?: readonly string[];
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
  const activity = requestIdsOf(call.request)['request-id'];
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

/** What Intune says of a path that its metadata names and it does not serve. */
export const noRoute = (call: GraphCall, template: string): GraphAnswer =>
  failure(call, 400, 'BadRequest', `No OData route exists that match template ${template}`);

export const badRequest = (call: GraphCall, message: string): GraphAnswer =>
  intuneFailure(call, 400, 'BadRequest', message);

export const contextOf = (call: GraphCall, rest: string): Readonly<Record<string, string>> =>
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
  if (call.query.expand.length === 0) return present(call, entity, spec);
  const whole = expanded(call, entity, spec.expand);
  const shown: Record<string, unknown> = { ...present(call, whole, spec) };
  for (const { name } of call.query.expand) if (name in whole) shown[name] = whole[name];
  return shown;
};

/** What is wrong with a call's `$expand`, as OData says it; null: nothing. */
const wrongExpand = (
  { query, method }: GraphCall,
  { declared, expandable = [] }: CollectionSpec,
): string | null => {
  if (method !== 'GET' && method !== 'HEAD') return null;
  const strange = query.expand.find(({ name }) => !expandable.includes(name));
  if (strange === undefined) return null;
  return `Parsing OData Select and Expand failed: Could not find a property named '${strange.name}' on type 'microsoft.graph.${declared}'.`;
};

export const entityAnswer = (
  call: GraphCall,
  entity: Entity,
  spec: CollectionSpec,
  status = 200,
): GraphAnswer => {
  const wrong = wrongExpand(call, spec);
  if (wrong !== null) return failure(call, 400, 'BadRequest', wrong);
  const shown = withExpanded(call, entity, spec);
  const { '@odata.context': context } = contextOf(call, `${spec.place}/$entity`);
  if (spec.isKept === true && isPlain(call) && status !== 201 && context !== undefined) {
    const whole = (): object => ({ '@odata.context': context, ...shown });
    return { status, later: { whole, json: () => withContext(context, shown) } };
  }
  // One spread after one property: two spreads take V8 much longer.
  const body = context === undefined ? shown : { '@odata.context': context, ...shown };
  if (status !== 201) return { status, body };
  const location = `${call.root}/${spec.place}('${String(entity['id'])}')`;
  return { status, body, headers: { Location: location } };
};

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

/** Links that were made lately: whoever reads pages does so again and again. */
const mostLinks = 1_000;
const longestLink = 1_000;
const links = new Map<string, string>();

const nextLink = (call: GraphCall, { paging }: CollectionSpec, next: number): string => {
  const cast = call.cast === null ? '' : `/microsoft.graph.${call.cast}`;
  const here = `${call.root}/${call.segments.join('/')}${cast}`;
  const key = `${here}?${call.search}#${next}`;
  const known = links.get(key);
  if (known !== undefined) return known;
  const link = linkAfter(here, call.search, paging, next);
  return key.length > longestLink ? link : keepRecent(links, mostLinks, key, link);
};

const linkAfter = (
  here: string,
  search: string,
  paging: CollectionSpec['paging'],
  next: number,
): string => {
  const kept = [...new URLSearchParams(search)].filter(
    ([name]) => !/^\$?skip(?:token)?$/i.test(name),
  );
  const token = Buffer.from(`after:${next}`).toString('base64url');
  const skip = paging === 'skip' ? ['$skip', String(next)] : ['$skiptoken', token];
  const query = [...kept, skip].map(
    ([name = '', value = '']) =>
      `${name.startsWith('$') ? name : `$${name}`}=${encodeURIComponent(value)}`,
  );
  return `${here}?${query.join('&')}`;
};

/** The entities a `$filter` leaves, or why it cannot be read. */
const filtered = (
  call: GraphCall,
  entities: readonly Entity[],
  { filterable, unsupported, advanced }: CollectionSpec,
): readonly Entity[] | GraphAnswer => {
  const { filter } = call.query;
  if (filter === null) return entities;
  const tree = readFilter(filter);
  if (tree === null) {
    return failure(call, 400, 'BadRequest', `Invalid filter clause: Syntax error in '${filter}'.`);
  }
  const isEventual = /^eventual$/i.test(call.headers['consistencylevel'] ?? '') && call.query.count;
  const known = isEventual ? withAdvanced(filterable, advanced ?? []) : filterable;
  if (isSupported(tree, known)) return entities.filter((entity) => passes(tree, entity));
  if (unsupported !== 'refused') return entities;
  const message = 'Unsupported or invalid query filter clause specified.';
  return failure(call, 400, 'Request_UnsupportedQuery', message);
};

const isAnswer = <Found extends object>(value: Found | GraphAnswer): value is GraphAnswer =>
  'status' in value;

/** Entities in their order, which need not be there before somebody looks at them. */
interface Entities {
  readonly length: number;
  readonly slice: (from: number, to: number) => readonly Entity[];
}

/** Of each thing its entity, made when its page is asked for: a fleet has many pages. */
export const entitiesOf = <Thing>(
  things: readonly Thing[],
  make: (thing: Thing) => Entity,
): Entities => ({
  length: things.length,
  slice: (from, to) => things.slice(from, to).map(make),
});

/** What is left in which order, or why that cannot be said. */
const chosen = (call: GraphCall, all: Entities, spec: CollectionSpec): Entities | GraphAnswer => {
  const { cast, query } = call;
  if (cast === null && query.filter === null && query.orderby === null) return all;
  const made = all.slice(0, all.length);
  const meant =
    cast === null ? made : made.filter((entity) => typeOf(entity, spec.declared) === cast);
  const left = filtered(call, meant, spec);
  return isAnswer(left) ? left : ordered(left, query.orderby);
};

export const collectionAnswer = (
  call: GraphCall,
  all: Entities,
  spec: CollectionSpec,
): GraphAnswer => {
  const { query } = call;
  if (query.wrong !== null) {
    return failure(call, 400, 'BadRequest', `The value of query option ${query.wrong} is invalid.`);
  }
  const wrong = wrongExpand(call, spec);
  if (wrong !== null) return failure(call, 400, 'BadRequest', wrong);
  const found = chosen(call, all, spec);
  if (isAnswer(found)) return found;
  const size = Math.min(query.top ?? preferredPage(call) ?? spec.page, spec.page);
  const from = offsetOf(call);
  const shown = found.slice(from, from + size);
  const next = from + shown.length;
  const counts = query.count || spec.countsUnasked === true;
  const more = next < found.length && size > 0;
  const head = {
    ...contextOf(call, spec.place),
    ...(counts ? { '@odata.count': found.length } : {}),
    ...(more ? { '@odata.nextLink': nextLink(call, spec, next) } : {}),
  };
  const value = shown.map((entity) => withExpanded(call, entity, spec));
  if (spec.isKept !== true || !isPlain(call)) return { status: 200, body: { ...head, value } };
  const whole = (): object => ({ ...head, value });
  return { status: 200, later: { whole, json: () => withList(head, value) } };
};

/** What an action or a navigation answers that is no set of its own. */
export const valueAnswer = (
  call: GraphCall,
  place: string,
  value: readonly Entity[],
): GraphAnswer => ({ status: 200, body: { ...contextOf(call, place), value } });

export const nothing: GraphAnswer = { status: 204 };
