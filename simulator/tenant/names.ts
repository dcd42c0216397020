import type { Tenant } from '../../core/tenant.ts';
import { didYouMean, listed } from '../source/nearest.ts';
import type { DiagnosticCode, Report } from '../source/report.ts';
import type { Placed } from '../source/tree.ts';
import type { PolicyEntry } from './policy-body.ts';

/** Everything in a tenant that has a name and can be spoken of. */
export interface Names {
  readonly devices: ReadonlySet<string>;
  readonly users: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
  readonly policies: ReadonlyMap<string, PolicyEntry>;
}

/** Targets every tenant has. */
export const builtInGroups = ['allUsers', 'allDevices'] as const;

/** Resource keys that exist in every tenant. */
export const builtInResources = ['exchange', 'sharepoint', 'teams', 'wifi'] as const;

/** Apps that some policy protects, without `allApps`. */
export const protectedApps = (tenant: Pick<Tenant, 'appProtectionPolicies'>): Set<string> =>
  new Set(
    Object.values(tenant.appProtectionPolicies)
      .flatMap((policy) => policy.apps)
      .filter((app) => app !== 'allApps'),
  );

/** Reports a name that is not among the known ones, with the list and what is near. */
export const unknownName = (
  place: Placed,
  noun: string,
  found: string,
  known: Iterable<string>,
  report: Report,
  code: DiagnosticCode = 'name',
): void => {
  const names = [...known];
  report(place, code, `unknown ${noun} \`${found}\``, {
    label:
      names.length === 0
        ? `there are no ${plural(noun)}`
        : `known ${plural(noun)}: ${listed(names)}`,
    ...didYouMean(found, names),
  });
};

const plural = (noun: string): string =>
  noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`;
