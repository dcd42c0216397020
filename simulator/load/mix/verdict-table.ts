import { isEnrolled, platformOf } from '../../../core/facts.ts';
import { defaultReadings } from '../../../core/readings.ts';
import type { Tenant } from '../../../core/tenant.ts';
import type { Duration, Instant } from '../../../core/time.ts';
import type { DrawnDevice } from '../../fleet/device-draw.ts';
import { factsOf } from '../../fleet/device-kind.ts';
import type { Session } from '../../port/target.ts';
import { createInProcessTarget } from '../../target/in-process.ts';
import { stateIn } from './ledger.ts';
import { type KindPlan, mostPartners, reportedStates, type Verdict } from './plan.ts';

/** Why answers about a kind of device could not be judged by reports alone. */
export interface Unjudgeable {
  readonly because: string;
}

export const isUnjudgeable = (value: KindPlan | Unjudgeable): value is Unjudgeable =>
  'because' in value;

/** The tenant the devices live in, and the service's time of the run. */
export interface Surroundings {
  readonly tenant: Tenant;
  readonly start: Instant;
  readonly length: Duration;
}

const device = 'device';
const everythingWorst = reportedStates.length - 1;

const ask = async (session: Session, app: string | null, resource: string | null) => {
  const fields = ['complianceState', 'apps'] as const;
  if (app !== null) await session.perform({ do: 'launch', device, app });
  const seen = await session.observe({ kind: 'device', device, fields, resources: [] });
  const token =
    resource === null ? null : await session.perform({ do: 'requestToken', device, resource });
  const compliance = 'complianceState' in seen ? String(seen.complianceState) : null;
  const launch = 'apps' in seen && app !== null ? (seen.apps?.[app] ?? null) : null;
  return {
    compliance,
    launch: launch === null ? null : String(launch),
    token: token === null ? null : token.result === 'done' ? 'granted' : token.result,
  };
};

const sameText = (a: Verdict, b: Verdict): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The core's verdicts on one kind of device, by everything its partners may report. */
export const judgeKind = async (
  drawn: DrawnDevice,
  surroundings: Surroundings,
  target = createInProcessTarget(),
): Promise<KindPlan | Unjudgeable> => {
  const { cohort, partners, osVersion } = drawn;
  const { app, resource } = cohort.behaviour;
  const { tenant, start, length } = surroundings;
  const facts = factsOf(drawn);
  const enrolled = isEnrolled(facts.managementType);
  const because = (why: string): Unjudgeable => ({
    because: `devices of the cohort ${cohort.name} cannot be judged: ${why}`,
  });
  if (partners.length > mostPartners) return because(`more than ${mostPartners} apps on each`);
  const report = async (session: Session, stateOf: (slot: number) => number) => {
    for (const [slot, partner] of partners.entries()) {
      const state = reportedStates[stateOf(slot)] ?? 'secured';
      const { result, code } = await session.perform({ do: 'report', partner, device, state });
      if (result !== 'accepted') return `${partner} is refused: ${code ?? result}`;
    }
    return null;
  };
  const verdicts: Verdict[] = [];
  const alone = { ...tenant, devices: { [device]: facts } };
  for (let reported = 0; reported < reportedStates.length ** partners.length; reported++) {
    const session = await target.open(alone, defaultReadings, start);
    const told = (slot: number): number => stateIn(reported, slot);
    const refused = (await report(session, () => 0)) ?? (await report(session, told));
    if (refused !== null) return because(refused);
    const first = await ask(session, app, resource);
    await report(session, () => everythingWorst);
    await report(session, told);
    const again = await ask(session, app, resource);
    if (!sameText(first, again)) return because('what was reported before counts as well');
    if (enrolled) await session.perform({ do: 'checkIn', device });
    await session.advanceTo(start + length);
    const late = await ask(session, app, resource);
    if (!sameText(first, late)) {
      return because('it changes by check-ins or by time alone, within the time of the run');
    }
    verdicts.push(enrolled ? first : { ...first, compliance: null });
  }
  return {
    name: drawn.kind,
    platform: platformOf(facts.managementType),
    osVersion,
    partners,
    isEnrolled: enrolled,
    app,
    resource,
    verdicts,
  };
};
