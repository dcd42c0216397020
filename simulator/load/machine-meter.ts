import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import type { MachineReading } from '../../reports/load/instrument.ts';
import { monotonic } from './monotonic.ts';

const textOf = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
};

interface Ticks {
  readonly all: number;
  readonly idle: number;
  readonly stolen: number;
}

/** The first line of /proc/stat: user nice system idle iowait irq softirq steal. */
export const ticksIn = (stat: string): Ticks | null => {
  const fields = /^cpu\s+([\d ]+)/.exec(stat)?.[1]?.split(' ').map(Number) ?? [];
  if (fields.length < 8) return null;
  const counted = fields.slice(0, 8);
  const all = counted.reduce((sum, ticks) => sum + ticks, 0);
  return { all, idle: (fields[3] ?? 0) + (fields[4] ?? 0), stolen: fields[7] ?? 0 };
};

/** `ListenOverflows` of /proc/net/netstat, where names stand above their values. */
export const overflowsIn = (netstat: string): number | null => {
  const [names = '', values = ''] = netstat.split('\n').filter((line) => /^TcpExt:/.test(line));
  const place = names.split(' ').indexOf('ListenOverflows');
  const value = Number(values.split(' ')[place]);
  return place < 0 || Number.isNaN(value) ? null : value;
};

interface Standing {
  readonly at: number;
  readonly cpu: number;
  readonly ticks: Ticks | null;
  readonly overflows: number | null;
}

const standing = (): Standing => {
  const { user, system } = process.cpuUsage();
  const stat = textOf('/proc/stat');
  const netstat = textOf('/proc/net/netstat');
  return {
    at: monotonic(),
    cpu: user + system,
    ticks: stat === null ? null : ticksIn(stat),
    overflows: netstat === null ? null : overflowsIn(netstat),
  };
};

const share = (
  before: Ticks | null,
  after: Ticks | null,
  part: (ticks: Ticks) => number,
): number | null => {
  if (before === null || after === null || after.all === before.all) return null;
  return (part(after) - part(before)) / (after.all - before.all);
};

/** Watches the machine until it is read. */
export const startMachineMeter = (): ((sockets: number) => MachineReading) => {
  const before = standing();
  return (sockets) => {
    const after = standing();
    const known = before.overflows !== null && after.overflows !== null;
    return {
      wall: after.at - before.at,
      cpu: after.cpu - before.cpu,
      rss: process.memoryUsage.rss(),
      steal: share(before.ticks, after.ticks, ({ stolen }) => stolen),
      busy: share(before.ticks, after.ticks, ({ all, idle }) => all - idle),
      loadAverage: loadavg()[0] ?? 0,
      listenOverflows: known ? (after.overflows ?? 0) - (before.overflows ?? 0) : null,
      sockets,
    };
  };
};
