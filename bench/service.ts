import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/**
 * What the stand-in costs beside a bare route of fastify with the same bodies, what a device takes,
 * and what becomes of it when it is asked for more than it can do. See README.md. Arguments take
 * parts of it: `routes`, `layers`, `devices`, `overload`.
 */
const here = dirname(fileURLToPath(import.meta.url));
const wanted = process.argv.slice(2);
const wants = (part: string): boolean => wanted.length === 0 || wanted.includes(part);
/** `MUSTER_BENCH_QUICK=1` is for working on the bench: short, and its figures mean nothing. */
const isQuick = process.env['MUSTER_BENCH_QUICK'] === '1';
const rounds = isQuick ? 1 : 5;
const duration = isQuick ? 1_000 : 1_500;
const askers = 32;

const hasTool = (name: string): boolean => spawnSync(name, ['--version']).error === undefined;
const isPinned = cpus().length > 1 && hasTool('taskset');
const [serverCore, clientCore] = [0, 1];

const start = (core: number, file: string, order: object, flags: readonly string[] = []) => {
  const args = [...flags, '--expose-gc', join(here, `${file}.js`), JSON.stringify(order)];
  const node = [process.execPath, ...args];
  const [program = '', ...rest] = isPinned ? ['taskset', '-c', String(core), ...node] : node;
  return spawn(program, rest, { stdio: ['pipe', 'pipe', 'inherit'] });
};

/** What a client told: its last line, as JSON. */
const told = async <T>(file: string, order: object, flags: readonly string[] = []): Promise<T> => {
  const child = start(clientCore, file, order, flags);
  let text = '';
  child.stdout?.on('data', (chunk) => {
    text += String(chunk);
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${file} ended with exit code ${code}`);
  return JSON.parse(text.trim().split('\n').at(-1) ?? '');
};

interface Opened {
  readonly origin: string;
  readonly tenant: string;
  readonly graph: string;
  readonly intune: string;
  readonly apiVersion: string;
  readonly ready: number;
  readonly heap: number;
  readonly rss: number;
}

interface Server extends Opened {
  /** Processor time so far, µs. */
  readonly cpu: () => Promise<number>;
  readonly close: () => void;
}

const nextLine = async (lines: Interface): Promise<string> => {
  const [line]: string[] = await once(lines, 'line');
  return line ?? '';
};

const openServer = async (order: object, flags: readonly string[] = []): Promise<Server> => {
  const child: ChildProcess = start(serverCore, 'service-server', order, flags);
  if (child.stdout === null) throw new Error('a server without output');
  const lines = createInterface(child.stdout);
  const opened: Opened = JSON.parse(await nextLine(lines));
  return {
    ...opened,
    cpu: async () => {
      const answer = nextLine(lines);
      child.stdin?.write('\n');
      return Number(JSON.parse(await answer).cpu);
    },
    close: () => {
      child.stdin?.end();
      child.kill();
    },
  };
};

const print = (text = ''): void => {
  process.stdout.write(`${text}\n`);
};

const table = (rows: readonly (readonly string[])[]): void => {
  const widths = (rows[0] ?? []).map((_, index) =>
    rows.reduce((most, row) => Math.max(most, (row[index] ?? '').length), 0),
  );
  for (const row of rows) {
    const cells = row.map((cell, index) =>
      index === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[index] ?? 0),
    );
    print(`  ${cells.join('  ')}`.trimEnd());
  }
  print();
};

const sorted = (values: readonly number[]): readonly number[] => [...values].sort((a, b) => a - b);
const median = (values: readonly number[]): number =>
  sorted(values)[values.length >> 1] ?? Number.NaN;
const spread = (values: readonly number[], digits = 0): string => {
  const all = sorted(values);
  const text = (value: number | undefined): string => (value ?? Number.NaN).toFixed(digits);
  return `${text(median(values))} (${text(all[0])}–${text(all.at(-1))})`;
};

const percent = (share: number): string => `${(share * 100).toFixed(0)} %`;

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
    print(
      '  µs: processor time of the server an answer, both asked equally often; /s: a closed loop,',
    );
    print(
      '  in which the client is the limit of the bare route, and sleeps between answers of ours.\n',
    );
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

interface Run {
  readonly sums: { readonly offered: number; readonly completed: number; readonly refused: number };
  readonly response: readonly (number | null)[];
  readonly lag: readonly (number | null)[];
  readonly refused: readonly (number | null)[];
  readonly errors: readonly (readonly [string, number])[];
}

const millis = (micros: number | null | undefined): string =>
  micros === null || micros === undefined ? '–' : (micros / 1_000).toFixed(1);

/** Requests a second that the driver surely makes on a core of its own. */
const mostDriven = 10_000;

const overloadPaths = [
  [
    'a list with a filter',
    "/beta/deviceManagement/managedDevices?$filter=complianceState eq 'compliant'&$top=1",
  ],
  ['connectors', '/beta/deviceManagement/mobileThreatDefenseConnectors'],
] as const;

const overloading = async (): Promise<void> => {
  for (const [name, path] of overloadPaths) await overloadingBy(name, path.replaceAll(' ', '%20'));
};

const overloadingBy = async (name: string, path: string): Promise<void> => {
  const server = await openServer({ kind: 'ours', devices, sheds: true });
  try {
    const route: Route = { name: '', method: 'GET', path, items: 0, calm: 0, aim: 0 };
    const headers = headersFor(server, route);
    await askAll(server.origin, route, headers, server.tenant, duration);
    const { answered, seconds } = await askAll(server.origin, route, headers, '', duration);
    const capacity = answered / seconds;
    const play = async (rate: number, time: number): Promise<Run> => {
      const order = {
        ...{ origin: server.origin, asked: 'route', path, token: server.graph },
        ...{ connections: 500, rates: [rate], duration: time, isGraded: false, warmUp: 3_000 },
      };
      const { found } = await told<{ found: readonly Run[] }>('load-driver', order);
      const [run] = found;
      if (run === undefined) throw new Error('the driver found nothing');
      const { completed } = run.sums;
      if (completed === 0) throw new Error(`nothing was answered: ${JSON.stringify(run)}`);
      return run;
    };
    const over = Math.min(mostDriven, Math.round(capacity * 3));
    const calm = Math.round(capacity * 0.3);
    print(`Overload: ${name}: ${Math.round(capacity)}/s is what it gives; ${over}/s is asked of it`);
    const before = await play(calm, 4_000);
    const overloaded = play(over, 6_000);
    const seen = new Map<string, number>();
    for (let probe = 0; probe < 20; probe++) {
      await wait(300);
      const answer = await fetch(`${server.origin}${path}`, { headers });
      await answer.text();
      const again = answer.headers.get('retry-after');
      const text = `${answer.status}${again === null ? '' : `, Retry-After ${again}`}`;
      seen.set(text, (seen.get(text) ?? 0) + 1);
    }
    const during = await overloaded;
    const after = await play(calm, 4_000);
    const row = (name: string, run: Run): readonly string[] => [
      name,
      String(run.sums.offered),
      String(run.sums.completed - run.sums.refused),
      String(run.sums.refused),
      millis(run.response[0]),
      millis(run.response[2]),
      millis(run.refused[1]),
      millis(run.lag[1]),
    ];
    table([
      ['', 'offered', 'accepted', 'refused', 'p50', 'p99', 'refused p99', 'lag p99'],
      row(`before, ${calm}/s`, before),
      row(`overloaded, ${over}/s`, during),
      row(`2 s after, ${calm}/s`, after),
    ]);
    const times = (during.response[2] ?? Number.NaN) / (before.response[2] ?? Number.NaN);
    print(`  p99 of what was accepted: ${times.toFixed(1)} times that before`);
    print(`  probes meanwhile: ${[...seen].map(([text, n]) => `${n} × ${text}`).join('; ')}\n`);
  } finally {
    server.close();
  }
};

const parts: readonly (readonly [string, () => Promise<void>])[] = [
  ['routes', routing],
  ['layers', layering],
  ['devices', holding],
  ['overload', overloading],
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
