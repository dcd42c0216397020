import { afterEach, expect, test } from 'vitest';
import { serviceUnderTest, type UnderTest } from './service-under-test.ts';

let service: UnderTest;
afterEach(() => service.close());

const registrations = '/v1.0/deviceAppManagement/managedAppRegistrations';

const statesOf = async (): Promise<readonly unknown[]> => {
  const { body } = await service.graph('GET', registrations);
  const lists = await Promise.all(
    body.value.map(({ id }) => service.graph('GET', `${registrations}/${id}/operations`)),
  );
  return lists.flatMap(({ body: list }) => list.value.map((one) => Reflect.get(one, 'state')));
};

const launch = () => service.tenant.perform({ do: 'launch', device: 'iphone', app: 'outlook' });
const outcome = () => {
  const fields = ['apps'] as const;
  const seen = service.tenant.observe({ kind: 'device', device: 'iphone', fields, resources: [] });
  return 'apps' in seen ? seen.apps?.['outlook'] : undefined;
};

const healthyAndLaunched = async () => {
  service = await serviceUnderTest();
  service.tenant.perform({ do: 'report', partner: 'lookout', device: 'iphone', state: 'secured' });
  launch();
};

test('a wipe by device tag is pending until the app is opened, and then successful', async () => {
  await healthyAndLaunched();
  expect(await statesOf()).toEqual([]);
  const { body } = await service.graph('GET', registrations);
  const deviceTag: unknown = Reflect.get(body.value[0], 'deviceTag');
  const userId = String(Reflect.get(body.value[0], 'userId'));
  const path = `/v1.0/users/${userId}/wipeManagedAppRegistrationsByDeviceTag`;
  expect((await service.graph('POST', path, { deviceTag })).status).toBe(204);
  expect(await statesOf()).toEqual(['pending']);
  expect(outcome()).toBe('allowed');
  launch();
  expect(outcome()).toBe('wiped');
  expect(await statesOf()).toEqual(['successful']);
  launch();
  expect(outcome()).toBe('allowed');
});

test('a tag of no device of the user is not found, and none at all is a bad request', async () => {
  await healthyAndLaunched();
  const path = '/v1.0/users/ada@muster.example/wipeManagedAppRegistrationsByDeviceTag';
  expect((await service.graph('POST', path, { deviceTag: 'x' })).status).toBe(404);
  expect((await service.graph('POST', path, {})).status).toBe(400);
  expect(await statesOf()).toEqual([]);
});

test('a user is wiped and blocked in every app until unblocked, in beta alone', async () => {
  await healthyAndLaunched();
  const user = '/users/ada@muster.example';
  expect((await service.graph('POST', `/v1.0${user}/wipeAndBlockManagedApps`, {})).status).toBe(
    400,
  );
  expect((await service.graph('POST', `/beta${user}/wipeAndBlockManagedApps`, {})).status).toBe(
    204,
  );
  expect(await statesOf()).toEqual(['pending']);
  launch();
  launch();
  expect(outcome()).toBe('blocked');
  expect(await statesOf()).toEqual(['successful']);
  expect((await service.graph('POST', `/beta${user}/unblockManagedApps`, {})).status).toBe(204);
  launch();
  expect(outcome()).toBe('allowed');
  const nobody = '/beta/users/eve@muster.example/wipeAndBlockManagedApps';
  expect((await service.graph('POST', nobody, {})).status).toBe(404);
});
