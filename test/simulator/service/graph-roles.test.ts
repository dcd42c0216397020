import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { GraphRoute } from '../../../simulator/service/graph/call.ts';
import { graphRouteTable } from '../../../simulator/service/graph/route-table.ts';
import { graphRoles } from '../../../simulator/service/scope.ts';

const file = join(import.meta.dirname, '../../../../shared/data/graph/graph-schema.json');
const present = existsSync(file);
const reason = present ? '' : ' (skipped: ../shared/data/graph is not there)';

interface Permissions {
  readonly least: readonly string[];
  readonly higher?: readonly string[];
}

interface Endpoint {
  readonly method: string;
  readonly path: string;
  readonly versions: readonly string[];
  readonly permissions: { readonly Application?: Permissions } | null;
}

const endpoints: readonly Endpoint[] = present
  ? JSON.parse(readFileSync(file, 'utf8')).endpoints
  : [];

const plain = (path: string): string => path.replace(/^\//, '').replace(/\{[^}]*\}/g, '{}');

const endpointOf = ({ method, path }: GraphRoute): Endpoint | undefined =>
  endpoints.find((one) => one.method === method && plain(one.path) === plain(path));

/** Routes that the list of permissions names by themselves; others inherit. */
const listed = graphRouteTable.flatMap((route) => {
  const endpoint = endpointOf(route);
  const application = endpoint?.permissions?.Application;
  if (endpoint === undefined || application === undefined) return [];
  const permissions = [...application.least, ...(application.higher ?? [])];
  return [{ name: `${route.method} ${route.path}`, route, endpoint, permissions }];
});

/** Graph has no role of its own for these: the list says so of no application. */
const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort();

describe.skipIf(!present)(`what an endpoint asks of a token${reason}`, () => {
  it('is listed for most of them', () => {
    expect(listed.length).toBeGreaterThan(50);
  });

  it.each(listed)('is what Microsoft lists: $name', ({ route, endpoint, permissions }) => {
    expect(sorted([...route.roles, ...(route.also ?? [])])).toEqual(sorted(permissions));
    expect(endpoint.versions.includes('v1.0')).toBe(route.betaOnly !== true);
  });
});

describe('every permission that an endpoint asks for', () => {
  it('can be in a token', () => {
    const asked = graphRouteTable.flatMap(({ roles, also = [] }) => [...roles, ...also]);
    expect(sorted(asked).filter((role) => !graphRoles.some((known) => known === role))).toEqual([]);
  });
});
