import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay, PerformanceObserver, performance } from 'node:perf_hooks';
import type { ThreadReading } from '../../reports/load/instrument.ts';

/** Processor time and time waited for a processor of this very thread, µs. */
const scheduled = (): readonly [cpu: number, waited: number] | null => {
  try {
    const [cpu = '', waited = ''] = readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ');
    return [Number(cpu) / 1_000, Number(waited) / 1_000];
  } catch {
    return null;
  }
};

/** Watches the thread it is made in, until it is read. */
export type ThreadMeter = () => ThreadReading;

/** How often the event loop is asked to come round, ms. */
const resolution = 10;

/** @param hasLoop false for a thread that blocks while it waits */
export const startThreadMeter = (name: string, hasLoop: boolean): ThreadMeter => {
  const before = scheduled();
  const utilisation = performance.eventLoopUtilization();
  const delay = hasLoop ? monitorEventLoopDelay({ resolution }) : null;
  delay?.enable();
  const pauses: number[] = [];
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) pauses.push(duration * 1_000);
  });
  observer.observe({ entryTypes: ['gc'] });
  return () => {
    for (const { duration } of observer.takeRecords()) pauses.push(duration * 1_000);
    observer.disconnect();
    delay?.disable();
    const after = scheduled();
    const beyond = (nanoseconds: number): number =>
      Math.max(0, Math.round(nanoseconds / 1_000) - resolution * 1_000);
    const known = before !== null && after !== null;
    return {
      name,
      utilisation: hasLoop ? performance.eventLoopUtilization(utilisation).utilization : null,
      loopDelayP99: delay === null ? null : beyond(delay.percentile(99)),
      loopDelayMost: delay === null ? null : beyond(delay.max),
      cpu: known ? after[0] - before[0] : null,
      waitedForCpu: known ? after[1] - before[1] : null,
      collections: pauses.length,
      collecting: pauses.reduce((sum, pause) => sum + pause, 0),
      longestCollection: pauses.reduce((most, pause) => Math.max(most, pause), 0),
    };
  };
};
