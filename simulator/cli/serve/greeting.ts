import type { PartnerKey } from '../../../core/partners.ts';
import { partnerClientId } from '../../contract/partner-client.ts';
import { adminClientId, withNewSecret } from '../../service/client.ts';
import type { ServiceContext } from '../../service/context.ts';
import { stillOff } from '../../service/still-off.ts';
import type { ServedTenant } from '../../service/tenants.ts';
import type { Terminal } from '../terminal.ts';

/** Gives an application a secret that is shown once, here. */
const newSecret = (tenant: ServedTenant, client: string): string => {
  const known = tenant.clients.get(client);
  if (known === undefined) throw new Error(`no application ${client} in the tenant`);
  const { client: proven, secret } = withNewSecret(known);
  tenant.clients.set(client, proven);
  return secret;
};

const curlForToken = (
  base: string,
  tenant: string,
  client: string,
  secret: string,
  resource: string,
): string =>
  [
    `curl -s ${base}/${tenant}/oauth2/v2.0/token -d grant_type=client_credentials`,
    `-d client_id=${client} -d client_secret=${secret} -d scope=${resource}/.default`,
  ].join(' ');

/** Says where the service is, how to get a token, what is still off, and a line to try. */
export const greet = (
  { baseUrl }: ServiceContext,
  tenant: ServedTenant,
  controlUrl: string | null,
  terminal: Terminal,
): void => {
  const base = baseUrl();
  const { print, paint } = terminal;
  const admin = adminClientId(tenant.id);
  const token = curlForToken(
    base,
    tenant.id,
    admin,
    newSecret(tenant, admin),
    'https://graph.microsoft.com',
  );
  print(paint.strong(`Tenant ${tenant.name} (${tenant.id})`));
  print(`  Microsoft Graph   ${base}/v1.0 and ${base}/beta`);
  print(`  partner contract  ${base}/partner/v1/tenants/${tenant.id}`);
  print(`  devices           ${base}/device (described at ${base}/device/openapi.json)`);
  print(`  control           ${controlUrl ?? 'off; --control-port opens it'}`);
  print(paint.strong('A token of the admin, whose secret holds until this ends'));
  print(`  ${token}`);
  for (const partner of Object.keys(tenant.world().connectors) as PartnerKey[]) {
    const client = partnerClientId(partner);
    const secret = newSecret(tenant, client);
    print(paint.strong(`A token of ${partner}`));
    print(
      `  ${curlForToken(base, tenant.id, client, secret, 'https://api.manage.microsoft.com/')}`,
    );
  }
  const off = stillOff(tenant);
  print(paint.strong(off.length === 0 ? 'Nothing is still off in the tenant' : 'Still off'));
  for (const line of off) print(`  ${line}`);
  print(paint.strong('Try'));
  const read = `TOKEN=$(${token} | sed 's/.*"access_token":"//; s/".*//')`;
  print(`  ${read}`);
  const path = '/beta/deviceManagement/mobileThreatDefenseConnectors';
  print(`  curl -s ${base}${path} -H "Authorization: Bearer $TOKEN"`);
  const [partner] = Object.keys(tenant.world().connectors);
  if (controlUrl !== null && partner !== undefined) {
    print(`  muster connector --target ${base} --control ${controlUrl} --partner ${partner}`);
    print(`  muster observe --control ${controlUrl}`);
  }
  print('Ctrl-C stops it.');
};
