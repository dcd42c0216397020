import { providers } from '../../contract/discovery.ts';
import { objectId } from '../../contract/object-id.ts';
import { resources } from '../scope.ts';
import { type Answer, ok, problem } from './answer.ts';

/** Ids under which the Intune service may be asked for; the second is of older samples. */
const serviceIds: readonly string[] = [resources.intune[1], '0000000a-0000-0000-c000-000000000000'];

/** E2: where the services of a tenant are; `key` is `appId=…`, quoted or not. */
export const showEndpoints = (tenant: string, key: string, baseUrl: string): Answer => {
  const appId = /^appId='?([0-9a-f-]{36})'?$/i.exec(key)?.[1]?.toLowerCase();
  if (appId === undefined || !serviceIds.includes(appId)) return problem('unknown-service');
  const value = Object.values(providers).map(({ name, capability }) => ({
    id: objectId(tenant, 'resource', name),
    capability,
    providerId: objectId('muster', 'resource', name),
    providerName: name,
    providerResourceId: name,
    uri: `${baseUrl}/partner/v1/tenants/${tenant}`,
  }));
  return ok({
    '@odata.context': `${baseUrl}/v1.0/$metadata#servicePrincipals('${appId}')/endpoints`,
    value,
  });
};
