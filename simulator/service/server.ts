import { type FastifyBaseLogger, type FastifyError, type FastifyInstance, fastify } from 'fastify';
import { type ContractProfile, defaultProfile } from '../contract/profile.ts';
import type { ServiceContext } from './context.ts';
import { createFaults } from './fault.ts';
import { addFaultHooks } from './fault-hooks.ts';
import type { Throttling } from './graph/throttle-limits.ts';
import { createJournal } from './journal.ts';
import { addJournalHooks } from './journal-hooks.ts';
import { type OverloadLimits, shedOverload } from './overload.ts';
import { sendProblem } from './problem.ts';
import { addRequestIds } from './request-ids.ts';
import type { Store } from './store/store.ts';
import { answerWhenWritten } from './store/store-hooks.ts';
import { createTenants } from './tenants.ts';
import { createTokens, type SigningKey } from './token.ts';
import { tokenRoutes } from './token-routes.ts';

/** One side of the service: adds its routes, in a scope of its own. */
export type Surface = (app: FastifyInstance, context: ServiceContext) => void;

export interface ServiceOptions {
  readonly surfaces: readonly Surface[];
  readonly tls?: { readonly cert: string; readonly key: string };
  readonly logger?: FastifyBaseLogger;
  readonly machineNow?: () => number;
  /** The partner contract as it is spoken; absent: the default profile. */
  readonly contract?: ContractProfile;
  /** What tokens are signed with; absent: a key made now. */
  readonly signingKey?: SigningKey;
  /** How much Graph answers before it asks to wait; absent: as much as anybody asks. */
  readonly throttling?: Throttling;
  /** When it says that it is busy; absent: never, and everybody waits. */
  readonly overload?: OverloadLimits;
  /** Where tenants are kept; absent: nowhere but in memory. It is closed with the service. */
  readonly store?: Store;
}

export interface Service {
  readonly app: FastifyInstance;
  readonly context: ServiceContext;
  /** Binds to an address of this machine, and says where it can then be reached. */
  readonly listen: (port: number, host?: string) => Promise<string>;
  /** Finishes what was accepted. */
  readonly close: () => Promise<void>;
}

/** Bodies of Graph and of the token endpoint; the partner contract has limits of its own. */
const mostBody = 4 * 1024 * 1024;

/** Fastify's and find-my-way's own errors, in the words of a problem. */
const problemOf = ({ statusCode = 500, code }: FastifyError) => {
  switch (statusCode) {
    case 400:
      return { type: 'malformed', status: 400, title: 'The request cannot be read' };
    case 413:
      return {
        type: 'body-too-large',
        status: 413,
        title: 'The body is too large',
        members: { maxBytes: mostBody },
      };
    case 415:
      return { type: 'media-type', status: 415, title: 'The media type is not understood' };
    default:
      return {
        type: code === 'FST_ERR_CTP_INVALID_CONTENT_LENGTH' ? 'malformed' : 'internal',
        status: statusCode >= 400 && statusCode < 500 ? statusCode : 500,
        title: statusCode >= 500 ? 'Something broke here' : 'The request is refused',
      };
  }
};

const options = (given: ServiceOptions) => ({
  bodyLimit: mostBody,
  requestTimeout: 60_000,
  connectionTimeout: 0,
  keepAliveTimeout: 5_000,
  forceCloseConnections: 'idle' as const,
  routerOptions: { caseSensitive: false, maxParamLength: 500 },
  exposeHeadRoutes: false,
  return503OnClosing: true,
  ajv: { customOptions: { removeAdditional: false, coerceTypes: false, allowUnionTypes: true } },
  onProtoPoisoning: 'error' as const,
  onConstructorPoisoning: 'error' as const,
  ...(given.logger === undefined ? { logger: false as const } : { loggerInstance: given.logger }),
});

const openApp = (given: ServiceOptions): FastifyInstance => {
  const http = { maxHeaderSize: 32_768 };
  if (given.tls === undefined) return fastify({ ...options(given), http });
  const https = { ...given.tls, ...http, minVersion: 'TLSv1.2' as const };
  return fastify({ ...options(given), https });
};

const addErrorHandlers = (app: FastifyInstance): void => {
  app.setNotFoundHandler((request, reply) =>
    sendProblem(request, reply, 'muster', {
      type: 'not-found',
      status: 404,
      title: 'There is nothing here',
    }),
  );
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const problem = problemOf(error);
    if (problem.status >= 500) request.log.error({ err: error }, 'a request broke');
    return sendProblem(request, reply, 'muster', problem);
  });
};

const secretParameters: readonly string[] = [
  ...['access_token', 'id_token', 'refresh_token', 'client_secret', 'client_assertion', 'password'],
];

/** What a query with a secret in it has, if it is not written in another way. */
const maybeSecret = /token|secret|assertion|password|%/i;

const hasSecret = (url: string): boolean => {
  const at = url.indexOf('?');
  if (at < 0 || !maybeSecret.test(url)) return false;
  const names = [...new URLSearchParams(url.slice(at + 1)).keys()];
  return names.some((name) => secretParameters.includes(name.toLowerCase()));
};

/** Tokens belong into a header: in an address they end in logs (RFC 9700). */
const refuseTokensInQuery = (app: FastifyInstance, { statuses }: ContractProfile): void => {
  app.addHook('onRequest', (request, reply, done) => {
    if (!hasSecret(request.url)) return done();
    const title = 'A token does not belong into an address';
    const problem = { type: 'token-in-query', status: statuses.tokenInQuery, title };
    sendProblem(request, reply, 'mtd-partner', problem);
  });
};

export const createService = async (given: ServiceOptions): Promise<Service> => {
  const app = openApp(given);
  let base = 'http://127.0.0.1';
  const machineNow = given.machineNow ?? Date.now;
  const tenants = createTenants();
  const contract = given.contract ?? defaultProfile;
  const baseUrl = (): string => base;
  const context: ServiceContext = {
    tenants,
    tokens: await createTokens(tenants, baseUrl, machineNow, contract.times, given.signingKey),
    journal: createJournal(),
    faults: createFaults(),
    baseUrl,
    throttling: given.throttling ?? null,
    controlUrl: null,
    contract,
    machineNow,
    store: given.store ?? null,
  };
  addRequestIds(app);
  if (given.overload !== undefined) shedOverload(app, given.overload, contract);
  answerWhenWritten(app, context.store);
  refuseTokensInQuery(app, contract);
  addFaultHooks(app, context);
  addJournalHooks(app, context);
  addErrorHandlers(app);
  app.get('/.well-known/muster', async () => ({
    service: 'muster',
    baseUrl: baseUrl(),
    control: context.controlUrl,
  }));
  for (const surface of [tokenRoutes, ...given.surfaces]) {
    app.register((inner, _options, done) => {
      surface(inner, context);
      done();
    });
  }
  return {
    app,
    context,
    listen: async (port, host = '127.0.0.1') => {
      await app.listen({ port, host });
      const address = app.server.address();
      const bound = typeof address === 'object' && address !== null ? address.port : port;
      base = `${given.tls === undefined ? 'http' : 'https'}://${host}:${bound}`;
      return base;
    },
    close: async () => {
      await app.close();
      await given.store?.close();
    },
  };
};
