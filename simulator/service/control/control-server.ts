import { type FastifyError, type FastifyInstance, fastify } from 'fastify';
import type { ServiceContext } from '../context.ts';
import { sendProblem } from '../problem.ts';
import { addRequestIds } from '../request-ids.ts';
import { answerWhenWritten } from '../store/store-hooks.ts';
import { adminRoutes } from './admin-routes.ts';
import { clockRoutes } from './clock-routes.ts';
import { deviceList } from './device-list.ts';
import { faultRoutes } from './fault-routes.ts';
import { tenantRoutes } from './tenant-routes.ts';
import { worldRoutes } from './world-routes.ts';

/** What turns the service: clock, tenants, faults, transcript. It is never part of a contract. */
interface Control {
  readonly app: FastifyInstance;
  readonly listen: (port: number) => Promise<string>;
  readonly close: () => Promise<void>;
}

/** A tenant with a hundred thousand devices in it. */
const mostBody = 256 * 1024 * 1024;
const host = '127.0.0.1';
const ownNames = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/i;

/** A page in a browser must not reach it, whatever name it gives this machine. */
const refuseBrowsers = (app: FastifyInstance): void => {
  app.addHook('onRequest', async (request, reply) => {
    const { origin, host: named = '', 'sec-fetch-site': site = 'none' } = request.headers;
    if (origin === undefined && site === 'none' && ownNames.test(named)) return undefined;
    const title = 'The control surface is for this machine alone';
    return sendProblem(request, reply, 'muster', { type: 'not-from-here', status: 403, title });
  });
};

const addErrorHandlers = (app: FastifyInstance): void => {
  app.setNotFoundHandler((request, reply) => {
    const title = 'There is nothing here';
    return sendProblem(request, reply, 'muster', { type: 'not-found', status: 404, title });
  });
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const status = error.statusCode ?? 500;
    const problem =
      status >= 500
        ? { type: 'internal', status: 500, title: 'Something broke here' }
        : { type: 'malformed', status, title: 'The request is refused', detail: error.message };
    return sendProblem(request, reply, 'muster', problem);
  });
};

export const createControl = (context: ServiceContext): Control => {
  const app = fastify({
    logger: false,
    bodyLimit: mostBody,
    requestTimeout: 120_000,
    keepAliveTimeout: 5_000,
    http: { maxHeaderSize: 16_384 },
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    forceCloseConnections: true,
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false, allowUnionTypes: true } },
  });
  addRequestIds(app);
  refuseBrowsers(app);
  answerWhenWritten(app, context.store);
  addErrorHandlers(app);
  // The transcript is read here.
  context.journal.keep();
  const all = [tenantRoutes, adminRoutes, clockRoutes, worldRoutes, faultRoutes, deviceList];
  for (const routes of all) routes(app, context);
  return {
    app,
    listen: async (port) => {
      await app.listen({ port, host });
      const address = app.server.address();
      const bound = typeof address === 'object' && address !== null ? address.port : port;
      context.controlUrl = `http://${host}:${bound}`;
      return context.controlUrl;
    },
    close: async () => {
      context.controlUrl = null;
      await app.close();
    },
  };
};
