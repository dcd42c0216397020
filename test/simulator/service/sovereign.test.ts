import { afterEach, expect, test } from 'vitest';
import { partnerClientId } from '../../../simulator/contract/partner-client.ts';
import { serviceUnderTest, tenantId, type UnderTest } from './service-under-test.ts';

let service: UnderTest;
afterEach(() => service.close());

const tenant = `
apiVersion: muster/v1
kind: Tenant
cloud: gccHigh
cloudConnectors: [lookout, zimperium]
connectors:
  lookout: { iosEnabled: true }
users:
  ada: { groups: [] }
`;
const connectors = '/beta/deviceManagement/mobileThreatDefenseConnectors';

test('Graph lists the connectors of the cloud, and makes no other', async () => {
  service = await serviceUnderTest(tenant);
  const ids = async () => (await service.graph('GET', connectors)).body.value.map(({ id }) => id);
  expect(await ids()).toEqual([partnerClientId('lookout')]);
  const jamf = { id: partnerClientId('jamf'), iosEnabled: true };
  const refused = await service.graph('POST', connectors, jamf);
  expect(refused.status).toBe(409);
  expect(refused.body.error.message).toContain('connector-not-shown/jamf');
  const zimperium = { id: partnerClientId('zimperium'), iosEnabled: true };
  expect((await service.graph('POST', connectors, zimperium)).status).toBe(201);
  expect(await ids()).toHaveLength(2);
});

test('a partner that provisions where its connector is not shown is told what is missing', async () => {
  service = await serviceUnderTest(tenant);
  const token = await service.token(partnerClientId('jamf'), 'intune');
  const answer = await service.app.inject({
    method: 'PUT',
    url: `/partner/v1/tenants/${tenantId}/connector`,
    headers: { authorization: `Bearer ${token}`, 'api-version': '2026-01-01' },
    payload: { provisioned: true },
  });
  expect(answer.json()).toMatchObject({
    state: 'unavailable',
    missing: ['connectorNotAdded', 'connectorNotInCloud'],
  });
});
