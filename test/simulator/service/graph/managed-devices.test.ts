import { afterAll, beforeAll, expect, it } from 'vitest';
import { objectId } from '../../../../simulator/contract/object-id.ts';
import { serviceUnderTest, tenantId, type UnderTest } from '../service-under-test.ts';

let service: UnderTest;
beforeAll(async () => {
  service = await serviceUnderTest();
});
afterAll(() => service.close());

it('a device that was read says what has changed since', async () => {
  const path = `/beta/deviceManagement/managedDevices/${objectId(tenantId, 'device', 'pixel')}`;
  const read = async () => (await service.graph('GET', path)).body;
  const { tenant } = service;
  const first = await read();
  expect(first).toMatchObject({ partnerReportedThreatState: 'unknown', isSupervised: false });
  expect(await read()).toEqual(first);
  tenant.perform({ do: 'report', partner: 'lookout', device: 'pixel', state: 'secured' });
  expect(await read()).toMatchObject({ partnerReportedThreatState: 'secured' });
  tenant.clock.advanceTo(tenant.clock.now() + 3_600_000);
  tenant.perform({ do: 'checkIn', device: 'pixel' });
  const later = new Date(tenant.clock.now()).toISOString();
  expect(first).not.toMatchObject({ lastSyncDateTime: later });
  expect(await read()).toMatchObject({ lastSyncDateTime: later, complianceState: 'compliant' });
  tenant.perform({ do: 'report', partner: 'lookout', device: 'pixel', state: 'lowSeverity' });
  const low = { partnerReportedThreatState: 'lowSeverity', complianceState: 'compliant' };
  expect(await read()).toMatchObject(low);
  tenant.perform({ do: 'enroll', device: 'pixel', managementType: 'androidFullyManaged' });
  expect(await read()).toMatchObject({
    deviceEnrollmentType: 'androidEnterpriseFullyManaged',
    lastSyncDateTime: '0001-01-01T00:00:00Z',
  });
});
