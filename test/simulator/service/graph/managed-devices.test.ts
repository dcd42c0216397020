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

it('what is selected of a device is what has changed since', async () => {
  const path = `/beta/deviceManagement/managedDevices/${objectId(tenantId, 'device', 'pixel')}`;
  const read = async (version: string, select: string) =>
    (await service.graph('GET', `${path.replace('beta', version)}?$select=${select}`)).body;
  const { tenant } = service;
  tenant.perform({ do: 'enroll', device: 'pixel', managementType: 'androidWorkProfile' });
  const before = await read('beta', 'complianceState,deviceEnrollmentType');
  expect(before).toMatchObject({ deviceEnrollmentType: 'userEnrollment' });
  expect(Object.keys(before)).toHaveLength(3);
  expect(Object.keys(await read('beta', 'complianceState'))).toHaveLength(2);
  expect(Object.keys(await read('beta', 'nothing'))).toEqual(['@odata.context']);
  tenant.perform({ do: 'enroll', device: 'pixel', managementType: 'androidFullyManaged' });
  const enrolled = { deviceEnrollmentType: 'androidEnterpriseFullyManaged' };
  expect(await read('beta', 'complianceState,deviceEnrollmentType')).toMatchObject(enrolled);
  const old = { deviceEnrollmentType: 'unknownFutureValue' };
  expect(await read('v1.0', 'complianceState,deviceEnrollmentType')).toMatchObject(old);
});

it('a grace that ends is told, and another one that begins later', async () => {
  const id = objectId(tenantId, 'device', 'pixel');
  const { tenant } = service;
  const day = 86_400_000;
  const read = async () =>
    (await service.graph('GET', `/beta/deviceManagement/managedDevices/${id}`)).body;
  const report = (state: 'secured' | 'highSeverity') =>
    tenant.perform({ do: 'report', partner: 'lookout', device: 'pixel', state });
  const grace = (from: number) => ({
    complianceState: 'inGracePeriod',
    complianceGracePeriodExpirationDateTime: new Date(from + day).toISOString(),
  });
  tenant.perform({ do: 'enroll', device: 'pixel', managementType: 'androidWorkProfile' });
  tenant.perform({ do: 'heartbeat', partner: 'lookout' });
  report('highSeverity');
  tenant.perform({ do: 'checkIn', device: 'pixel' });
  const first = tenant.clock.now();
  expect(await read()).toMatchObject(grace(first));
  expect(await read()).toMatchObject(grace(first));
  report('secured');
  tenant.clock.advanceTo(first + 3_600_000);
  report('highSeverity');
  expect(await read()).toMatchObject(grace(first + 3_600_000));
  tenant.clock.advanceTo(first + 2 * day);
  const never = { complianceGracePeriodExpirationDateTime: '9999-12-31T23:59:59.9999999Z' };
  expect(await read()).toMatchObject({ complianceState: 'noncompliant', ...never });
});

it('a device that enrols or leaves is in the list, or is not', async () => {
  const names = async () => {
    const { body } = await service.graph('GET', '/v1.0/deviceManagement/managedDevices');
    expect(body['@odata.count']).toBe(body.value.length);
    const overview = await service.graph('GET', '/v1.0/deviceManagement/managedDeviceOverview');
    expect(overview.body).toMatchObject({ enrolledDeviceCount: body.value.length });
    return body.value.map((device) => Object(device).deviceName);
  };
  const { tenant } = service;
  expect(await names()).toEqual(['pixel']);
  tenant.perform({ do: 'enroll', device: 'iphone', managementType: 'iosDeviceEnrollment' });
  expect(await names()).toEqual(['pixel', 'iphone']);
  tenant.perform({ do: 'unenroll', device: 'pixel' });
  expect(await names()).toEqual(['iphone']);
});

it('a device of the directory is found by its id, and no other object is', async () => {
  const { body } = await service.graph('GET', '/v1.0/devices');
  const read = (id: string) => service.graph('GET', `/v1.0/devices/${id}`);
  for (const device of body.value) {
    const found = await read(device.id.toUpperCase());
    expect(found.body).toMatchObject({ id: device.id, displayName: device.displayName });
  }
  for (const name of ['ada', 'device pixie']) {
    expect((await read(objectId(tenantId, 'user', name))).status).toBe(404);
  }
});
