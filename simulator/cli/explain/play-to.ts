import type { Readings } from '../../../core/readings.ts';
import type { Instant } from '../../../core/time.ts';
import type { Session } from '../../port/target.ts';
import type { Case } from '../../scenario/case.ts';
import { type InProcessSession, inProcessTarget } from '../../target/in-process.ts';
import type { World } from '../../target/world.ts';

/** Only the target in this process lets its world be looked into. */
const showsWorld = (session: Session): session is InProcessSession => 'world' in session;

/** The world of a case as it stands at an instant, after everything that is done by then. */
export const playTo = async (kase: Case, readings: Readings, at: Instant): Promise<World> => {
  const session = await inProcessTarget.open(kase.tenant, readings, kase.start);
  if (!showsWorld(session)) throw new TypeError('the target in process does not show its world');
  for (const step of kase.steps) {
    if (step.at > at) break;
    await session.advanceTo(step.at);
    for (const { operation } of step.operations) await session.perform(operation);
  }
  await session.advanceTo(at);
  return session.world;
};

/** The case as far as the instant: later steps and what watches would see after it are cut. */
export const cutAt = (kase: Case, at: Instant): Case => ({
  ...kase,
  steps: kase.steps.filter((step) => step.at <= at),
  watches: kase.watches
    .filter(({ from }) => from <= at)
    .map((watch) => ({ ...watch, instants: watch.instants.filter((instant) => instant <= at) })),
});

const namedApps = (kase: Case): readonly string[] => {
  const launched = kase.steps.flatMap(({ operations }) =>
    operations.flatMap(({ operation }) => (operation.do === 'launch' ? [operation.app] : [])),
  );
  const protectedApps = Object.values(kase.tenant.appProtectionPolicies).flatMap(
    ({ apps }) => apps,
  );
  return [...launched, ...protectedApps.filter((app) => app !== 'allApps')];
};

/** Every app and resource that is worth explaining in a case, A to Z. */
export const aboutCase = (kase: Case) => ({
  apps: [...new Set(namedApps(kase))].sort(),
  resources: [...kase.resources].sort(),
});
