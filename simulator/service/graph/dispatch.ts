import { failure, intuneFailure } from './answers.ts';
import { appProtectionRoutes } from './app-protections.ts';
import { appRegistrationRoutes } from './app-registrations.ts';
import type { GraphCall, GraphRoute } from './call.ts';
import { compliancePolicyRoutes } from './compliance-policies.ts';
import { conditionalAccessRoutes } from './conditional-access.ts';
import { connectorRoutes } from './connectors.ts';
import { detectedAppRoutes } from './detected-apps.ts';
import { deviceManagementRoutes } from './device-management.ts';
import { directoryDeviceRoutes } from './directory-devices.ts';
import type { GraphAnswer } from './error.ts';
import { managedDeviceRoutes } from './managed-devices.ts';
import { matchPath } from './path.ts';
import { whatIfRoutes } from './what-if.ts';

const routes: readonly GraphRoute[] = [
  ...connectorRoutes,
  ...compliancePolicyRoutes,
  ...appProtectionRoutes,
  ...managedDeviceRoutes,
  ...appRegistrationRoutes,
  ...detectedAppRoutes,
  ...deviceManagementRoutes,
  ...conditionalAccessRoutes,
  ...whatIfRoutes,
  ...directoryDeviceRoutes,
];

/** The last segment before a `$count`, which is no segment of its own in the table. */
const isCount = ({ segments }: GraphCall): boolean => segments.at(-1)?.toLowerCase() === '$count';

const countOf = (call: GraphCall): GraphAnswer => {
  const query = { ...call.query, count: true, top: 0, select: null, expand: [] };
  const answer = dispatch({ ...call, segments: call.segments.slice(0, -1), query });
  if (answer.status !== 200) return answer;
  const counted = new Map(Object.entries(answer.body ?? {})).get('@odata.count');
  if (typeof counted !== 'number') {
    return failure(call, 400, 'BadRequest', "Resource not found for the segment '$count'.");
  }
  return { status: 200, body: String(counted) };
};

const may = ({ caller }: GraphCall, wanted: readonly string[]): boolean =>
  wanted.some((role) => caller.roles.includes(role));

const forbidden = (call: GraphCall, wanted: readonly string[]): GraphAnswer => {
  const scopes = wanted.join(', ');
  const text = `Application is not authorized to perform this operation. Application must have one of the following scopes: ${scopes}`;
  return call.segments[0]?.toLowerCase() === 'devices'
    ? failure(call, 403, 'Authorization_RequestDenied', 'Insufficient privileges.')
    : intuneFailure(call, 403, 'Forbidden', text);
};

/** The first segment nobody knows, for the message. */
const strangeSegment = ({ segments, version }: GraphCall): string => {
  for (let length = 1; length <= segments.length; length++) {
    const start = segments.slice(0, length);
    const known = routes.some(
      ({ path, betaOnly }) =>
        (betaOnly !== true || version === 'beta') &&
        matchPath(path.split('/').slice(0, length).join('/'), start) !== null,
    );
    if (!known) return segments[length - 1] ?? '';
  }
  return segments.at(-1) ?? '';
};

/** Answers one call, which is known to come from somebody with a token. */
export const dispatch = (call: GraphCall): GraphAnswer => {
  let fits = false;
  for (const route of routes) {
    if (route.betaOnly === true && call.version === 'v1.0') continue;
    const keys = matchPath(route.path, call.segments);
    if (keys === null || keys.some((key) => key.toLowerCase() === '$count')) continue;
    fits = true;
    if (route.method !== call.method) continue;
    if (!may(call, route.roles)) return forbidden(call, route.roles);
    return route.answer(call, keys);
  }
  if (isCount(call) && call.method === 'GET') return countOf(call);
  if (fits) {
    return failure(call, 405, 'Request_BadRequest', `Specified HTTP method is not allowed.`);
  }
  const segment = strangeSegment(call);
  return failure(call, 400, 'BadRequest', `Resource not found for the segment '${segment}'.`);
};
