import { describe, expect, it } from 'vitest';
import { createDecider } from '../../../core/decision.ts';
import { createEvaluator } from '../../../core/evaluator.ts';
import { defaultReadings } from '../../../core/readings.ts';
import type { Tenant } from '../../../core/tenant.ts';
import { day, hour } from '../../../core/time.ts';
import type { VendorCloud } from '../../../core/vendor-cloud.ts';
import type { Operation } from '../../../simulator/port/operation.ts';
import { advanceWorld } from '../../../simulator/target/advance.ts';
import { nearestFlips } from '../../../simulator/target/flip.ts';
import { openSession } from '../../../simulator/target/in-process.ts';
import { nextSayings } from '../../../simulator/target/vendor-cloud.ts';
import { forkWorld, type World } from '../../../simulator/target/world.ts';
import { connector, start, tenant } from '../../reference/fixture.ts';

const lookout: VendorCloud = {
  pack: 'lookout-like',
  silentDeviceAfter: 3 * day,
  rollUp: 'max',
  resyncEvery: null,
  readOnly: false,
};

const open = async (changes: Partial<Tenant> = {}) =>
  openSession(createDecider(createEvaluator(defaultReadings)), tenant(changes), start);

const withCloud = (cloud: Partial<VendorCloud> = {}, changes: Partial<Tenant> = {}) =>
  open({ clouds: { lookout: { ...lookout, ...cloud } }, ...changes });

const scan: Operation = { do: 'scan', device: 'pixel', partner: 'lookout' };

const storedIn = async (session: Awaited<ReturnType<typeof open>>) => {
  const fields = ['threatState', 'complianceState'] as const;
  const query = { kind: 'device', device: 'pixel', fields, resources: [] } as const;
  return session.observe(query);
};

describe('a cloud that is not simulated', () => {
  it('says nothing of itself, ever', async () => {
    const session = await open();
    await session.perform(scan);
    expect(nextSayings(session.world)).toEqual([]);
    await session.advanceTo(start + 6 * day);
    expect(await storedIn(session)).toMatchObject({ threatState: { lookout: 'secured' } });
  });
});

describe('a simulated cloud', () => {
  it('says that a device is silent at exactly that instant', async () => {
    const session = await withCloud();
    await session.advanceTo(start + hour);
    await session.perform(scan);
    await session.advanceTo(start + hour + 3 * day - 1);
    expect(await storedIn(session)).toMatchObject({ threatState: { lookout: 'secured' } });
    await session.advanceTo(start + hour + 3 * day);
    expect(await storedIn(session)).toMatchObject({ threatState: { lookout: 'unresponsive' } });
  });

  it('says so however far the clock leaps, and once', async () => {
    const session = await withCloud();
    await session.advanceTo(start + 100 * day);
    expect(await storedIn(session)).toMatchObject({ threatState: { lookout: 'unresponsive' } });
    expect(nextSayings(session.world)).toEqual([]);
  });

  it('is contact of its connector with what it says', async () => {
    const connectors = {
      lookout: connector({ androidEnabled: true, partnerUnresponsivenessThresholdInDays: 4 }),
    };
    const session = await withCloud({}, { connectors });
    await session.perform(scan);
    await session.advanceTo(start + 5 * day);
    const query = { kind: 'connector', partner: 'lookout', fields: ['partnerState'] } as const;
    expect(await session.observe(query)).toMatchObject({ partnerState: 'enabled' });
    await session.advanceTo(start + 7 * day);
    expect(await session.observe(query)).toMatchObject({ partnerState: 'unresponsive' });
  });

  it('is delayed like every other message', async () => {
    const session = await withCloud({}, { recalculationDelay: hour });
    await session.perform(scan);
    await session.advanceTo(start + 3 * day);
    const silent = { threatState: { lookout: 'unresponsive' } };
    expect(await storedIn(session)).toMatchObject({ ...silent, complianceState: 'compliant' });
    await session.advanceTo(start + 3 * day + hour);
    expect(await storedIn(session)).toMatchObject({ ...silent, complianceState: 'noncompliant' });
  });

  it('does not say again what it was before at the instant in which a device is silent', async () => {
    const session = await withCloud({ resyncEvery: day });
    await session.perform(scan);
    await session.advanceTo(start + 3 * day);
    expect(await storedIn(session)).toMatchObject({ threatState: { lookout: 'unresponsive' } });
  });

  it('of a copied world leaves the world alone', async () => {
    const { world } = await withCloud();
    const before = nextSayings(world);
    const fork: World = forkWorld(world);
    advanceWorld(fork, start + 10 * day);
    expect(nextSayings(fork)).toEqual([]);
    expect(nextSayings(world)).toEqual(before);
  });

  it('is what time alone would change', async () => {
    const session = await withCloud();
    await session.perform(scan);
    const [flip] = nearestFlips(session.world, 'pixel', { of: 'compliance' }).filter(
      ({ kind }) => kind === 'time',
    );
    expect(flip).toMatchObject({ after: 3 * day, reasons: ['device-unresponsive/lookout'] });
  });
});
