import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { isPinned, type Opened, openServer, type Server, told } from './programs.ts';
import { overloading } from './service-overload.ts';
import { median, percent, print, spread, table } from './table.ts';

/**
 * What the stand-in costs beside a bare route of fastify with the same bodies, what a device takes,
 * and what becomes of it when it is asked for more than it can do. See README.md. Arguments take
 * parts of it: `routes`, `layers`, `devices`, `overload`.
 */
const wanted = process.argv.slice(2);
const wants = (part: string): boolean => wanted.length === 0 || wanted.includes(part);
/** `MUSTER_BENCH_QUICK=1` is for working on the bench: short, and its figures mean nothing. */
const isQuick = process.env['MUSTER_BENCH_QUICK'] === '1';
const rounds = isQuick ? 1 : 5;
const duration = isQuick ? 1_000 : 1_500;
const askers = 32;

interface Route {
  readonly name: string;
  readonly method: 'GET' | 'PUT';
  readonly path: string;
  readonly items: number;
  /** Requests a second at which both can easily answer. */
  readonly calm: number;
  /** Of the rate of the bare route, at least so much. */
  readonly aim: number;
}

const devices = 1_000;
const messages = (tenant: string): string => `/partner/v1/tenants/${tenant}/threat-messages/{id}`;

const routesOf = ({ tenant }: Opened, device: string): readonly Route[] => {
  const managed = '/beta/deviceManagement/managedDevices';
  const get = { method: 'GET', items: 0, calm: 1_500, aim: 0.6 } as const;
  const put = { method: 'PUT', path: messages(tenant), calm: 1_000, aim: 0.35 } as const;
  return [
    { ...get, name: 'read one device', path: `${managed}/${device}` },
    { ...get, name: 'read a state', path: `${managed}/${device}?$select=id,complianceState` },
    { ...get, calm: 100, name: 'read a page of 100', path: `${managed}?$top=100` },
    {
      ...get,
      name: 'read connectors',
      path: '/beta/deviceManagement/mobileThreatDefenseConnectors',
    },
    { ...put, name: 'message of 1', items: 1 },
    { ...put, calm: 80, name: 'message of 100', items: 100 },
  ];
};

interface Asked {
  readonly answered: number;
  readonly seconds: number;
  readonly last: number;
  readonly statuses: readonly (readonly [number, number])[];
}

let sequence = 0;

const headersFor = (server: Server, { method }: Route): Readonly<Record<string, string>> => ({
  authorization: `Bearer ${method === 'GET' ? server.graph : server.intune}`,
  ...(method === 'PUT' && { 'api-version': server.apiVersion }),
});

const askAll = async (
  origin: string,
  route: Route,
  headers: Readonly<Record<string, string>>,
  tenant: string,
  time: number,
  rate: number | null = null,
): Promise<Asked> => {
  const { method, path, items } = route;
  const order = { origin, method, path, headers, items, tenant, devices, askers, from: sequence };
  const asked = await told<Asked>('service-client', { ...order, rate, duration: time });
  sequence = asked.last;
  const strange = asked.statuses.filter(([status]) => status !== 200);
  if (strange.length > 0) throw new Error(`${path}: ${JSON.stringify(strange)}`);
  return asked;
};

/** The server's processor time an answer in µs where both are calm, and answers a second at most. */
const costOf = async (
  server: Server,
  route: Route,
  headers: Readonly<Record<string, string>>,
  tenant: string,
): Promise<readonly [cpu: number, rate: number]> => {
  const { answered, seconds } = await askAll(server.origin, route, headers, tenant, duration);
  const before = await server.cpu();
  const calm = await askAll(server.origin, route, headers, tenant, duration, route.calm);
  const after = await server.cpu();
  return [(after - before) / calm.answered, answered / seconds];
};

const bodyOf = async (server: Server, route: Route): Promise<string> => {
  if (route.method === 'GET') {
    const headers = headersFor(server, route);
    return (await fetch(`${server.origin}${route.path}`, { headers })).text();
  }
  // An acknowledgement has a line for each item; one of the same form does for the bare route.
  const result = { index: 0, eventId: '7b3f0c52-2f0e-8d1a-9a77-5d6c1f0e4b21', result: 'accepted' };
  const { items } = route;
  return JSON.stringify({
    messageId: result.eventId,
    status: 'complete',
    totalCount: items,
    acceptedCount: items,
    pendingCount: 0,
    results: Array.from({ length: items }, () => result),
  });
};

const routing = async (): Promise<void> => {
  print(`Routes: ${askers} askers in a closed loop, ${devices} devices; the same bodies both ways`);
  const folder = mkdtempSync(join(tmpdir(), 'muster-bench-'));
  const ours = await openServer({ kind: 'ours', devices });
  try {
    const list = await fetch(`${ours.origin}/beta/deviceManagement/managedDevices?$top=1`, {
      headers: { authorization: `Bearer ${ours.graph}` },
    });
    const { value }: { value: readonly { id: string }[] } = JSON.parse(await list.text());
    const routes = routesOf(ours, value[0]?.id ?? '');
    const bodies = await Promise.all(routes.map((route) => bodyOf(ours, route)));
    const file = join(folder, 'bodies.json');
    writeFileSync(
      file,
      JSON.stringify(Object.fromEntries(bodies.map((body, place) => [place, body]))),
    );
    const bare = await openServer({ kind: 'bare', bodies: file });
    const head = ['bytes', 'at', 'bare µs', 'ours µs', 'of bare', 'bare/s', 'ours/s', 'of bare'];
    const rows = [['', ...head, 'aim']];
    for (const [place, route] of routes.entries()) {
      const [own, plain] = [
        { cpu: [], rate: [] },
        { cpu: [], rate: [] },
      ] as {
        cpu: number[];
        rate: number[];
      }[];
      const path = `/${route.method === 'GET' ? 'read' : 'write'}/${place}`;
      for (let round = 0; round <= rounds; round++) {
        const headers = headersFor(ours, route);
        const [bareCpu, bareRate] = await costOf(bare, { ...route, path }, headers, ours.tenant);
        const [cpu, rate] = await costOf(ours, route, headers, ours.tenant);
        // The first round is for warming up.
        if (round === 0) continue;
        plain?.cpu.push(bareCpu);
        plain?.rate.push(bareRate);
        own?.cpu.push(cpu);
        own?.rate.push(rate);
      }
      if (own === undefined || plain === undefined) continue;
      rows.push([
        route.name,
        String(bodies[place]?.length ?? 0),
        `${route.calm}/s`,
        spread(plain.cpu),
        spread(own.cpu),
        percent(median(plain.cpu) / median(own.cpu)),
        spread(plain.rate),
        spread(own.rate),
        percent(median(own.rate) / median(plain.rate)),
        percent(route.aim),
      ]);
    }
    bare.close();
    table(rows);
    print('  µs: processor time of the server an answer, both asked equally often (at);');
    print("  /s: answers a second in autocannon's closed loop.\n");
  } finally {
    ours.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

const layering = async (): Promise<void> => {
  print('Layers: µs of one thread for each message of one item, median of rounds');
  const layers = await told<readonly (readonly [string, number[]])[]>('service-layers', {});
  table([['', 'µs'], ...layers.map(([name, times]) => [name, spread(times, 1)])]);
};

const holding = async (): Promise<void> => {
  print('Devices: what a tenant takes in the service');
  const rows = [['devices', 'bytes each, heap', 'bytes each, RSS', 'ready in, s']];
  for (const count of isQuick ? [10_000] : [100_000, 1_000_000]) {
    const server = await openServer({ kind: 'ours', devices: count }, [
      '--max-old-space-size=16000',
    ]);
    server.close();
    const each = (bytes: number): string => (bytes / count).toFixed(0);
    const ready = (server.ready / 1_000).toFixed(1);
    rows.push([String(count), each(server.heap), each(server.rss), ready]);
  }
  table(rows);
};

const parts: readonly (readonly [string, () => Promise<void>])[] = [
  ['routes', routing],
  ['layers', layering],
  ['devices', holding],
  ['overload', () => overloading(isQuick)],
];
print(
  `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}, ` +
    `load average ${loadavg()[0]?.toFixed(2)} before; ` +
    `${isPinned ? 'server and client on a core each' : 'NOT pinned to cores'}\n`,
);
for (const [name, play] of parts) {
  if (!wants(name)) continue;
  try {
    await play();
  } catch (error) {
    // The other parts are worth having all the same.
    process.exitCode = 1;
    print(`  ${name}: NOT measured: ${error instanceof Error ? error.message : String(error)}\n`);
  }
}
print(`load average ${loadavg()[0]?.toFixed(2)} after`);
