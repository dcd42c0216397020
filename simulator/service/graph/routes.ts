import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ServiceContext } from '../context.ts';
import { type Caller, type Checked, isFailure } from '../token.ts';
import { answerBatch } from './batch.ts';
import type { GraphCall, GraphVersion, Metadata } from './call.ts';
import { dispatch } from './dispatch.ts';
import { type GraphAnswer, type GraphFailure, graphError } from './error.ts';
import { throttlingOf } from './manners.ts';
import { readQuery } from './odata-query.ts';
import { readPath } from './path.ts';
import { createThrottle, type Throttle } from './throttle.ts';
import { throttled } from './throttled.ts';
import type { Written } from './write.ts';

const metadataOf = (accept: string | undefined): Metadata => {
  const named = /odata\.metadata=(none|full)/i.exec(accept ?? '')?.[1]?.toLowerCase();
  return named === 'none' || named === 'full' ? named : 'minimal';
};

type Headers = Readonly<Record<string, string | undefined>>;

const areTexts = (headers: FastifyRequest['headers']): headers is Headers => {
  for (const name in headers) if (typeof headers[name] === 'object') return false;
  return true;
};

const headersOf = ({ headers }: FastifyRequest): Headers =>
  areTexts(headers)
    ? headers
    : Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value?.toString()]));

interface Asked {
  readonly method: string;
  /** Below the version, with its query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: unknown;
}

const malformed: GraphFailure = {
  status: 400,
  code: 'BadRequest',
  message: 'The address cannot be decoded.',
};

/** The call that a request makes, or the failure that it is none. */
const callOf = (
  context: ServiceContext,
  request: FastifyRequest,
  version: GraphVersion,
  caller: Caller,
  asked: Asked,
): GraphCall | GraphFailure => {
  const tenant = context.tenants.get(caller.tenant);
  const at = asked.url.indexOf('?');
  const path = at < 0 ? asked.url : asked.url.slice(0, at);
  const search = at < 0 ? '' : asked.url.slice(at + 1);
  const read = readPath(path);
  if (tenant === null || read === null) return malformed;
  const world = tenant.world();
  return {
    version,
    method: asked.method,
    segments: read.segments,
    lower: read.lower,
    cast: read.cast,
    query: readQuery(search),
    search,
    headers: asked.headers,
    body: asked.body,
    metadata: metadataOf(asked.headers['accept']),
    caller,
    tenant,
    world,
    now: world.now,
    root: `${context.baseUrl()}/${version}`,
    request,
  };
};

const isGraphFailure = (value: GraphCall | GraphFailure): value is GraphFailure => 'code' in value;

/** Answers calls, as long as there are not too many of them. */
const answering =
  ({ throttling }: ServiceContext, throttle: Throttle) =>
  (request: FastifyRequest, call: GraphCall | GraphFailure): GraphAnswer => {
    if (isGraphFailure(call)) return graphError(request, call);
    const limits = throttlingOf(call.tenant, throttling);
    const wait = limits === null ? null : throttle.wait(call, limits);
    return limits === null || wait === null ? dispatch(call) : throttled(call, wait, limits.answer);
  };

const sendWritten = (reply: FastifyReply, written: Written): FastifyReply => {
  if (typeof written === 'string') return reply.send(written);
  reply.raw.once('finish', written.giveBack);
  return reply.send(written.bytes);
};

const typeIn = (metadata: Metadata): string =>
  `application/json;odata.metadata=${metadata};odata.streaming=true;IEEE754Compatible=false;charset=utf-8`;

const types = { none: typeIn('none'), minimal: typeIn('minimal'), full: typeIn('full') };

const send = (reply: FastifyReply, answer: GraphAnswer, metadata: Metadata): FastifyReply => {
  const { status, headers, body, later } = answer;
  reply.code(status);
  if (headers !== undefined) reply.headers(headers);
  if (body === undefined && later === undefined) return reply.send();
  if (typeof body === 'string') return reply.header('content-type', 'text/plain').send(body);
  reply.header('content-type', status < 400 ? types[metadata] : 'application/json');
  if (reply.request.method === 'HEAD') return reply.send();
  return sendWritten(reply, later === undefined ? JSON.stringify(body) : later.json());
};

const refuseToken = (request: FastifyRequest, reply: FastifyReply, missing: boolean) => {
  const message = missing
    ? 'Access token is empty.'
    : 'Access token validation failure. Invalid audience, signature or lifetime.';
  reply.header('www-authenticate', 'Bearer error="invalid_token"');
  const code = 'InvalidAuthenticationToken';
  return send(reply, graphError(request, { status: 401, code, message }), 'minimal');
};

type Answering = ReturnType<typeof answering>;

const answerCaller = (
  context: ServiceContext,
  answerOne: Answering,
  version: GraphVersion,
  caller: Checked,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply | Promise<FastifyReply> => {
  if (isFailure(caller)) return refuseToken(request, reply, caller.failure === 'missing');
  const url = request.url.slice(version.length + 2);
  const { method, body } = request;
  const headers = headersOf(request);
  const call = callOf(context, request, version, caller, { method, url, headers, body });
  const metadata = metadataOf(headers['accept']);
  const batch = !isGraphFailure(call) && call.segments[0]?.toLowerCase() === '$batch';
  if (!batch) return send(reply, answerOne(request, call), metadata);
  const answer = answerBatch(call, async (part) => {
    const asked = { ...part, url: part.url.replace(/^\/?/, '/') };
    return answerOne(request, callOf(context, request, version, caller, asked));
  });
  return answer.then((whole) => send(reply, whole, metadata));
};

const parseJson = (app: FastifyInstance): void => {
  app.addContentTypeParser(
    /^application\/(?:json|.*\+json)/,
    { parseAs: 'string' },
    (_request, body, done) => {
      try {
        done(null, body === '' ? undefined : JSON.parse(String(body)));
      } catch {
        const error: Partial<FastifyError> & Error = new Error('malformed');
        error.statusCode = 400;
        done(error, undefined);
      }
    },
  );
};

/** Microsoft Graph, as far as Mobile Threat Defense needs it, in both versions. */
export const graphRoutes = (app: FastifyInstance, context: ServiceContext): void => {
  parseJson(app);
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) request.log.error({ err: error }, 'a Graph request broke');
    const failed =
      status >= 500
        ? { status: 500, code: 'InternalServerError', message: 'Something broke here.' }
        : { status, code: 'BadRequest', message: 'Unable to read JSON request payload.' };
    return send(reply, graphError(request, failed), 'minimal');
  });
  const answerOne = answering(context, createThrottle(context.machineNow));
  for (const version of ['v1.0', 'beta'] as const) {
    app.all(`/${version}/*`, (request, reply) => {
      const checked = context.tokens.check(request.headers.authorization, 'graph');
      const answer = (caller: Checked) =>
        answerCaller(context, answerOne, version, caller, request, reply);
      return checked instanceof Promise ? checked.then(answer) : answer(checked);
    });
  }
};
