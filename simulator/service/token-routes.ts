import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Client, knowsSecret } from './client.ts';
import { assertedBy, createAssertions } from './client-assertion.ts';
import type { ServiceContext } from './context.ts';
import { requestIdsOf } from './request-ids.ts';
import { resourceOfScope } from './scope.ts';
import { signInWith } from './sign-in.ts';
import type { ServedTenant } from './tenants.ts';
import type { IssuedToken } from './token.ts';

interface Refusal {
  readonly status: number;
  /** RFC 6749, section 5.2. */
  readonly error: string;
  /** Entra's number, which clients show. */
  readonly number: number;
  readonly description: string;
}

const refusals = {
  tenant: {
    status: 400,
    error: 'invalid_request',
    number: 90002,
    description: 'There is no such tenant here.',
  },
  grant: {
    status: 400,
    error: 'unsupported_grant_type',
    number: 70003,
    description: 'Only client_credentials and password are understood.',
  },
  password: {
    status: 400,
    error: 'invalid_grant',
    number: 50126,
    description: 'Error validating credentials due to invalid username or password.',
  },
  client: {
    status: 400,
    error: 'unauthorized_client',
    number: 700016,
    description: 'The application is not known in this tenant.',
  },
  proof: {
    status: 401,
    error: 'invalid_client',
    number: 7000215,
    description: 'Invalid client secret provided.',
  },
  assertion: {
    status: 401,
    error: 'invalid_client',
    number: 700027,
    description: 'The client assertion is not valid, is over, or was shown before.',
  },
  scope: {
    status: 400,
    error: 'invalid_scope',
    number: 70011,
    description: 'The scope must be the identifier of a resource, followed by /.default.',
  },
} as const satisfies Record<string, Refusal>;

const refuse = (
  request: FastifyRequest,
  reply: FastifyReply,
  { status, error, number, description }: Refusal,
  at: number,
): FastifyReply => {
  const ids = requestIdsOf(request);
  if (status === 401) reply.header('www-authenticate', 'Basic realm="token"');
  return reply.code(status).send({
    error,
    error_description: `AADSTS${number}: ${description}`,
    error_codes: [number],
    timestamp: new Date(at).toISOString(),
    trace_id: ids['request-id'],
    correlation_id: ids['client-request-id'],
  });
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
};

interface Shown {
  readonly client: string | null;
  readonly secret: string | null;
}

/** The client and its secret, from the body or from HTTP Basic (RFC 6749, section 2.3.1). */
const shownBy = (request: FastifyRequest, form: URLSearchParams): Shown => {
  const basic = /^Basic +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (basic === undefined) {
    return { client: form.get('client_id'), secret: form.get('client_secret') };
  }
  const [client = '', ...secret] = Buffer.from(basic, 'base64').toString().split(':');
  return { client: decoded(client), secret: decoded(secret.join(':')) };
};

const tokenBody = ({ accessToken, expiresIn }: IssuedToken): object => ({
  token_type: 'Bearer',
  expires_in: expiresIn,
  ext_expires_in: expiresIn,
  access_token: accessToken,
});

const grants = ['client_credentials', 'password'];

/** What clients read before they ask for a token. */
const discoveryRoutes = (app: FastifyInstance, context: ServiceContext): void => {
  const { tenants, tokens, machineNow, baseUrl } = context;
  app.get<{ Params: { tenant: string } }>(
    '/:tenant/v2.0/.well-known/openid-configuration',
    async (request, reply) => {
      const tenant = tenants.get(request.params.tenant);
      if (tenant === null) return refuse(request, reply, refusals.tenant, machineNow());
      const at = `${baseUrl()}/${tenant.id}`;
      return {
        issuer: tokens.issuerOf(tenant.id),
        authorization_endpoint: `${at}/oauth2/v2.0/authorize`,
        token_endpoint: `${at}/oauth2/v2.0/token`,
        jwks_uri: `${at}/discovery/v2.0/keys`,
        response_types_supported: ['token'],
        subject_types_supported: ['pairwise'],
        id_token_signing_alg_values_supported: ['RS256'],
        grant_types_supported: grants,
        token_endpoint_auth_methods_supported: [
          'client_secret_post',
          'client_secret_basic',
          'private_key_jwt',
        ],
      };
    },
  );
  app.get('/:tenant/discovery/v2.0/keys', async () => tokens.keySet());
};

/** E1: tokens for applications and for users. */
export const tokenRoutes = (app: FastifyInstance, context: ServiceContext): void => {
  const { tenants, tokens, machineNow, baseUrl } = context;
  const assertions = createAssertions(machineNow, context.contract.times);
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: 65_536 },
    (_request, body, done) => done(null, new URLSearchParams(String(body))),
  );

  const proves = async (
    client: Client,
    tenant: ServedTenant,
    form: URLSearchParams,
    secret: string | null,
  ): Promise<boolean> => {
    if (secret !== null) return knowsSecret(client, secret);
    const assertion = form.get('client_assertion');
    if (assertion === null) return false;
    if (form.get('client_assertion_type') !== assertedBy) return false;
    const audience = `${baseUrl()}/${tenant.id}/oauth2/v2.0/token`;
    const audiences = [audience, tokens.issuerOf(tenant.id)];
    const resource = resourceOfScope(form.get('scope') ?? '') ?? 'none';
    return assertions.accepts(tenant, client, assertion, audiences, resource);
  };

  app.post<{ Params: { tenant: string } }>('/:tenant/oauth2/v2.0/token', async (request, reply) => {
    const no = (refusal: Refusal) => refuse(request, reply, refusal, machineNow());
    reply.header('cache-control', 'no-store');
    const tenant = tenants.get(request.params.tenant);
    if (tenant === null) return no(refusals.tenant);
    const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
    const grant = form.get('grant_type') ?? '';
    if (!grants.includes(grant)) return no(refusals.grant);
    const shown = shownBy(request, form);
    const client = tenant.clients.get((shown.client ?? '').toLowerCase());
    if (client === undefined) return no(refusals.client);
    const isProven = client.isPublic === true || (await proves(client, tenant, form, shown.secret));
    if (!isProven || (client.isPublic === true && grant !== 'password')) {
      return no(form.has('client_assertion') ? refusals.assertion : refusals.proof);
    }
    if (grant === 'password') {
      const user = signInWith(tenant, client, form);
      if (typeof user === 'string') return no(refusals[user]);
      const issued = await tokens.issueForUser(tenant.id, client, user);
      return { ...tokenBody(issued), scope: user.scopes.join(' ') };
    }
    const resource = resourceOfScope(form.get('scope') ?? '');
    if (resource === null) return no(refusals.scope);
    return tokenBody(await tokens.issue(tenant.id, client, resource));
  });
  discoveryRoutes(app, context);
};
