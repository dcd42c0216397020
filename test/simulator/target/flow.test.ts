import { expect, test } from 'vitest';
import { createDecider } from '../../../core/decision.ts';
import { createEvaluator } from '../../../core/evaluator.ts';
import { defaultReadings } from '../../../core/readings.ts';
import type { Operation } from '../../../simulator/port/operation.ts';
import { openSession } from '../../../simulator/target/in-process.ts';
import { performIn } from '../../../simulator/target/perform.ts';
import { forkWorld } from '../../../simulator/target/world.ts';
import { appProtectionPolicy, connector, device, start, tenant } from '../../reference/fixture.ts';

const open = () =>
  openSession(
    createDecider(createEvaluator(defaultReadings)),
    tenant({
      connectors: { lookout: connector({ iosMobileApplicationManagementEnabled: true }) },
      appProtectionPolicies: { apps: appProtectionPolicy({ type: 'iosManagedAppProtection' }) },
      devices: {
        iphone: device({ managementType: 'iosUnmanaged', osVersion: '18.0', mtdApps: {} }),
      },
    }),
    start,
  );

const tap = (choose: string): Operation => ({ do: 'tap', device: 'iphone', choose });

const screenIn = async (session: ReturnType<typeof open>) =>
  session.observe({ kind: 'device', device: 'iphone', fields: ['screen'], resources: [] });

test('what a screen does not offer is refused by name, with what it does offer', async () => {
  const session = open();
  await session.perform(tap('Sign in'));
  expect(await session.perform(tap('Open'))).toEqual({
    result: 'refused',
    code: 'not-offered/GetAccess.Download',
    offered: ['Ask IT', 'Download from App Store', 'Recheck'],
  });
  expect(await screenIn(session)).toEqual({ screen: 'GetAccess.Download' });
});

test('opening the app otherwise leads where signing in leads', async () => {
  const session = open();
  await session.perform({ do: 'launch', device: 'iphone', app: 'outlook' });
  expect(await screenIn(session)).toEqual({ screen: 'GetAccess.Download' });
});

test('a refused operation leads nowhere, and says why', async () => {
  const session = open();
  for (const choose of ['Sign in', 'Download from App Store', 'OK', 'Install', 'Open', 'Open']) {
    await session.perform(tap(choose));
  }
  await session.perform({ do: 'uninstall', device: 'iphone', partner: 'lookout', silent: true });
  expect(await session.perform(tap('Work account'))).toEqual({
    result: 'refused',
    code: 'app-missing/lookout',
  });
  expect(await screenIn(session)).toEqual({ screen: 'AccountPick' });
});

test('enrolling ends one flow and begins another', async () => {
  const session = open();
  await session.perform(tap('Sign in'));
  await session.perform({
    do: 'enroll',
    device: 'iphone',
    managementType: 'iosDeviceEnrollment',
  });
  expect(await screenIn(session)).toEqual({ screen: 'DeviceSetup' });
  await session.perform({ do: 'unenroll', device: 'iphone' });
  await session.perform(tap('Sign in'));
  expect(await screenIn(session)).toEqual({ screen: 'GetAccess.Download' });
});

test('a copy of the world is walked on without moving anybody in the original', async () => {
  const session = open();
  await session.perform(tap('Sign in'));
  performIn(forkWorld(session.world), tap('Download from App Store'));
  expect(await screenIn(session)).toEqual({ screen: 'GetAccess.Download' });
});

test('without a protected app there is nothing to sign in to', async () => {
  const session = openSession(
    createDecider(createEvaluator(defaultReadings)),
    tenant({
      appProtectionPolicies: {},
      devices: { iphone: device({ managementType: 'iosUnmanaged' }) },
    }),
    start,
  );
  expect(await session.perform(tap('Sign in'))).toEqual({
    result: 'refused',
    code: 'no-protected-app',
  });
});
