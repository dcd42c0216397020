import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { DeviceStatus } from '../../../core/device.ts';
import { deviceFields, type Reply } from '../../port/observation.ts';
import type { ServiceContext } from '../context.ts';
import { type Problem, sendProblem } from '../problem.ts';
import type { ServedTenant } from '../tenants.ts';
import { isFailure } from '../token.ts';
import { type DeviceAction, deviceActions } from './device-actions.ts';
import { deviceDocument } from './device-document.ts';

const noToken: Problem = { type: 'invalid-token', status: 401, title: 'The token is not valid' };
const noRole: Problem = { type: 'missing-role', status: 403, title: 'The token lacks the role' };
const unknown: Problem = {
  type: 'device-unknown',
  status: 404,
  title: 'There is no such device',
  members: { code: 'device-unknown' },
};

const refused = ({ code, offered }: Reply): Problem => ({
  type: (code ?? 'refused').split('/')[0] ?? 'refused',
  status: code === 'device-unknown' ? 404 : 409,
  title: 'The device cannot do that now',
  members: { code, ...(offered !== undefined && { offered }) },
});

/** The tenant of a request, or what is wrong with its token. */
const admitted = async (
  context: ServiceContext,
  request: FastifyRequest,
): Promise<ServedTenant | Problem> => {
  const caller = await context.tokens.check(request.headers.authorization, 'device');
  if (isFailure(caller)) return noToken;
  if (!caller.roles.includes('Muster.Devices.Act')) return noRole;
  return context.tenants.get(caller.tenant) ?? noToken;
};

const isProblem = (value: ServedTenant | Problem): value is Problem => 'status' in value;

const refuse = (request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply => {
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer error="invalid_token"');
  return sendProblem(request, reply, 'muster', problem);
};

const nameOf = ({ names, world }: ServedTenant, text: string): string | null => {
  if (world().devices.has(text)) return text;
  return names.nameOf('device', text) ?? names.nameOf('entraDevice', text);
};

const summaryOf = ({ names }: ServedTenant, { name, platform, managementType }: DeviceStatus) => ({
  name,
  id: names.idOf('device', name),
  azureADDeviceId: names.idOf('entraDevice', name),
  platform,
  managementType,
});

/** How the app that was opened stands now. */
const appAfter = (tenant: ServedTenant, device: string, app: unknown): object => {
  if (typeof app !== 'string') return {};
  const fields = ['apps', 'appReasons', 'orgData'] as const;
  const seen = tenant.observe({ kind: 'device', device, fields, resources: [] });
  if (!('apps' in seen)) return {};
  const outcome = seen.apps?.[app];
  const orgData = seen.orgData?.[app];
  return { app: { outcome, reasons: seen.appReasons?.[app] ?? [], orgData } };
};

/** What the device is told of itself at the end of a check-in. */
const stateAfter = (tenant: ServedTenant, device: string): object => {
  const fields = ['complianceState'] as const;
  const seen = tenant.observe({ kind: 'device', device, fields, resources: [] });
  return 'complianceState' in seen ? { complianceState: seen.complianceState } : {};
};

const answerOf = (
  tenant: ServedTenant,
  device: string,
  { path }: DeviceAction,
  body: Readonly<Record<string, unknown>>,
  reply: Reply,
): object => ({
  ...reply,
  ...(path === 'launch' ? appAfter(tenant, device, body['app']) : {}),
  ...(path === 'check-in' ? stateAfter(tenant, device) : {}),
});

const bodyOf = ({ body }: FastifyRequest): Readonly<Record<string, unknown>> =>
  typeof body === 'object' && body !== null ? { ...body } : {};

type OfDevice = { Params: { device: string } };

const addAction = (app: FastifyInstance, context: ServiceContext, action: DeviceAction): void => {
  app.post<OfDevice>(
    `/device/:device/${action.path}`,
    { schema: { body: action.body } },
    async (request, reply) => {
      const tenant = await admitted(context, request);
      if (isProblem(tenant)) return refuse(request, reply, tenant);
      const device = nameOf(tenant, request.params.device);
      if (device === null) return refuse(request, reply, unknown);
      const body = bodyOf(request);
      const done = tenant.perform(action.operation(device, body));
      if (done.result === 'refused') return refuse(request, reply, refused(done));
      return answerOf(tenant, device, action, body, done);
    },
  );
};

const resourcesIn = ({ url }: FastifyRequest): readonly string[] =>
  new URLSearchParams(url.split('?')[1] ?? '').getAll('resource');

/** The device side. Its errors are problems, its words those of the scenario format. */
export const deviceRoutes = (app: FastifyInstance, context: ServiceContext): void => {
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => {
    try {
      done(null, text === '' ? {} : JSON.parse(String(text)));
    } catch {
      done(Object.assign(new Error('malformed'), { statusCode: 400 }), undefined);
    }
  });
  // A body that an action does not need may be left away.
  app.addHook('preValidation', async (request) => {
    if (request.method === 'POST') request.body ??= {};
  });
  app.get('/device/openapi.json', async () => deviceDocument(context.baseUrl(), '1'));
  app.get('/device', async (request, reply) => {
    const tenant = await admitted(context, request);
    if (isProblem(tenant)) return refuse(request, reply, tenant);
    return { value: [...tenant.world().devices.values()].map((one) => summaryOf(tenant, one)) };
  });
  app.get<OfDevice>('/device/:device', async (request, reply) => {
    const tenant = await admitted(context, request);
    if (isProblem(tenant)) return refuse(request, reply, tenant);
    const name = nameOf(tenant, request.params.device);
    const device = name === null ? undefined : tenant.world().devices.get(name);
    if (device === undefined) return refuse(request, reply, unknown);
    const resources = resourcesIn(request);
    const seen = tenant.observe({
      kind: 'device',
      device: device.name,
      fields: deviceFields,
      resources,
    });
    return { ...summaryOf(tenant, device), ...seen };
  });
  for (const action of deviceActions) addAction(app, context, action);
};
