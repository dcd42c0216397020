import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fastify } from 'fastify';
import type { Tenant } from '../core/tenant.ts';
import { objectId } from '../simulator/contract/object-id.ts';
import { partnerClientId } from '../simulator/contract/partner-client.ts';
import { profileOf } from '../simulator/contract/profile.ts';
import { diskIo } from '../simulator/scenario/load.ts';
import { adminClientId } from '../simulator/service/client.ts';
import { overloadLimits } from '../simulator/service/overload.ts';
import { createService } from '../simulator/service/server.ts';
import { surfaces } from '../simulator/service/surfaces.ts';
import { tenantFromFile } from '../simulator/service/tenant-file.ts';
import { documentsOf, resolveReference } from '../simulator/source/documents.ts';

/**
 * The targets of the service figures, in a process of their own. One argument, JSON. What a client
 * has to know goes out as the first line; each line that comes in is answered with the processor
 * time so far in µs, and memory; it ends when its input does.
 */
interface Order {
  readonly kind: 'bare' | 'ours';
  /** Of a bare one: a file with the bodies it answers with, by name. */
  readonly bodies?: string;
  readonly devices?: number;
  /** It turns away what it has no time for, where more than so many requests wait. */
  readonly mostWaiting?: number;
}
const order: Order = JSON.parse(process.argv[2] ?? '{}');

const say = (what: object): void => {
  process.stdout.write(`${JSON.stringify(what)}\n`);
};

/** A route of fastify that reads a body where there is one, and answers with the same words. */
const bare = async (file: string): Promise<void> => {
  const bodies: Readonly<Record<string, string>> = JSON.parse(readFileSync(file, 'utf8'));
  const app = fastify({ bodyLimit: 4 * 1_048_576 });
  const answer = (name: string): string => bodies[name] ?? '';
  const media = 'application/json; charset=utf-8';
  app.get<{ Params: { name: string } }>('/read/:name', (request, reply) =>
    reply.header('content-type', media).send(answer(request.params.name)),
  );
  app.put<{ Params: { name: string } }>('/write/:name', (request, reply) =>
    reply.header('content-type', media).send(answer(request.params.name)),
  );
  say({ origin: await app.listen({ port: 0, host: '127.0.0.1' }) });
};

const tenantId = objectId('bench', 'tenant', 'service');

/** The shipped tenant with one phone, with so many of it. */
const tenantWith = (devices: number): Tenant => {
  const documents = documentsOf(diskIo({ directory: process.cwd() }));
  const name = 'muster:tenants/phone-one-vendor.yaml';
  const file = resolveReference('', name, documents.shipped) ?? name;
  const { tenant } = tenantFromFile(file, documents, null);
  const phone = tenant?.tenant.devices['phone'];
  if (tenant === null || phone === undefined) throw new Error(`${name} has no phone`);
  const phones = Array.from({ length: devices }, (_, number) => [`d${number}`, phone]);
  return { ...tenant.tenant, devices: Object.fromEntries(phones) };
};

const ours = async (devices: number): Promise<void> => {
  // How often a partner may call is not what is measured here.
  const contract = profileOf('bench', [
    { group: 'limits', name: 'requestsPerSecond', value: 1_000_000 },
    { group: 'limits', name: 'burst', value: 1_000_000 },
  ]);
  const service = await createService({
    surfaces,
    contract,
    ...(order.mostWaiting !== undefined && {
      overload: { ...overloadLimits, crowd: order.mostWaiting },
    }),
  });
  const tenant = tenantWith(devices);
  globalThis.gc?.();
  const before = process.memoryUsage();
  const began = performance.now();
  const served = service.context.tenants.add({
    id: tenantId,
    name: 'bench',
    tenant,
    start: Date.now(),
    clock: { mode: 'real', factor: 1 },
  });
  served.world();
  const ready = performance.now() - began;
  globalThis.gc?.();
  const after = process.memoryUsage();
  const origin = await service.listen(0);
  const token = async (client: string, resource: 'graph' | 'intune'): Promise<string> => {
    const known = served.clients.get(client);
    if (known === undefined) throw new Error(`no client ${client}`);
    return (await service.context.tokens.issue(tenantId, known, resource)).accessToken;
  };
  say({
    origin,
    tenant: tenantId,
    graph: await token(adminClientId(tenantId), 'graph'),
    intune: await token(partnerClientId('lookout'), 'intune'),
    apiVersion: contract.names.apiVersion,
    ready,
    heap: after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers,
    rss: after.rss - before.rss,
  });
};

await (order.kind === 'bare' ? bare(order.bodies ?? '') : ours(order.devices ?? 1_000));
const lines = createInterface(process.stdin);
lines.on('line', () => {
  const { user, system } = process.cpuUsage();
  say({ cpu: user + system, rss: process.memoryUsage.rss() });
});
lines.on('close', () => process.exit(0));
