import type { PilotDevice, Profile } from '../../../core/defender/pilot.ts';
import type { Readings } from '../../../core/readings.ts';
import type { ThreatState } from '../../../core/vocabulary.ts';
import type { Operation } from '../../port/operation.ts';
import type { Session, Target } from '../../port/target.ts';
import { readingsInForce } from '../../run/readings-in-force.ts';
import type { Case } from '../../scenario/case.ts';

/** The threats that stand for the test, and where it is made. */
const tests: Readonly<Record<string, 'personal' | null>> = {
  'phishing-test': null,
  'phishing-test-in-personal-profile': 'personal',
};

const alerts: readonly ThreatState[] = ['lowSeverity', 'mediumSeverity', 'highSeverity'];

interface Seen {
  listed: boolean;
  test: { in: Profile; blocked: boolean } | null;
  isTesting: boolean;
  alerted: boolean;
}

const profileOf = (kase: Case, device: string, where: 'personal' | null): Profile => {
  if (where !== null) return where;
  const type = kase.tenant.devices[device]?.managementType;
  const hasWorkProfile = type === 'androidWorkProfile' || type === 'androidCorporateWorkProfile';
  return hasWorkProfile ? 'work' : 'device';
};

const noteOperation = (kase: Case, seen: Seen, operation: Operation, isDone: boolean): void => {
  if (operation.do === 'raiseThreat') {
    const where = tests[operation.threat];
    if (where === undefined) return;
    seen.isTesting = true;
    seen.test ??= { in: profileOf(kase, operation.device, where), blocked: false };
  } else if (operation.do === 'resolveThreat') {
    if (operation.threat in tests) seen.isTesting = false;
  } else if (operation.do === 'scan' && isDone && seen.isTesting && seen.test !== null) {
    if ((operation.partner ?? 'defender') === 'defender') seen.test.blocked = true;
  }
};

const lookAtDevice = async (session: Session, device: string, seen: Seen): Promise<void> => {
  const observed = await session.observe({
    kind: 'device',
    device,
    fields: ['threatState'],
    resources: [],
  });
  const state = 'threatState' in observed ? observed.threatState?.['defender'] : undefined;
  if (state === undefined) return;
  seen.listed = true;
  if (seen.isTesting && alerts.includes(state)) seen.alerted = true;
};

const playSteps = async (
  kase: Case,
  session: Session,
  seen: ReadonlyMap<string, Seen>,
): Promise<void> => {
  for (const step of kase.steps) {
    await session.advanceTo(step.at);
    for (const { operation } of step.operations) {
      const reply = await session.perform(operation);
      const device = 'device' in operation ? operation.device : undefined;
      const noted = device === undefined ? undefined : seen.get(device);
      if (noted !== undefined) noteOperation(kase, noted, operation, reply.result === 'done');
    }
    for (const [device, noted] of seen) await lookAtDevice(session, device, noted);
  }
};

/**
 * The devices of one scenario's tenant as a pilot finds them once it has been played: listed if
 * Defender ever reported on them, tested if the threat `phishing-test` was raised, blocked if a
 * scan of Defender's ran while it was there, alerted if a level reached Intune because of it.
 */
export const pilotDevicesOf = async (
  kase: Case,
  target: Target,
  readings: Readings,
): Promise<readonly PilotDevice[]> => {
  const force = readingsInForce(readings, kase.readings, {});
  const session = await target.open(kase.tenant, force.readings, kase.start);
  const seen = new Map<string, Seen>(
    Object.keys(kase.tenant.devices).map((device) => [
      device,
      { listed: false, test: null, isTesting: false, alerted: false },
    ]),
  );
  await playSteps(kase, session, seen);
  await session.close();
  return Object.entries(kase.tenant.devices).map(([name, { managementType, user }]) => {
    const found = seen.get(name);
    return {
      name,
      managementType,
      hasUser: user !== null,
      listed: found?.listed === true,
      phishing: found?.test ?? null,
      alerted: found?.alerted === true,
    };
  });
};
