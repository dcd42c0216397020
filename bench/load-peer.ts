import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import autocannon from 'autocannon';

/**
 * Another load generator as a contestant, in a process of its own. One argument, JSON; what it
 * told goes out as JSON, times in ms as it told them.
 */
interface Order {
  readonly tool: 'autocannon' | 'loadtest';
  readonly url: string;
  readonly connections: number;
  /** Seconds. */
  readonly duration: number;
  /** Requests a second; absent: as many as it gets answered. */
  readonly rate?: number;
  /** Of autocannon: without its correction. */
  readonly isUncorrected?: boolean;
  /** Goes with every request, as a token would. */
  readonly token?: string;
  /** Folder with the other tools. */
  readonly tools: string;
}
const order: Order = JSON.parse(process.argv[2] ?? '{}');
const { url, connections, duration, rate, token } = order;

interface Told {
  readonly requests: number;
  /** How many values its percentiles are made of. */
  readonly samples: number | null;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly mean: number;
}

const viaAutocannon = async (): Promise<Told> => {
  const { requests, latency } = await autocannon({
    url,
    method: 'GET',
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    connections,
    pipelining: 1,
    duration,
    timeout: 60,
    ...(rate !== undefined && { overallRate: rate }),
    ...(order.isUncorrected === true && { ignoreCoordinatedOmission: true }),
  });
  const { p50, p97_5, p99, average, totalCount } = latency;
  // It tells no p95; the nearest it tells is p97.5.
  return { requests: requests.total, samples: totalCount, p50, p95: p97_5, p99, mean: average };
};

interface LoadTestResult {
  readonly totalRequests: number;
  readonly meanLatencyMs: number;
  readonly percentiles: Readonly<Record<'50' | '95' | '99', number>>;
}

const viaLoadtest = async (): Promise<Told> => {
  const path = createRequire(join(order.tools, 'package.json')).resolve('loadtest');
  const module: {
    readonly loadTest: (options: object) => Promise<LoadTestResult>;
  } = await import(pathToFileURL(path).href);
  const { totalRequests, percentiles, meanLatencyMs } = await module.loadTest({
    url,
    concurrency: connections,
    requestsPerSecond: rate,
    maxSeconds: duration,
    agentKeepAlive: true,
    quiet: true,
    cores: 1,
  });
  return {
    requests: totalRequests,
    samples: totalRequests,
    p50: percentiles[50],
    p95: percentiles[95],
    p99: percentiles[99],
    mean: meanLatencyMs,
  };
};

const before = process.cpuUsage();
const told = await (order.tool === 'autocannon' ? viaAutocannon() : viaLoadtest());
const { user, system } = process.cpuUsage(before);
process.stdout.write(`${JSON.stringify({ ...told, cpu: (user + system) / told.requests })}\n`);
process.exit(0);
