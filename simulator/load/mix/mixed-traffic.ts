import { createHash } from 'node:crypto';
import { withFleetUsers } from '../../fleet/device-kind.ts';
import { drawnTenant } from '../../fleet/drawn-tenant.ts';
import { createInProcessTarget } from '../../target/in-process.ts';
import { offeredBy } from '../offered.ts';
import type { LoadProfile } from '../profile/profile.ts';
import { reportAllSecured } from './first-reports.ts';
import { type HeldFleet, holdFleet } from './held-fleet.ts';
import type { KindPlan, MixedTraffic, MixPhase } from './plan.ts';
import { type Inhabitants, type SetUpFailure, setUpService } from './service-setup.ts';
import { isUnjudgeable, judgeKind } from './verdict-table.ts';

/** What goes on beyond the last phase: answers that are late, ms. */
const margin = 60_000;
const millisPerSecond = 1_000;

/** Where each phase stands among all arrivals. */
export const mixPhases = ({ phases, seed }: LoadProfile): readonly MixPhase[] => {
  let first = 0;
  let from = 0;
  const spans = new Map<string, { readonly from: number; readonly until: number }>();
  return phases.map((phase, index) => {
    const { name, executor, duration, mix, backlogOf } = phase;
    const arrivals = offeredBy(phase, seed + index);
    const inTurn = executor.kind === 'constantDevices' ? executor.devices : null;
    const backlog = spans.get(backlogOf ?? '') ?? null;
    const made = { mix, first, arrivals, inTurn, backlog };
    spans.set(name, { from, until: from + duration });
    from += duration;
    first += arrivals;
    return made;
  });
};

const kindsOf = async (
  profile: LoadProfile,
  held: HeldFleet,
  start: number,
  timeout: number,
): Promise<readonly KindPlan[] | SetUpFailure> => {
  const { fleet, phases, timeFactor } = profile;
  const tenant = withFleetUsers(fleet.tenant, fleet.profile);
  const wall = phases.reduce((sum, { duration }) => sum + duration, 0) + timeout + margin;
  const surroundings = { tenant, start, length: Math.ceil(wall * timeFactor) };
  const target = createInProcessTarget();
  const kinds: KindPlan[] = [];
  for (const drawn of held.kinds) {
    const kind = await judgeKind(drawn, surroundings, target);
    if (isUnjudgeable(kind)) {
      const help = 'the oracle judges by what partners last reported, and by nothing else';
      return { message: kind.because, help };
    }
    kinds.push(kind);
  }
  return kinds;
};

/** A service knows the fleets it ships, and draws their devices as we do. */
const inhabitantsOf = ({ shippedFleet, fleet, devices, seed }: LoadProfile): Inhabitants => {
  if (shippedFleet !== null) return { fleet: shippedFleet, devices, seed };
  const profile = { ...fleet.profile, devices, seed };
  return { tenant: drawnTenant({ profile, tenant: fleet.tenant }) };
};

/** What is asked and by whom; where it went and when is no part of it. */
const digestOf = (profile: LoadProfile): string => {
  const { fleetFile: _, shippedFleet: __, thresholds: ___, abortOnFail: ____, ...asked } = profile;
  return createHash('sha256').update(JSON.stringify(asked)).digest('hex').slice(0, 16);
};

export interface PreparedMix {
  readonly origin: string;
  readonly traffic: MixedTraffic;
  readonly held: HeldFleet;
}

/**
 * Puts the fleet of a load into a service of ours: its tenant with all devices, tokens for everybody
 * who asks, and a first report on each device.
 *
 * @param timeout of a request, ms
 */
export const prepareMix = async (
  target: string,
  profile: LoadProfile,
  timeout: number,
): Promise<PreparedMix | SetUpFailure> => {
  const { devices, seed, timeFactor, fleet } = profile;
  const held = holdFleet(fleet.profile, devices, seed);
  const start = Math.floor(Date.now() / millisPerSecond) * millisPerSecond;
  const kinds = await kindsOf(profile, held, start, timeout);
  if ('message' in kinds) return kinds;
  const partners = [...new Set(kinds.flatMap((kind) => kind.partners))];
  const inhabitants = inhabitantsOf(profile);
  const ready = await setUpService(target, { inhabitants, partners, start, factor: timeFactor });
  if ('message' in ready) return ready;
  const kindOf = new Uint16Array(held.kindOf);
  const failure = await reportAllSecured(ready, { devices, kinds, kindOf });
  if (failure !== null) return failure;
  const traffic: MixedTraffic = {
    kind: 'mixed',
    profile: { name: profile.name, digest: digestOf(profile) },
    tenant: ready.id,
    devices,
    kinds,
    kindOf: held.kindOf,
    settled: held.settled,
    phases: mixPhases(profile),
    batch: profile.batch,
    threatened: profile.threatened,
    attention: profile.attention,
    freshness: profile.freshness + fleet.tenant.recalculationDelay / timeFactor,
    horizon: profile.horizon,
    clock: ready.clock,
    access: ready.access,
    isChecked: true,
  };
  return { origin: ready.origin, traffic, held };
};
