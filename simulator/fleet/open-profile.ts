import { day } from '../../core/time.ts';
import { timelineState } from '../scenario/timeline-state.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import type { Documents } from '../source/documents.ts';
import { type Collector, collector, hasErrors, type Report } from '../source/report.ts';
import { describe, isMapping, type Mapping, type Origin } from '../source/tree.ts';
import type { ImportFile } from '../tenant/import-file.ts';
import type { TenantDraft } from '../tenant/tenant.ts';
import { withIncluder } from '../tenant/use.ts';
import { behaviourOf, usualBehaviour } from './behaviour.ts';
import { cohortsOf, partnersIn } from './cohort.ts';
import { adviseFleet, groupsOf } from './fleet-advice.ts';
import { tenantOfFleet } from './fleet-tenant.ts';
import { happeningsOf } from './happening.ts';
import { herdsOf } from './herd.ts';
import type { Behaviour, Cohort, Fleet, FleetProfile } from './profile.ts';
import { fleetLimits, type ProfileEntry, profileShape, usualStart } from './profile-shape.ts';
import { thresholdOf } from './profile-thresholds.ts';
import { threatSourcesOf } from './threat-source.ts';
import { cloudsOf } from './vendor-habits.ts';

export interface FleetOptions {
  /** Reads exported policies for `import:`; null refuses them. */
  readonly importFile: ImportFile | null;
  /** Path of a tenant file that stands in for the profile's own tenant. */
  readonly tenant?: string;
  /** In place of what the file says, within `fleetLimits`. */
  readonly devices?: number;
  readonly days?: number;
  readonly seed?: number;
}

export interface OpenedFleet {
  /** Null where there is an error. */
  readonly fleet: Fleet | null;
  readonly diagnostics: readonly Diagnostic[];
  /** Tenant files that the profile uses. */
  readonly used: readonly string[];
}

/** One file being read. */
interface Work {
  readonly entry: ProfileEntry;
  readonly cohorts: readonly Cohort[];
  /** Null where there is no tenant to look names up in, which has been reported. */
  readonly draft: TenantDraft | null;
  readonly documents: Documents;
  readonly options: FleetOptions;
  readonly told: Collector;
}

const cohortsIn = (entry: ProfileEntry, report: Report): readonly Cohort[] => {
  const behaviours = new Map<string, Behaviour>();
  for (const { name, value } of entry.behaviours ?? []) {
    behaviours.set(name, value === undefined ? usualBehaviour : behaviourOf(value, report));
  }
  return entry.cohorts === undefined
    ? []
    : cohortsOf(entry.cohorts, behaviours, usualBehaviour, report);
};

/**
 * For names that the tenant has to know. One that stands in for the profile's own may lack some:
 * that takes a happening away, and nothing else.
 */
const reportOfTenant = ({ draft, options, told: { report } }: Work): Report => {
  if (draft === null) return () => undefined;
  if (options.tenant === undefined) return report;
  return (place, code, message, remark) =>
    report(place, code, `not in this tenant: ${message}`, { ...remark, severity: 'warning' });
};

const noTenant: TenantDraft = {
  tenant: {
    settings: { secureByDefault: false, deviceComplianceCheckinThresholdDays: 30 },
    cloud: 'public',
    serviceRelease: 2601,
    recalculationDelay: 0,
    connectors: {},
    compliancePolicies: {},
    appProtectionPolicies: {},
    conditionalAccessPolicies: {},
    users: {},
    devices: {},
  },
  names: { devices: new Set(), users: new Set(), groups: new Set(), policies: new Map() },
};

const happeningsIn = (work: Work, length: number) => {
  const { entry, cohorts, documents, options, told } = work;
  const { report, add } = told;
  const ofTenant = reportOfTenant(work);
  const imports = { documents, importFile: options.importFile, report: ofTenant, add };
  const state = timelineState(work.draft ?? noTenant, entry.start ?? usualStart, imports);
  const around = { length, running: partnersIn(cohorts), report };
  const happenings = happeningsOf(entry.happenings ?? [], around, state);
  if (work.draft !== null) adviseFleet(entry, state, report, ofTenant);
  return happenings;
};

const namesOf = (entry: ProfileEntry): ReadonlySet<string> =>
  new Set((entry.cohorts?.value ?? []).map(({ name }) => name));

/** What was read, over as many days as the options say; the file itself is checked for its own. */
const profileOf = (work: Work): FleetProfile => {
  const { entry, cohorts, options, told } = work;
  const { report } = told;
  const { name = '', start = usualStart } = entry;
  const { days = fleetLimits.days.most } = entry;
  const length = days * day;
  const played = options.days ?? days;
  const end = start + played * day;
  const thresholds = entry.thresholds ?? [];
  return {
    name,
    title: entry.title ?? name,
    devices: options.devices ?? entry.devices ?? 1,
    days: played,
    seed: options.seed ?? entry.seed ?? 1,
    start,
    cohorts,
    clouds: cloudsOf(entry.clouds ?? [], partnersIn(cohorts), report),
    threats: threatSourcesOf(entry.threats ?? [], cohorts, namesOf(entry), report),
    happenings: happeningsIn(work, length).filter(
      (one) => (one.kind === 'outage' ? one.from : one.at) < end,
    ),
    herds: herdsOf(entry.herds ?? [], start, length, report).filter(
      ({ at, within }) => at + within <= end,
    ),
    thresholds: thresholds.flatMap((each) => thresholdOf(each, report) ?? []),
  };
};

const readFleet = (
  file: string,
  root: Mapping,
  documents: Documents,
  options: FleetOptions,
  told: Collector,
  includedFrom: Map<string, readonly Origin[]>,
): Fleet => {
  const { report, add } = told;
  const entry = profileShape.read(root, report) ?? {};
  const cohorts = cohortsIn(entry, report);
  const reading = { documents, importFile: options.importFile, report, add, includedFrom };
  const draft = tenantOfFleet(file, root, options.tenant ?? null, groupsOf(entry), reading);
  const work = { entry, cohorts, draft, documents, options, told };
  return { profile: profileOf(work), tenant: (draft ?? noTenant).tenant };
};

/**
 * Reads a fleet file with the tenant it lives in; whatever is wrong in any of them is told, all at
 * once.
 */
export const openFleet = (
  file: string,
  documents: Documents,
  options: FleetOptions,
): OpenedFleet => {
  const { tree, diagnostics } = documents.open(file);
  const told = collector();
  for (const diagnostic of diagnostics) told.add(diagnostic);
  if (tree === null) return { fleet: null, diagnostics: told.list(), used: [] };
  if (!isMapping(tree)) {
    told.report(tree, 'type', `expected a fleet, found ${describe(tree)}`);
    return { fleet: null, diagnostics: told.list(), used: [] };
  }
  const includedFrom = new Map<string, readonly Origin[]>();
  const fleet = readFleet(file, tree, documents, options, told, includedFrom);
  const found = told.list().map(withIncluder(file, includedFrom));
  return {
    fleet: hasErrors(found) ? null : fleet,
    diagnostics: found,
    used: [...includedFrom.keys()],
  };
};
