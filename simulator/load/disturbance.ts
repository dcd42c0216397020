import { cpus } from 'node:os';
import type { Disturbance } from '../../reports/load/honesty.ts';
import type { MachineReading } from '../../reports/load/instrument.ts';
import type { Driven } from './drive.ts';

/**
 * Time other processes ran, as a share of one processor: what the machine was busy, less what its
 * host took and what this process used. Never below nothing, for the system counts in ticks.
 */
export const othersIn = (
  { busy, steal, cpu, wall }: MachineReading,
  processors: number,
): number | null => {
  if (busy === null || wall === 0) return null;
  return Math.max(0, (busy - (steal ?? 0)) * processors - cpu / wall);
};

/** @param server share of its time in which the server waited for a processor */
export const disturbanceOf = (
  experiment: string,
  { threads, machine }: Pick<Driven, 'threads' | 'machine'>,
  server: number | null,
): Disturbance => {
  const waits = threads.flatMap(({ waitedForCpu }) =>
    waitedForCpu === null || machine.wall === 0 ? [] : [Math.min(1, waitedForCpu / machine.wall)],
  );
  const all = server === null ? waits : [...waits, server];
  return {
    experiment,
    waited: all.length === 0 ? null : Math.max(...all),
    steal: machine.steal,
    others: othersIn(machine, cpus().length),
  };
};
