import type { PartnerKey } from '../../../core/partners.ts';
import type { Paint } from '../../../reports/paint.ts';
import { partnerClientId } from '../../contract/partner-client.ts';
import { adminClientId, withNewSecret } from '../../service/client.ts';
import type { ServiceContext } from '../../service/context.ts';
import { stillOff } from '../../service/still-off.ts';
import type { ServedTenant } from '../../service/tenants.ts';

/** What stands in place of a secret that was shown earlier. */
const shownBefore = '$SECRET';

/** A secret that is shown once, here; where one was shown before, only if that is asked for. */
const secretOf = (tenant: ServedTenant, client: string, isShown: boolean): string => {
  const known = tenant.clients.get(client);
  if (known === undefined) throw new Error(`no application ${client} in the tenant`);
  if (known.secrets.length > 0 && !isShown) return shownBefore;
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

/** The commands that get tokens, and how long their secrets hold. */
const aboutTokens = (
  { baseUrl, store }: ServiceContext,
  tenant: ServedTenant,
  isShown: boolean,
  { strong }: Paint,
): { readonly admin: string; readonly lines: readonly string[] } => {
  const tokenOf = (client: string, resource: string): string =>
    curlForToken(baseUrl(), tenant.id, client, secretOf(tenant, client, isShown), resource);
  const admin = tokenOf(adminClientId(tenant.id), 'https://graph.microsoft.com');
  const ofPartners = Object.keys(tenant.world().connectors).flatMap((partner) => {
    const client = partnerClientId(partner as PartnerKey);
    const command = tokenOf(client, 'https://api.manage.microsoft.com/');
    return [strong(`A token of ${partner}`), `  ${command}`];
  });
  const life = store === null ? 'whose secret holds until this ends' : 'whose secret stays';
  const lines = [strong(`A token of the admin, ${life}`), `  ${admin}`, ...ofPartners];
  const isKept = lines.some((line) => line.includes(shownBefore));
  const note = '  $SECRET is what was shown before; --new-secrets shows others beside it';
  return { admin, lines: isKept ? [...lines, note] : lines };
};

const aboutTrust =
  '  Who does not know the certificate is told of it: curl --cacert FILE, NODE_EXTRA_CA_CERTS=FILE';

/** Says where the service is, how to get a token, what is still off, and a line to try. */
export const greeting = (
  context: ServiceContext,
  tenant: ServedTenant,
  /** Whether applications that have a secret get another. */
  isShown: boolean,
  paint: Paint,
): readonly string[] => {
  const base = context.baseUrl();
  const { controlUrl } = context;
  const { strong } = paint;
  const { admin, lines } = aboutTokens(context, tenant, isShown, paint);
  const off = stillOff(tenant);
  const path = '/beta/deviceManagement/mobileThreatDefenseConnectors';
  const others = context.tenants.list().filter((other) => other !== tenant);
  const [partner] = Object.keys(tenant.world().connectors);
  return [
    strong(`Tenant ${tenant.name} (${tenant.id})`),
    `  Microsoft Graph   ${base}/v1.0 and ${base}/beta`,
    `  partner contract  ${base}/partner/v1/tenants/${tenant.id}`,
    `  devices           ${base}/device (described at ${base}/device/openapi.json)`,
    `  control           ${controlUrl ?? 'off; --control-port opens it'}`,
    ...others.map(({ name, id }) => `  beside it         ${name} (${id})`),
    ...lines,
    strong(off.length === 0 ? 'Nothing is still off in the tenant' : 'Still off'),
    ...off.map((line) => `  ${line}`),
    strong('Try'),
    `  TOKEN=$(${admin} | sed 's/.*"access_token":"//; s/".*//')`,
    `  curl -s ${base}${path} -H "Authorization: Bearer $TOKEN"`,
    ...(controlUrl === null || partner === undefined
      ? []
      : [
          `  muster connector --target ${base} --control ${controlUrl} --partner ${partner}`,
          `  muster observe --control ${controlUrl}`,
        ]),
    ...(base.startsWith('https:') ? [aboutTrust] : []),
    'Ctrl-C stops it.',
  ];
};
