import type {
  FastifyError,
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  onRequestHookHandler,
} from 'fastify';
import type { ProblemKind } from '../../contract/problem.ts';
import type { ContractProfile } from '../../contract/profile.ts';
import type { ServiceContext } from '../context.ts';
import { problemBody } from '../problem.ts';
import { type Checked, isFailure } from '../token.ts';
import { type Answer, problem, problemForm } from './answer.ts';
import { bodyOf, readBodies } from './body.ts';
import { changeProvisioning, showConnector } from './connector.ts';
import { takeConsent } from './consent.ts';
import type { Body, Desk } from './desk.ts';
import { showEndpoints } from './discovery.ts';
import { clearError, takeError } from './error-code.ts';
import { admit, noToken } from './guard.ts';
import { takeHeartbeat } from './heartbeat.ts';
import { requestInventory, showDevices, showRequest } from './inventory.ts';
import { showMessage, takeMessage } from './threat-messages.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Where a call that was admitted is dealt with. */
    desk?: Desk | null;
  }
}

type Params = { readonly tenant: string; readonly id: string; readonly key: string };

const send = (
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Answer,
  profile: ContractProfile,
): FastifyReply => {
  reply.headers(answer.headers ?? {});
  if ('status' in answer) {
    reply.code(answer.status);
    if (answer.body === null) return reply.send();
    return reply
      .header('content-type', 'application/json; charset=utf-8')
      .send(JSON.stringify(answer.body));
  }
  const { detail, members, problem: type } = answer;
  const form = problemForm(type, profile);
  const body = problemBody(request, 'mtd-partner', {
    type,
    title: form.title,
    status: form.status,
    ...(detail !== undefined && { detail }),
    members: { ...members, ...form.members },
  });
  const media = form.status === 200 ? 'application/json' : 'application/problem+json';
  return reply.code(form.status).header('content-type', media).send(JSON.stringify(body));
};

const kindOfStatus: Readonly<Record<number, ProblemKind>> = {
  413: 'body-too-large',
  415: 'media-type',
};

/** What fastify itself refuses, in the contract's words; anything else is for the server. */
const refusedByServer = (
  { statusCode = 500 }: FastifyError,
  { limits }: ContractProfile,
): Answer | null => {
  if (statusCode < 400 || statusCode >= 500) return null;
  const members = statusCode === 413 ? { maxBytes: limits.bodyBytes } : {};
  return problem(kindOfStatus[statusCode] ?? 'malformed', undefined, members);
};

type Handle = (desk: Desk, request: FastifyRequest<{ Params: Params }>) => Answer;

/** A handler that needs a body. */
const withBody =
  (handle: (desk: Desk, body: Body, id: string) => Answer): Handle =>
  (desk, request) => {
    const body = bodyOf(request);
    return body === null
      ? problem('malformed', 'the body is missing')
      : handle(desk, body, request.params.id);
  };

const headerOf = ({ headers }: FastifyRequest, name: string): string | undefined => {
  const value = headers[name];
  return Array.isArray(value) ? value.join(',') : value;
};

const cursorIn = ({ query }: FastifyRequest): string | undefined => {
  const { cursor } = query as { readonly cursor?: unknown };
  return cursor === undefined ? undefined : String(cursor);
};

/** E4 to E12, below the tenant's own address. */
const handlers: readonly (readonly ['GET' | 'PUT' | 'DELETE', string, Handle])[] = [
  [
    'PUT',
    '/connector',
    (desk, request) =>
      withBody((_, body) =>
        changeProvisioning(desk, body, {
          ifMatch: headerOf(request, 'if-match'),
          ifNoneMatch: headerOf(request, 'if-none-match'),
        }),
      )(desk, request),
  ],
  ['GET', '/connector', showConnector],
  ['PUT', '/heartbeat', withBody(takeHeartbeat)],
  ['PUT', '/threat-messages/:id', withBody((desk, body, id) => takeMessage(desk, id, body))],
  ['GET', '/threat-messages/:id', (desk, { params }) => showMessage(desk, params.id)],
  ['PUT', '/app-sync-requests/:id', withBody((desk, body, id) => requestInventory(desk, id, body))],
  ['GET', '/app-sync-requests/:id', (desk, { params }) => showRequest(desk, params.id)],
  [
    'GET',
    '/app-sync-requests/:id/devices',
    (desk, request) => showDevices(desk, request.params.id, cursorIn(request)),
  ],
  ['PUT', '/connector/error', withBody(takeError)],
  ['DELETE', '/connector/error', clearError],
];

const addContractRoutes = (app: FastifyInstance, context: ServiceContext): void => {
  const { contract } = context;
  app.decorateRequest('desk', null);
  const onRequest: onRequestHookHandler = (request, reply, done) => {
    const { tenant } = request.params as Params;
    const decide = (caller: Checked): void => {
      const admission = admit(context, caller, request, tenant);
      if ('refusal' in admission) send(request, reply, admission.refusal, contract);
      else {
        request.desk = admission.desk;
        done();
      }
    };
    const checked = context.tokens.check(request.headers.authorization, 'intune');
    if (checked instanceof Promise) checked.then(decide).catch(done);
    else decide(checked);
  };
  for (const [method, path, handle] of handlers) {
    app.route<{ Params: Params }>({
      method,
      url: `/partner/v1/tenants/:tenant${path}`,
      onRequest,
      handler: (request, reply) => {
        const { desk } = request;
        if (!desk) throw new Error('a call came in without having been admitted');
        return send(request, reply, handle(desk, request), contract);
      },
    });
  }
};

/** E2, for whoever has a token of the tenant at all. */
const addDiscovery = (app: FastifyInstance, context: ServiceContext): void => {
  const { contract, tokens, baseUrl } = context;
  const url = '/v1.0/servicePrincipals/:key/endpoints';
  app.get<{ Params: Params }>(url, async (request, reply) => {
    const { authorization } = request.headers;
    const asGraph = await tokens.check(authorization, 'graph');
    const caller = isFailure(asGraph) ? await tokens.check(authorization, 'intune') : asGraph;
    const answer = isFailure(caller)
      ? noToken(caller)
      : showEndpoints(caller.tenant, request.params.key, baseUrl());
    return send(request, reply, answer, contract);
  });
};

/** The partner side of the service, as its contract profile says: E2 to E12. */
export const partnerRoutes = (app: FastifyInstance, context: ServiceContext): void => {
  const { contract } = context;
  readBodies(app, contract.limits.bodyBytes);
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const refusal = refusedByServer(error, contract);
    if (refusal === null) throw error;
    return send(request, reply, refusal, contract);
  });
  addContractRoutes(app, context);
  addDiscovery(app, context);
  app.get<{ Params: Params }>('/:tenant/adminconsent', async (request, reply) => {
    const asked = request.query as Readonly<Record<string, string>>;
    const answer = await takeConsent(context, request.params.tenant, asked, request);
    return send(request, reply, answer, contract);
  });
};
