import { refusedByRole } from './admin-rights.ts';
import { failure, intuneFailure } from './answers.ts';
import { audit } from './audit-events.ts';
import type { GraphCall, GraphRoute } from './call.ts';
import { bodyOf, type GraphAnswer } from './error.ts';
import { matchPath, type PathPattern, pathPattern, startsLike } from './path.ts';
import { preferred } from './preference.ts';
import { graphRouteTable as routes } from './route-table.ts';

/** The last segment before a `$count`, which is no segment of its own in the table. */
const isCount = ({ lower }: GraphCall): boolean => lower.at(-1) === '$count';

const countOf = (call: GraphCall): GraphAnswer => {
  const [segments, lower] = [call.segments.slice(0, -1), call.lower.slice(0, -1)];
  const query = { ...call.query, count: true, top: 0, select: null, expand: [] };
  const answer = dispatch({ ...call, segments, lower, query });
  if (answer.status !== 200) return answer;
  const counted = new Map(Object.entries(bodyOf(answer) ?? {})).get('@odata.count');
  if (typeof counted !== 'number') {
    return failure(call, 400, 'BadRequest', "Resource not found for the segment '$count'.");
  }
  return { status: 200, body: String(counted) };
};

const may = ({ caller }: GraphCall, { roles, also = [] }: GraphRoute): boolean =>
  roles.some((role) => caller.roles.includes(role)) &&
  also.every((role) => caller.roles.includes(role));

const forbidden = (call: GraphCall, { roles, also = [] }: GraphRoute): GraphAnswer => {
  const besides = also.length === 0 ? '' : ` and all of: ${also.join(', ')}`;
  const text = `Application is not authorized to perform this operation. Application must have one of the following scopes: ${roles.join(', ')}${besides}`;
  return /^device(?:App)?Management$/i.test(call.segments[0] ?? '')
    ? intuneFailure(call, 403, 'Forbidden', text)
    : failure(call, 403, 'Authorization_RequestDenied', `Insufficient privileges. ${text}`);
};

interface Compiled {
  readonly route: GraphRoute;
  readonly pattern: PathPattern;
}

const compiled: readonly Compiled[] = routes.map((route) => ({
  route,
  pattern: pathPattern(route.path),
}));

/** Routes whose paths begin with the same segment and are as long, by their second segment. */
interface Beginning {
  readonly named: Map<string | undefined, readonly Compiled[]>;
  /** Those with a key there. */
  keyed: readonly Compiled[];
}

/** By the first segment and the number of all, so that a call looks at few routes. */
const byFirst = new Map<string | undefined, Beginning[]>();

for (const one of compiled) {
  const { pattern } = one;
  const [first, second] = pattern;
  const byLength = byFirst.get(first) ?? [];
  byFirst.set(first, byLength);
  const beginning = byLength[pattern.length] ?? { named: new Map(), keyed: [] };
  byLength[pattern.length] = beginning;
  if (second?.startsWith('{') === true) beginning.keyed = [...beginning.keyed, one];
  else beginning.named.set(second, [...(beginning.named.get(second) ?? []), one]);
}

const beginningLike = (lower: readonly string[]): readonly Compiled[] => {
  const beginning = byFirst.get(lower[0])?.[lower.length];
  if (beginning === undefined) return [];
  const named = beginning.named.get(lower[1]);
  return named === undefined || beginning.keyed.length === 0
    ? (named ?? beginning.keyed)
    : [...named, ...beginning.keyed];
};

const isIn = ({ betaOnly }: GraphRoute, { version }: GraphCall): boolean =>
  betaOnly !== true || version === 'beta';

/** The first segment nobody knows, for the message. */
const strangeSegment = (call: GraphCall): string => {
  const { lower } = call;
  const known = compiled.filter(({ route }) => isIn(route, call));
  const length = lower.findIndex(
    (_, index) => !known.some(({ pattern }) => startsLike(pattern, lower.slice(0, index + 1))),
  );
  return call.segments.at(length) ?? '';
};

interface Fitting {
  readonly route: GraphRoute;
  readonly keys: readonly string[];
}

/** Every route of a path, whatever its method. */
const fitting = (call: GraphCall): readonly Fitting[] => {
  const { lower } = call;
  const found: Fitting[] = [];
  for (const { route, pattern } of beginningLike(lower)) {
    if (!isIn(route, call)) continue;
    const keys = matchPath(pattern, call.segments, lower);
    if (keys === null || keys.some((key) => key.toLowerCase() === '$count')) continue;
    found.push({ route, keys });
  }
  return found;
};

/** Answers one call, which is known to come from somebody with a token. */
export const dispatch = (call: GraphCall): GraphAnswer => {
  const known = fitting(call);
  // HTTP asks that whoever answers GET answers HEAD; what is sent of it is the routes' matter.
  const method = call.method === 'HEAD' ? 'GET' : call.method;
  const found = known.find(({ route }) => route.method === method);
  if (found !== undefined) {
    const { route, keys } = found;
    if (!may(call, route)) return forbidden(call, route);
    const refused = refusedByRole(call);
    if (refused !== null) return refused;
    const answer = route.answer(call, keys);
    audit(call, answer);
    return preferred(call, answer);
  }
  if (isCount(call) && method === 'GET') return countOf(call);
  if (known.length > 0) {
    const allow = [...new Set(known.map(({ route }) => route.method))].join(', ');
    if (method === 'OPTIONS') return { status: 204, headers: { Allow: `${allow}, OPTIONS` } };
    return failure(call, 400, 'No method match route template', 'No method match route template');
  }
  const segment = strangeSegment(call);
  return failure(call, 400, 'BadRequest', `Resource not found for the segment '${segment}'.`);
};
