import { once } from 'node:events';
import { cpus, loadavg } from 'node:os';
import { createInterface } from 'node:readline';
import { exactPercentile } from '../reports/load/honesty.ts';
import { hasTool, isPinned, serverCore, start, told } from './programs.ts';
import { median, print, spread, table } from './table.ts';

/**
 * What the load driver is worth, beside other load generators in the same run: each contestant and
 * its server in a process of its own, on a core of its own where that can be had. See README.md.
 * Arguments take parts of it: `freeze`, `pace`, `cost`, `rate`, `held`.
 */
const tools = process.env['MUSTER_BENCH_LOAD_TOOLS'] ?? '';
const wanted = process.argv.slice(2);
const wants = (part: string): boolean => wanted.length === 0 || wanted.includes(part);
/** `MUSTER_BENCH_QUICK=1` is for working on the bench: short, and its figures mean nothing. */
const isQuick = process.env['MUSTER_BENCH_QUICK'] === '1';
const rounds = isQuick ? 1 : 3;

const withServer = async <T>(kind: string, use: (origin: string) => Promise<T>): Promise<T> => {
  const child = start(serverCore, 'load-server', kind);
  try {
    if (child.stdout === null) throw new Error('a server without output');
    const [origin]: string[] = await once(createInterface(child.stdout), 'line');
    return await use(origin ?? '');
  } finally {
    child.stdin?.end();
    child.kill();
  }
};

const millis = (micros: number | null | undefined, digits = 1): string =>
  micros === null || micros === undefined ? '–' : (micros / 1_000).toFixed(digits);

interface Found {
  readonly rate: number | null;
  readonly grade: string;
  readonly because?: string;
  readonly sums: { readonly started: number; readonly completed: number; readonly correct: number };
  readonly lag: readonly (number | null)[];
  readonly response: readonly (number | null)[];
  readonly longest: number;
  readonly dispersion: number;
  readonly cpu: number;
  readonly threads: readonly { readonly name: string; readonly cpu: number }[];
  readonly steal: number | null;
  readonly due: readonly (readonly [number: number, due: number])[];
}

interface Driven {
  readonly calibration: { readonly floorP99: number; readonly ceiling: number } | null;
  readonly found: readonly Found[];
}

/** As long as a token of a service of ours. */
const token = 'x'.repeat(900);
const read =
  '/v1.0/deviceManagement/managedDevices/7b3f0c52-2f0e-8d1a-9a77-5d6c1f0e4b21' +
  '?$select=id,complianceState';

const drive = async (order: object): Promise<Driven> =>
  told<Driven>('load-driver', { isGraded: false, connections: 50, token, warmUp: 4_000, ...order });

const only = ({ found }: Driven): Found => {
  const [first] = found;
  if (first === undefined) throw new Error('the driver found nothing');
  return first;
};

interface PeerTold {
  readonly requests: number;
  readonly samples: number | null;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly mean: number;
  readonly cpu: number;
}

/** Response times by the server's own log, µs, from when each request was due. */
const truthOf = async (origin: string, { due }: Found): Promise<readonly number[]> => {
  const log = (await (await fetch(`${origin}/log`)).json()) as number[][];
  const went = new Map(log.map(([number, , left]) => [number, left]));
  return due.map(([number, at]) => (went.get(number) ?? Number.NaN) - at);
};

const freezeSeconds = isQuick ? 6 : 20;
const [freezeAfter, freezeFor] = isQuick ? [2_000, 600] : [8_000, 2_000];

const freezing = async (): Promise<void> => {
  print(
    `Freeze: 1,000/s for ${freezeSeconds} s, the server stands still for ${freezeFor} ms of it; times in ms`,
  );
  const rows = [['', 'p50', 'p95', 'p99', 'mean', 'requests', 'samples']];
  await withServer('freezing', async (origin) => {
    await fetch(`${origin}/freeze?after=${2_000 + freezeAfter}&for=${freezeFor}`);
    const duration = freezeSeconds * 1_000;
    const run = only(
      await drive({ origin, asked: 'numbered', connections: 100, rates: [1_000], duration }),
    );
    const truth = await truthOf(origin, run);
    const [p50, p95, p99] = run.response;
    const { completed } = run.sums;
    const count = String(completed);
    const cells = [millis(p50), millis(p95), millis(p99), '', count, count];
    rows.push(['Muster', ...cells]);
    const exact = [0.5, 0.95, 0.99].map((share) => exactPercentile(truth, share));
    const mean = truth.reduce((sum, time) => sum + time, 0) / truth.length;
    rows.push([
      "the server's log of the same run",
      ...exact.map((time) => millis(time)),
      millis(mean),
      String(truth.length),
      String(truth.length),
    ]);
    const apart = [p95, p99].map((time, index) => {
      const real = exact[index + 1] ?? Number.NaN;
      return `${((Math.abs((time ?? Number.NaN) - real) / real) * 100).toFixed(2)} %`;
    });
    rows.push(['  how far Muster was from it', '', ...apart]);
  });
  const peers = [
    ['autocannon -R 1000 (p97.5 for p95)', { tool: 'autocannon' }],
    ['autocannon -R 1000 -C (p97.5 for p95)', { tool: 'autocannon', isUncorrected: true }],
    ...(tools === '' ? [] : [['loadtest --rps 1000', { tool: 'loadtest' }] as const]),
  ] as const;
  for (const [name, order] of peers) {
    await withServer('freezing', async (origin) => {
      await fetch(`${origin}/freeze?after=${freezeAfter}&for=${freezeFor}`);
      const common = { url: `${origin}/`, connections: 100, duration: freezeSeconds, rate: 1_000 };
      const peer = await told<PeerTold>('load-peer', { ...common, ...order, tools });
      const times = [peer.p50, peer.p95, peer.p99, peer.mean].map((time) => time.toFixed(1));
      rows.push([name, ...times, String(peer.requests), String(peer.samples ?? '–')]);
    });
  }
  table(rows);
  const absent = ['wrk', 'hey', 'ab', 'h2load'].filter((name) => !hasTool(name));
  print(`  not on this machine, so not measured: ${absent.join(', ') || 'nothing'}\n`);
};

const pacing = async (): Promise<void> => {
  print('Pace: 1,000/s for 10 s against a server that answers at once; times in ms');
  const rows = [['', 'lag p50', 'lag p99', 'lag p99.9', 'response p50', 'variance/mean']];
  for (let round = 1; round <= rounds; round++) {
    await withServer('answering', async (origin) => {
      const duration = isQuick ? 3_000 : 10_000;
      const order = { origin, asked: 'unchecked', rates: [1_000], duration, warmUp: 12_000 };
      const run = only(await drive(order));
      const lags = run.lag.map((lag) => millis(lag, 3));
      rows.push([`round ${round}`, ...lags, millis(run.response[0], 3), run.dispersion.toFixed(3)]);
    });
  }
  table(rows);
};

const atOnce = isQuick ? 10_000 : 30_000;
/** By then all of them are answered, ms: processor time is counted so long. */
const burst = isQuick ? 4_000 : 6_000;

interface Contestant {
  readonly name: string;
  readonly cpu: number[];
  readonly rates: number[];
  readonly play: (origin: string) => Promise<readonly [cpu: number, rate: number]>;
}

const viaMuster = (name: string, order: object): Contestant => ({
  name,
  cpu: [],
  rates: [],
  play: async (origin) => {
    const run = only(await drive({ origin, ...order }));
    const { completed, correct } = run.sums;
    if ('asked' in order && order.asked === 'checked' && correct < completed * 0.8) {
      throw new Error(`only ${correct} of ${completed} answers were judged correct`);
    }
    if (!('atOnce' in order)) return [run.cpu, Number.NaN];
    if (run.longest > burst * 1_000) throw new Error('the machine is too busy to measure the cost');
    return [run.cpu, (completed * 1_000_000) / run.longest];
  },
});

const costSeconds = isQuick ? 2 : 4;

const viaAutocannon = (name: string, rate?: number): Contestant => ({
  name,
  cpu: [],
  rates: [],
  play: async (origin) => {
    const url = `${origin}${read}`;
    const order = { tool: 'autocannon', url, connections: 50, duration: costSeconds, token };
    const { cpu, requests } = await told<PeerTold>('load-peer', { ...order, tools, rate });
    return [cpu, rate === undefined ? requests / costSeconds : Number.NaN];
  },
});

const costing = async (): Promise<void> => {
  print(
    'Cost: processor time of the whole process for each request, µs; same server, same request',
  );
  const duration = costSeconds * 1_000;
  const contestants: readonly Contestant[] = [
    viaAutocannon('autocannon, unchecked, closed loop'),
    viaMuster('Muster, checked, all at once', { asked: 'checked', atOnce, duration: burst }),
    viaMuster('Muster, unchecked, all at once', { asked: 'unchecked', atOnce, duration: burst }),
    ...[8_000, 4_000].flatMap((rate) => [
      viaAutocannon(`autocannon, unchecked, ${rate}/s`, rate),
      ...(['checked', 'unchecked'] as const).map((asked) =>
        viaMuster(`Muster, ${asked}, ${rate}/s`, { asked, rates: [rate], duration }),
      ),
    ]),
  ];
  for (let round = 0; round < rounds; round++) {
    for (const { play, cpu, rates } of contestants) {
      await withServer('answering', async (origin) => {
        const [cost, rate] = await play(origin);
        cpu.push(cost);
        rates.push(rate);
      });
    }
  }
  const [peer, checked, unchecked] = contestants;
  const base = median(peer?.cpu ?? []);
  table([
    ['', 'CPU a request', 'against autocannon', 'requests/s'],
    ...contestants.map(({ name, cpu, rates }) => [
      name,
      spread(cpu, 1),
      `${(median(cpu) / base).toFixed(2)} times`,
      rates.some(Number.isNaN) ? '' : spread(rates, 0),
    ]),
  ]);
  const share = median(checked?.rates ?? []) / median(unchecked?.rates ?? []);
  print(`  checked against unchecked, all at once: ${share.toFixed(2)} of the rate\n`);
};

const rating = async (): Promise<void> => {
  print('Rate: the highest constant rate graded VALID, checked; the server has the other core');
  const rates = isQuick
    ? [2_000, 4_000]
    : [4_000, 6_000, 8_000, 10_000, 12_000, 14_000, 16_000, 20_000];
  await withServer('answering', async (origin) => {
    const order = {
      origin,
      asked: 'checked',
      rates,
      duration: 5_000,
      isGraded: true,
      warmUp: 8_000,
    };
    const { found, calibration } = await drive(order);
    table([
      ['rate', 'grade', 'lag p99', 'response p99', 'CPU a request', 'because'],
      ...found.map(({ rate, grade, lag, response, cpu, because = '' }) => [
        String(rate),
        grade,
        millis(lag[1], 2),
        millis(response[2], 2),
        cpu.toFixed(1),
        because,
      ]),
    ]);
    const valid = found.filter(({ grade }) => grade === 'VALID').map(({ rate }) => rate ?? 0);
    print(`  highest VALID: ${valid.length === 0 ? 'none' : Math.max(...valid)}`);
    print(`  calibrated ceiling: ${calibration?.ceiling ?? '–'} requests/s\n`);
  });
};

interface Held {
  readonly ready: number;
  readonly bytes: number;
  readonly bytesWithHeap: number;
  readonly rss: number;
  readonly peak: number;
}

const holding = async (): Promise<void> => {
  print('Held: 1,000,000 live devices in one process');
  const rows: Held[] = [];
  for (let round = 0; round < rounds; round++) rows.push(await told<Held>('load-held', 1_000_000));
  const of = (pick: (held: Held) => number, digits = 0): string => spread(rows.map(pick), digits);
  const megabyte = 1_048_576;
  table([
    ['bytes of state each', of(({ bytes }) => bytes, 1)],
    ['the same with all that stays on the heap', of(({ bytesWithHeap }) => bytesWithHeap, 1)],
    ['RSS over the empty process, MB', of(({ rss }) => rss / megabyte)],
    ['RSS at its highest, MB', of(({ peak }) => peak / megabyte)],
    ['ready in, ms', of(({ ready }) => ready)],
  ]);
};

const parts: readonly (readonly [string, () => Promise<void>])[] = [
  ['freeze', freezing],
  ['pace', pacing],
  ['cost', costing],
  ['rate', rating],
  ['held', holding],
];
print(
  `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}, ` +
    `load average ${loadavg()[0]?.toFixed(2)} before; ` +
    `${isPinned ? 'server and driver on a core each' : 'NOT pinned to cores'}\n`,
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
