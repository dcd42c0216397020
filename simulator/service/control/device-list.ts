import type { FastifyInstance } from 'fastify';
import type { ServiceContext } from '../context.ts';
import type { ServedTenant } from '../tenants.ts';
import { type InTenant, ofTenant } from './of-tenant.ts';

const devicesOf = ({ world, names }: ServedTenant): object => ({
  value: [...world().devices.values()].map(({ name, platform }) => ({
    name,
    platform,
    entraDeviceId: names.idOf('entraDevice', name),
  })),
});

/** The devices of a tenant with the ids by which a partner knows them. */
export const deviceList = (app: FastifyInstance, context: ServiceContext): void => {
  app.get<InTenant>('/_control/tenants/:tenant/devices', ofTenant(context, devicesOf));
};
