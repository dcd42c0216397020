import { type PartnerKey, partnerOf } from '../../../../core/partners.ts';
import type { Credential, Resource, TargetSetup } from '../setup.ts';
import { bad, type Finding, good, unseen } from './finding.ts';
import { outcomeText, type Requester } from './request.ts';

/** A token with everything that was found out on the way to it. */
export interface TokenFound {
  readonly token: string | null;
  readonly findings: readonly Finding[];
}

/** Application permissions a service asks for; one of each list does. */
const graphReads = {
  connectors: [
    'DeviceManagementServiceConfig.Read.All',
    'DeviceManagementServiceConfig.ReadWrite.All',
    'DeviceManagementConfiguration.Read.All',
    'DeviceManagementConfiguration.ReadWrite.All',
  ],
  devices: [
    'DeviceManagementManagedDevices.Read.All',
    'DeviceManagementManagedDevices.ReadWrite.All',
    'DeviceManagementConfiguration.Read.All',
    'DeviceManagementConfiguration.ReadWrite.All',
  ],
} as const;

const graphWrites = {
  connectors: [
    'DeviceManagementServiceConfig.ReadWrite.All',
    'DeviceManagementConfiguration.ReadWrite.All',
  ],
  policies: ['DeviceManagementConfiguration.ReadWrite.All'],
  'app protection': ['DeviceManagementApps.ReadWrite.All'],
  'Conditional Access': ['Policy.ReadWrite.ConditionalAccess'],
} as const;

/** Why roles are asked for, and which of them do. */
type Wanted = readonly (readonly [string, readonly string[]])[];

const rolesForAdmin = ({ can, shows }: TargetSetup): Wanted => [
  ...(shows.includes('complianceState') ? [['read devices', graphReads.devices] as const] : []),
  ...(shows.includes('partnerState') ? [['read connectors', graphReads.connectors] as const] : []),
  ...(can.includes('admin')
    ? Object.entries(graphWrites).map(([what, roles]) => [`write ${what}`, roles] as const)
    : []),
];

const rolesForPartner: Wanted = [['send messages', ['update_device_health']]];

/** The device side is nobody's API but ours: who may act there is not known beforehand. */
const rolesFor = (setup: TargetSetup, resource: Resource): Wanted => {
  if (resource === 'device') return [];
  return resource === 'graph' ? rolesForAdmin(setup) : rolesForPartner;
};

/** The claims of a token that can be read by whoever holds it; null for one that is opaque. */
const claimsIn = (token: string): Readonly<Record<string, unknown>> | null => {
  const [, payload] = token.split('.');
  try {
    const text = Buffer.from(payload ?? '', 'base64url').toString();
    const claims: unknown = JSON.parse(text);
    return typeof claims === 'object' && claims !== null ? { ...claims } : null;
  } catch {
    return null;
  }
};

const grantedIn = (claims: Readonly<Record<string, unknown>>): readonly string[] => {
  const { roles, scp } = claims;
  const scopes = typeof scp === 'string' ? scp.split(' ') : [];
  return [...(Array.isArray(roles) ? roles.map(String) : []), ...scopes];
};

const checkRoles = (whose: string, token: string, wanted: Wanted): Finding => {
  const what = `roles of ${whose}`;
  const claims = claimsIn(token);
  if (claims === null) return unseen(what, 'the token is opaque, so its roles cannot be seen');
  const granted = grantedIn(claims);
  const lacking = wanted.filter(([, roles]) => !roles.some((role) => granted.includes(role)));
  if (lacking.length === 0) return good(what, granted.join(', ') || 'none is needed');
  const texts = lacking.map(([why, roles]) => `${roles[0]} (to ${why})`);
  return bad(
    what,
    `the token of ${whose} lacks the role ${texts.join(' and ')}`,
    'Entra admin centre: App registrations > API permissions > Application permissions, then "Grant admin consent"',
  );
};

const askFor = async (
  setup: TargetSetup,
  tenantId: string,
  ask: Requester,
  { id, secret }: Extract<Credential, { kind: 'client' }>,
  resource: Resource,
): Promise<string | { readonly failure: string }> => {
  const address = setup.surfaces.tokens;
  if (address === undefined) return { failure: 'there is no address to get a token from' };
  const outcome = await ask({
    method: 'POST',
    url: address.replaceAll('{tenant}', tenantId),
    form: {
      grant_type: 'client_credentials',
      client_id: id,
      client_secret: secret,
      scope: setup.scopes[resource],
    },
  });
  const isAnswer = outcome.kind === 'answer' && outcome.status === 200;
  const token = isAnswer ? outcome.json?.['access_token'] : undefined;
  if (typeof token === 'string') return token;
  const missing = isAnswer && outcome.json !== null ? 'an answer without `access_token`' : null;
  // Whatever the endpoint repeats of the request must not be repeated here.
  return { failure: (missing ?? outcomeText(outcome)).replaceAll(secret, '(secret)') };
};

/** Gets a token as one application does, and looks at what it may do. */
export const checkToken = async (
  setup: TargetSetup,
  tenantId: string,
  ask: Requester,
  credential: Credential | null,
  partner: PartnerKey | null,
  resource: Resource = partner === null ? 'graph' : 'intune',
): Promise<TokenFound> => {
  const asker = partner === null ? 'the admin' : partnerOf(partner).displayName;
  const whose = resource === 'device' ? `${asker} at the device side` : asker;
  const what = `credentials of ${whose}`;
  const field = partner === null ? 'credentials.admin' : `credentials.partners.${partner}`;
  if (credential === null) {
    const help = `give them in the target file under \`${field}\``;
    return { token: null, findings: [bad(what, `nobody gave the credentials of ${whose}`, help)] };
  }
  const wanted = rolesFor(setup, resource);
  if (credential.kind === 'token') {
    const { token } = credential;
    return { token, findings: [checkRoles(whose, token, wanted)] };
  }
  const found = await askFor(setup, tenantId, ask, credential, resource);
  if (typeof found !== 'string') {
    const said = `the token endpoint gives ${whose} no token: ${found.failure}`;
    const help = `look at \`surfaces.tokens\` and \`${field}\`: the id, and a secret that is not over`;
    return { token: null, findings: [bad(what, said, help)] };
  }
  return { token: found, findings: [good(what, 'a token'), checkRoles(whose, found, wanted)] };
};
