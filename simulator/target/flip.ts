import { judgeAccess } from '../../core/access.ts';
import { complianceStateOf, nextChange, reasonsOf } from '../../core/calculation.ts';
import { judgeLaunch } from '../../core/launch.ts';
import { type PartnerKey, partnerKeys } from '../../core/partners.ts';
import type { Duration, Instant } from '../../core/time.ts';
import type { ThreatState } from '../../core/vocabulary.ts';
import type { Operation } from '../port/operation.ts';
import { advanceWorld } from './advance.ts';
import { explainDevice } from './explain.ts';
import { performIn } from './perform.ts';
import { nextSayings } from './vendor-cloud.ts';
import { forkWorld, situationOf, type World } from './world.ts';

/** What a flip is a flip of: the compliance state, a launch, or access to a resource. */
export type Verdict =
  | { readonly of: 'compliance' }
  | { readonly of: 'launch'; readonly app: string }
  | { readonly of: 'access'; readonly resource: string };

/** A change after which the verdict is another one, and what it then is. */
export interface Flip {
  readonly kind: 'operations' | 'time';
  /** What would have to be done, in order; empty where time alone does it. */
  readonly operations: readonly Operation[];
  /** How long from now, where time alone does it. */
  readonly after: Duration;
  readonly verdict: string;
  readonly reasons: readonly string[];
  /** Evidence that is left out by then and is not now, e.g. `partner-unresponsive/lookout`. */
  readonly ignored: readonly string[];
}

/** So many changes of situation are looked at before giving up on time. */
const changesMax = 60;

const look = (world: World, name: string, verdict: Verdict) => {
  const device = world.devices.get(name);
  if (device === undefined) return { verdict: 'unknown', reasons: [] };
  const situation = situationOf(world, device);
  switch (verdict.of) {
    case 'compliance':
      return {
        verdict: complianceStateOf(device.decision),
        reasons: reasonsOf(world.evaluator, device.decision),
      };
    case 'launch': {
      const { outcome, reasons } = judgeLaunch(situation, verdict.app);
      return { verdict: outcome, reasons };
    }
    case 'access': {
      const { access, reasons } = judgeAccess(situation, verdict.resource);
      return { verdict: access, reasons };
    }
  }
};

/** From the mildest report to the worst, so that the first that flips is the nearest. */
const reportedStates: readonly ThreatState[] = [
  'secured',
  'lowSeverity',
  'mediumSeverity',
  'highSeverity',
  'deactivated',
];

const reportsOf = (world: World, device: string): Operation[] => {
  const partners = partnerKeys.filter((partner) => world.connectors[partner] !== undefined);
  return reportedStates.flatMap((state) =>
    partners.map((partner): Operation => ({ do: 'report', partner, device, state })),
  );
};

/** Single changes, the most ordinary first: the device, its partners, then the admin. */
const candidatesOf = (world: World, device: string): readonly (readonly Operation[])[] => {
  const partners = Object.keys(world.connectors) as PartnerKey[];
  const reports = reportsOf(world, device);
  const clean = reports.filter((report) => report.do === 'report' && report.state === 'secured');
  const pairs = clean.flatMap((a, i) => clean.slice(i + 1).map((b) => [a, b]));
  return [
    ...reports.map((report) => [report]),
    [{ do: 'checkIn', device }],
    ...partners.flatMap((partner): Operation[][] => [
      [{ do: 'activate', device, partner }],
      [{ do: 'install', device, partner }],
      [{ do: 'heartbeat', partner }],
    ]),
    [{ do: 'register', device }],
    ...pairs,
    ...partners.flatMap((partner) => toggles(world, partner)),
  ];
};

const toggles = (world: World, partner: PartnerKey): readonly (readonly Operation[])[] => {
  const settings = world.connectors[partner]?.settings;
  if (settings === undefined) return [];
  const names = [
    'androidEnabled',
    'iosEnabled',
    'androidMobileApplicationManagementEnabled',
    'iosMobileApplicationManagementEnabled',
    'partnerUnsupportedOsVersionBlocked',
  ] as const;
  return names.map((name) => [
    { do: 'setConnector', partner, settings: { [name]: !settings[name] } },
  ]);
};

const ignoredIn = (world: World, device: string): readonly string[] =>
  explainDevice(world, device, { apps: [], resources: [] })?.ignored ?? [];

const newlyIgnored = (before: World, after: World, device: string): readonly string[] => {
  const known = ignoredIn(before, device);
  return ignoredIn(after, device).filter((note) => !known.includes(note));
};

const flipByOperations = (
  world: World,
  device: string,
  verdict: Verdict,
  operations: readonly Operation[],
): Flip | null => {
  const fork = forkWorld(world);
  for (const operation of operations) performIn(fork, operation);
  const before = look(world, device, verdict);
  const after = look(fork, device, verdict);
  if (after.verdict === before.verdict) return null;
  const ignored = newlyIgnored(world, fork, device);
  return { kind: 'operations', operations, after: 0, ...after, ignored };
};

/** Whether the verdict changes if nobody does anything, and when. */
const flipByTime = (world: World, name: string, verdict: Verdict): Flip | null => {
  const fork = forkWorld(world);
  const before = look(world, name, verdict).verdict;
  for (let i = 0; i < changesMax; i++) {
    const device = fork.devices.get(name);
    if (device === undefined) return null;
    const own = nextChange(fork.evaluator, fork.tenant, device, fork.now);
    const said = nextSayings(fork)[0]?.at ?? Number.POSITIVE_INFINITY;
    const next: Instant = Math.min(own, fork.view.validUntil, said);
    if (!Number.isFinite(next)) return null;
    advanceWorld(fork, next);
    const after = look(fork, name, verdict);
    if (after.verdict !== before) {
      const ignored = newlyIgnored(world, fork, name);
      return { kind: 'time', operations: [], after: next - world.now, ...after, ignored };
    }
  }
  return null;
};

/** The nearest single change that flips the verdict, and what time alone would do. */
export const nearestFlips = (world: World, device: string, verdict: Verdict): readonly Flip[] => {
  const flips: Flip[] = [];
  for (const operations of candidatesOf(world, device)) {
    const flip = flipByOperations(world, device, verdict, operations);
    if (flip === null) continue;
    flips.push(flip);
    break;
  }
  const byTime = flipByTime(world, device, verdict);
  if (byTime !== null) flips.push(byTime);
  return flips;
};
