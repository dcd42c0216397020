import { providers } from '../contract/discovery.ts';
import type { Caller } from './caller.ts';
import { member } from './json-member.ts';
import type { Wire } from './wire.ts';

/** Where the services of the tenant are. */
export interface Endpoints {
  readonly tenant: string;
  readonly threat: string;
  readonly appSync: string;
}

const serviceId = 'c161e42e-d4df-4a3d-9b42-e7a3c31f59d4';

const textIn = (entry: unknown, name: string): string => {
  const value = member(entry, name);
  return typeof value === 'string' ? value : '';
};

/** Looks the services up; names are compared without regard to case, unknown ones passed over. */
export const discover = async (wire: Wire, caller: Caller): Promise<Endpoints | string> => {
  const url = `${wire.origin}/v1.0/servicePrincipals/appId=${serviceId}/endpoints`;
  const answer = await caller.call('GET', url);
  if (answer === null) return 'the services could not be looked up';
  if (answer.status !== 200) return `looking up the services got status ${answer.status}`;
  const list = member(answer.json, 'value');
  const uriOf = (name: string): string | null => {
    const entries: readonly unknown[] = Array.isArray(list) ? list : [];
    const found = entries.find(
      (entry) => textIn(entry, 'providerName').toLowerCase() === name.toLowerCase(),
    );
    const uri = textIn(found, 'uri').replace(/\/$/, '');
    return URL.canParse(uri) && new URL(uri).origin === wire.origin ? uri : null;
  };
  const tenant = uriOf(providers.tenant.name);
  const threat = uriOf(providers.threat.name);
  const appSync = uriOf(providers.appSync.name);
  if (tenant === null || threat === null || appSync === null) {
    return 'a service is not available in this tenant';
  }
  return { tenant, threat, appSync };
};
