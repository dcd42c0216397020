import { createServer } from 'node:net';
import { drive, type LoadPlan } from '../simulator/load/drive.ts';
import type { MixedTraffic, Verdict } from '../simulator/load/mix/plan.ts';

/**
 * What judging costs: the same fleet with and without it, in turns, all requests at once, against a
 * server in this process that always says the same. Ten percent are messages about five devices.
 */
const requests = Number(process.argv[2] ?? 20_000);
const rounds = 7;
const devices = 10_000;

const accepted = Array(5).fill({ result: 'accepted' });
const body = JSON.stringify({ complianceState: 'compliant', results: accepted });
const answer = `HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
const server = createServer({ noDelay: true }, (socket) => {
  let rest = '';
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    // The body of one request is before the head of the next, so heads alone are counted.
    const heads = (rest + chunk.toString('latin1')).split('\r\n\r\n');
    rest = heads.pop() ?? '';
    if (heads.length > 0) socket.write(answer.repeat(heads.length));
  });
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', 4_096, resolve));
const address = server.address();
const port = typeof address === 'object' && address !== null ? address.port : 0;

const verdict: Verdict = { compliance: 'compliant', launch: null, token: null };
const access = { path: '/', scope: '', client: '', secret: '', token: 't', lifetime: 3_600_000 };

const mixOf = (isChecked: boolean): MixedTraffic => ({
  kind: 'mixed',
  profile: { name: 'judged', digest: '' },
  tenant: '11111111-2222-8333-8444-555555555555',
  devices,
  kinds: [
    {
      name: 'phone',
      platform: 'android',
      osVersion: '15',
      partners: ['lookout'],
      isEnrolled: true,
      app: null,
      resource: null,
      verdicts: [verdict, verdict, verdict, verdict],
    },
  ],
  kindOf: new SharedArrayBuffer(devices * 2),
  settled: new SharedArrayBuffer(devices),
  phases: [
    {
      mix: { messages: 10, heartbeats: 0, checkIns: 45, launches: 0, tokens: 0, reads: 45 },
      first: 0,
      arrivals: requests,
      inTurn: null,
      backlog: null,
    },
  ],
  batch: 5,
  threatened: 200_000,
  attention: 500_000,
  freshness: 0,
  horizon: 60_000,
  clock: { service: Date.now(), monotonic: 0, factor: 1 },
  access: { partners: { lookout: access }, graph: access, device: access },
  isChecked,
});

/** Requests a second. */
const rateOf = async (isChecked: boolean): Promise<number> => {
  const plan: LoadPlan = {
    origin: `http://127.0.0.1:${port}`,
    traffic: mixOf(isChecked),
    phases: [
      {
        name: 'all',
        executor: { kind: 'atOnce', requests },
        duration: 100,
        spacing: 'even',
        isWarmUp: false,
      },
    ],
    seed: 1,
    threads: 1,
    connections: 100,
    timeout: 60_000,
    mostInFlight: requests,
  };
  const { records } = await drive(plan);
  const [record] = records;
  if (record === undefined || record.sums.completed !== requests || record.sums.wrong > 0) {
    throw new Error(`it went wrong: ${JSON.stringify(record?.sums)}`);
  }
  return (requests * 1_000_000) / record.response.most;
};

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

await rateOf(true);
await rateOf(false);
const ratios: number[] = [];
const rates = { checked: [] as number[], unchecked: [] as number[] };
for (let round = 0; round < rounds; round++) {
  const unchecked = await rateOf(false);
  const checked = await rateOf(true);
  rates.checked.push(checked);
  rates.unchecked.push(unchecked);
  ratios.push(checked / unchecked);
}
server.close();
const whole = (value: number): string => Math.round(value).toString();
const share = (value: number): string => `${(value * 100).toFixed(0)} %`;
process.stdout.write(
  `unchecked ${whole(median(rates.unchecked))}/s, checked ${whole(median(rates.checked))}/s, ` +
    `checked against unchecked ${share(median(ratios))} ` +
    `(${share(Math.min(...ratios))} to ${share(Math.max(...ratios))}) in ${rounds} turns\n`,
);
