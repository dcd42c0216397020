import { newHistogram } from '../reports/load/histogram.ts';
import { dispersionOf } from '../reports/load/honesty.ts';
import { percentileOf } from '../reports/load/percentile.ts';
import { drive, type LoadPlan } from '../simulator/load/drive.ts';
import { openFixture } from '../simulator/load/fixture.ts';

/**
 * What the load driver costs and how punctual it is, against a target in the same process that does
 * nothing. Figures of one run on one machine: read them beside each other.
 */
const rates = [1_000, 5_000, 10_000];
const measured = 8_000;

const planFor = (origin: string, rate: number): LoadPlan => {
  const executor = { kind: 'constantRate', rate } as const;
  return {
    origin,
    traffic: { kind: 'numbered', path: '/' },
    phases: [
      { name: 'warm-up', executor, duration: 3_000, spacing: 'even', isWarmUp: true },
      { name: 'measured', executor, duration: measured, spacing: 'even', isWarmUp: false },
    ],
    seed: 1,
    threads: 1,
    connections: 50,
    timeout: 10_000,
    mostInFlight: 50_000,
  };
};

const micros = (value: number | undefined): string =>
  value === undefined ? '–' : `${Math.round(value)} µs`;

const fixture = await openFixture({ kind: 'idle' });
const rows = ['rate     lag p50   lag p99  lag p99.9  response p50  CPU/request  dispersion'];
for (const rate of rates) {
  const { records, threads } = await drive(planFor(fixture.origin, rate));
  const record = records[1];
  if (record === undefined) throw new Error('there is no measured phase');
  const none = newHistogram();
  const lag = (share: number) =>
    micros(percentileOf({ measured: record.lag, atLeast: none }, share)?.value);
  const response = percentileOf({ measured: record.response, atLeast: none }, 0.5);
  const requester = threads.find(({ name }) => name !== 'pacer');
  const cpu = (requester?.cpu ?? 0) / record.sums.completed;
  const tenths = record.starts.slice(30, 30 + measured / 100);
  rows.push(
    [
      String(rate).padEnd(7),
      lag(0.5).padStart(9),
      lag(0.99).padStart(9),
      lag(0.999).padStart(10),
      micros(response?.value).padStart(13),
      micros(cpu).padStart(12),
      dispersionOf(tenths).toFixed(3).padStart(11),
    ].join(' '),
  );
}
await fixture.close();
process.stdout.write(`${rows.join('\n')}\n`);
