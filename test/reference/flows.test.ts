import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultReadings } from '../../core/readings.ts';
import type { Tenant } from '../../core/tenant.ts';
import { minute } from '../../core/time.ts';
import { flowVariants } from '../../simulator/grade/flow-variants.ts';
import type { DeviceObservation, Reply } from '../../simulator/port/observation.ts';
import type { Operation } from '../../simulator/port/operation.ts';
import type { Session, Target } from '../../simulator/port/target.ts';
import { createInProcessTarget, inProcessTarget } from '../../simulator/target/in-process.ts';
import { textOf } from './compare.ts';
import { appProtectionPolicy, connector, device, start, tenant } from './fixture.ts';
import { plain, type Step, screenOfLaunch, tables } from './flow-tables.ts';
import { referenceTarget } from './target.ts';

type Platform = 'ios' | 'android';

const phone = 'phone';
const app = 'outlook';

interface World {
  readonly platform: Platform;
  readonly registered: boolean;
  readonly action: 'block' | 'wipe';
  readonly limit: 'secured' | 'low' | 'high';
}

const tenantOf = ({ platform, registered, action, limit }: World): Tenant =>
  tenant({
    connectors: {
      lookout: connector({
        iosMobileApplicationManagementEnabled: true,
        androidMobileApplicationManagementEnabled: true,
      }),
    },
    compliancePolicies: {},
    appProtectionPolicies: {
      apps: appProtectionPolicy({
        type: platform === 'ios' ? 'iosManagedAppProtection' : 'androidManagedAppProtection',
        maximumAllowedDeviceThreatLevel: limit,
        mobileThreatDefenseRemediationAction: action,
      }),
    },
    conditionalAccessPolicies: {},
    devices: {
      [phone]: device({
        managementType: platform === 'ios' ? 'iosUnmanaged' : 'androidUnmanaged',
        osVersion: platform === 'ios' ? '18.0' : '15',
        registered,
        mtdApps: {},
      }),
    },
  });

const fields = ['apps', 'appReasons', 'orgData', 'threatState'] as const;

const seenIn = async (session: Session): Promise<DeviceObservation> =>
  (await session.observe({
    kind: 'device',
    device: phone,
    fields,
    resources: [],
  })) as DeviceObservation;

/** What a walker by the tables knows: the second evaluator, and which app is on the phone. */
interface Walker {
  readonly session: Session;
  readonly platform: Platform;
  screen: string;
  cameFrom: string;
  installed: boolean;
  activated: boolean;
  threats: string[];
}

const doPlainly = async (walker: Walker, operation: Operation): Promise<Reply> => {
  const reply = await walker.session.perform(operation);
  if (reply.result === 'refused') return reply;
  if (operation.do === 'install') walker.installed = true;
  if (operation.do === 'activate') walker.activated = true;
  if (operation.do === 'uninstall') walker.installed = false;
  if (operation.do === 'uninstall') walker.activated = false;
  if (operation.do === 'raiseThreat') walker.threats = [...walker.threats, operation.threat].sort();
  if (operation.do === 'resolveThreat') {
    walker.threats = walker.threats.filter((name) => name !== operation.threat);
  }
  return reply;
};

/** Opens the app, and says where the tables then lead. */
const open = async (walker: Walker): Promise<string> => {
  await doPlainly(walker, { do: 'launch', device: phone, app });
  const { apps, appReasons } = await seenIn(walker.session);
  return screenOfLaunch(apps?.[app] ?? '', appReasons?.[app] ?? [], walker.activated);
};

/** A scan that leaves a level above the limit blocks, whatever else a policy does about it. */
const scan = async (walker: Walker, step: { above: string }, limit: World['limit']) => {
  const scanned = await doPlainly(walker, { do: 'scan', device: phone, partner: 'lookout' });
  if (scanned.result === 'refused') return null;
  const { threatState } = await seenIn(walker.session);
  const allowed = {
    secured: ['secured'],
    low: ['secured', 'lowSeverity'],
    high: ['secured', 'lowSeverity', 'mediumSeverity', 'highSeverity'],
  };
  return allowed[limit].includes(threatState?.['lookout'] ?? '') ? 'ReturnToApp' : step.above;
};

const follow = async (
  walker: Walker,
  step: Step,
  limit: World['limit'],
): Promise<string | null> => {
  if ('back' in step) return walker.cameFrom;
  if ('scans' in step) return scan(walker, step, limit);
  for (const name of step.does) {
    for (const operation of plain(name, phone, walker.threats[0])) {
      const reply = await doPlainly(walker, operation);
      if (reply.result === 'refused') return null;
    }
  }
  if ('to' in step) return step.to;
  const screen = await open(walker);
  return screen === 'AccessGranted' ? (step.passing ?? screen) : screen;
};

/** The same choice by the tables; what they do not have is refused. */
const tapByTheTables = async (walker: Walker, choose: string, limit: World['limit']) => {
  const step = tables[walker.platform][walker.screen]?.[choose];
  if (step === undefined) return false;
  const screen = await follow(walker, step, limit);
  if (screen === null) return false;
  if (screen !== walker.screen) walker.cameFrom = walker.screen;
  walker.screen = screen;
  return true;
};

/** Things that happen beside the flow. */
const besides: readonly Operation[] = [
  { do: 'raiseThreat', device: phone, threat: 'adware', severity: 'low' },
  { do: 'raiseThreat', device: phone, threat: 'spyware', severity: 'high' },
  { do: 'report', partner: 'lookout', device: phone, state: 'mediumSeverity' },
  { do: 'report', partner: 'lookout', device: phone, state: 'secured' },
  { do: 'report', partner: 'lookout', device: phone, state: 'unresponsive' },
  { do: 'uninstall', device: phone, partner: 'lookout', silent: false },
  { do: 'install', device: phone, partner: 'lookout' },
];

const everyLabel = [
  ...new Set(Object.values(tables).flatMap((table) => Object.values(table).flatMap(Object.keys))),
].sort();

const moves = fc.array(fc.record({ kind: fc.nat(19), pick: fc.nat(1000) }), {
  minLength: 20,
  maxLength: 60,
});

const worlds: fc.Arbitrary<World> = fc.record({
  platform: fc.constantFrom('ios', 'android'),
  registered: fc.boolean(),
  action: fc.constantFrom('block', 'wipe'),
  limit: fc.constantFrom('secured', 'low', 'high'),
});

const seenScreens = new Set<string>();

type Moves = readonly { readonly kind: number; readonly pick: number }[];

const walk = async (target: Target, world: World, steps: Moves): Promise<void> => {
  const facts = tenantOf(world);
  const session = await target.open(facts, defaultReadings, start);
  const walker: Walker = {
    session: await referenceTarget.open(facts, defaultReadings, start),
    platform: world.platform,
    screen: 'SignIn',
    cameFrom: 'SignIn',
    installed: false,
    activated: false,
    threats: [],
  };
  for (const [index, { kind, pick }] of steps.entries()) {
    const now = start + index * minute;
    await session.advanceTo(now);
    await walker.session.advanceTo(now);
    const offered = Object.keys(tables[world.platform][walker.screen] ?? {});
    const labels = kind > 3 ? offered : everyLabel;
    const choose = labels[pick % labels.length];
    const beside = kind < 2 ? besides[pick % besides.length] : undefined;
    if (beside !== undefined) {
      await session.perform(beside);
      await doPlainly(walker, beside);
    } else if (choose !== undefined) {
      const at = `${world.platform} ${walker.screen}: ${choose}`;
      const reply = await session.perform({ do: 'tap', device: phone, choose });
      const moved = await tapByTheTables(walker, choose, world.limit);
      expect(`${at} ${reply.result}`).toBe(`${at} ${moved ? 'done' : 'refused'}`);
    }
    const query = { kind: 'device', device: phone, resources: [] } as const;
    const shown = await session.observe({ ...query, fields: ['screen', 'choices'] });
    const choices = Object.keys(tables[world.platform][walker.screen] ?? {}).sort();
    expect(shown).toEqual({ screen: walker.screen, choices });
    expect(textOf(await seenIn(session))).toBe(textOf(await seenIn(walker.session)));
    seenScreens.add(`${world.platform} ${walker.screen}`);
  }
};

const walksOn = (target: Target) =>
  fc.asyncProperty(worlds, moves, (world, steps) => walk(target, world, steps));

const chosen = { seed: 20260105, numRuns: 120 };

test('random walks go where the tables of the documents say, and end in the same verdicts', async () => {
  await fc.assert(walksOn(inProcessTarget), chosen);
  const every = Object.entries(tables).flatMap(([platform, table]) =>
    Object.keys(table).map((screen) => `${platform} ${screen}`),
  );
  expect(every.filter((screen) => !seenScreens.has(screen))).toEqual([]);
}, 120_000);

const known = [
  'flows/recheck-scans',
  'flows/recheck-believes',
  'flows/degraded-works',
  'flows/register-for-everybody',
  'flows/no-wait-for-the-scan',
  'flows/ios/arrival/threat',
  'flows/android/Permissions/Deny contacts/missing',
];

test.each(known)('such walks notice %s', async (id) => {
  const variant = flowVariants.find((one) => one.id === id);
  const target = createInProcessTarget(variant?.parts);
  const found = await fc.check(walksOn(target), { ...chosen, endOnFailure: true });
  expect(variant).toBeDefined();
  expect(found.failed).toBe(true);
});
