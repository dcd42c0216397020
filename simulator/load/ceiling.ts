import { performance } from 'node:perf_hooks';
import type { Options, Result, Running } from 'autocannon';
import { type CeilingRecord, type CeilingRun, ceilingRecord } from '../../reports/load/ceiling.ts';
import type { Provenance } from '../../reports/load/summary.ts';
import { startMachineMeter } from './machine-meter.ts';
import { neighbourhoodOf } from './neighbourhood.ts';

export interface CeilingPlan extends Pick<CeilingRun, 'asked' | 'settings'> {
  readonly origin: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** ms. */
  readonly timeout: number;
}

const second = 1_000;

const optionsOf = (plan: CeilingPlan, duration: number): Options => ({
  url: `${plan.origin}${plan.asked.path}`,
  method: plan.asked.method,
  headers: plan.headers,
  ...(plan.body !== null && { body: plan.body }),
  connections: plan.settings.connections,
  pipelining: plan.settings.pipelining,
  duration: duration / second,
  timeout: Math.max(1, plan.timeout / second),
});

const answersOf = (result: Result): CeilingRun['answers'] => ({
  successes: result['2xx'],
  refused: result.non2xx,
  // It counts a request nobody waited for any longer as an error, too.
  lost: result.errors - result.timeouts,
  timedOut: result.timeouts,
});

/**
 * Asks a route as often as it answers, over connections that each ask again at once.
 *
 * Without a rate autocannon corrects nothing, and it refuses to be told so: its switch
 * `ignoreCoordinatedOmission` is for rates, where the correction invents samples.
 */
export const measureCeiling = async (
  plan: CeilingPlan,
  provenance: Provenance,
  signal: AbortSignal,
): Promise<CeilingRecord> => {
  const { default: autocannon } = await import('autocannon');
  const run = async (duration: number): Promise<Result> => {
    const running: Running = autocannon(optionsOf(plan, duration));
    const stop = (): void => running.stop();
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
    try {
      return await running;
    } finally {
      signal.removeEventListener('abort', stop);
    }
  };
  const neighbourhood = await neighbourhoodOf(plan.origin);
  const { asked, settings, origin } = plan;
  if (settings.warmUp > 0) await run(settings.warmUp);
  const machine = startMachineMeter();
  const before = performance.eventLoopUtilization();
  const result = await run(settings.duration);
  const { utilization } = performance.eventLoopUtilization(before);
  const { requests, latency, statusCodeStats } = result;
  return ceilingRecord({
    provenance,
    target: origin,
    asked,
    settings,
    duration: result.duration * second,
    answers: answersOf(result),
    statuses: Object.entries(statusCodeStats).map(([status, { count }]) => [status, count]),
    seconds: { least: requests.min, most: requests.max, deviation: requests.stddev },
    times: { p50: latency.p50, p99: latency.p99, most: latency.max },
    driver: { utilisation: utilization, machine: machine(settings.connections), neighbourhood },
    wasStopped: signal.aborted,
  });
};
