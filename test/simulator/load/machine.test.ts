import { describe, expect, test } from 'vitest';
import type { MachineReading, ThreadReading } from '../../../reports/load/instrument.ts';
import { disturbanceOf, othersIn } from '../../../simulator/load/disturbance.ts';
import { overflowsIn, ticksIn } from '../../../simulator/load/machine-meter.ts';
import { coresIn, listenersIn } from '../../../simulator/load/neighbourhood.ts';

describe('what the system says', () => {
  test('of its time: all of it, the idle part and the stolen part', () => {
    const stat = 'cpu  100 5 20 800 30 1 2 42 7 0\ncpu0 1 1 1 1 1 1 1 1 0 0\n';
    expect(ticksIn(stat)).toEqual({ all: 1_000, idle: 830, stolen: 42 });
    expect(ticksIn('cpu 1 2')).toBeNull();
    expect(ticksIn('')).toBeNull();
  });

  test('of full queues of listeners', () => {
    const netstat = [
      'TcpExt: SyncookiesSent ListenOverflows ListenDrops',
      'TcpExt: 1 23 456',
      'IpExt: InNoRoutes',
      'IpExt: 0',
    ];
    expect(overflowsIn(netstat.join('\n'))).toBe(23);
    expect(overflowsIn('IpExt: a\nIpExt: 1')).toBeNull();
  });

  test('of who listens on a port', () => {
    const table = [
      '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
      '   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1',
      '   1: 0100007F:1F90 0100007F:C000 01 00000000:00000000 00:00000000 00000000     0        0 4712 1',
      '   2: 0100007F:1F91 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4713 1',
    ].join('\n');
    expect(listenersIn(table, 8_080)).toEqual(['4711']);
    expect(listenersIn(table, 80)).toEqual([]);
  });

  test('of the cores a process may run on', () => {
    expect(coresIn('0-2,5\n')).toEqual([0, 1, 2, 5]);
    expect(coresIn('1')).toEqual([1]);
  });
});

describe('who had the processors', () => {
  const machine: MachineReading = {
    wall: 10_000_000,
    cpu: 4_000_000,
    rss: 1,
    steal: 0.05,
    busy: 0.75,
    loadAverage: 1,
    listenOverflows: null,
    sockets: 1,
  };

  test('is what was busy, less what the host took and what is our own', () => {
    expect(othersIn(machine, 2)).toBeCloseTo(1.0, 9);
    expect(othersIn({ ...machine, cpu: 20_000_000 }, 2)).toBe(0);
    expect(othersIn({ ...machine, busy: null }, 2)).toBeNull();
  });

  test('is told of the thread that waited longest, the server included', () => {
    const thread = (waitedForCpu: number | null): ThreadReading => ({
      name: 'pacer',
      utilisation: null,
      loopDelayP99: null,
      loopDelayMost: null,
      cpu: 1,
      waitedForCpu,
      collections: 0,
      collecting: 0,
      longestCollection: 0,
    });
    const waited = (threads: readonly ThreadReading[], server: number | null) =>
      disturbanceOf('a', { threads, machine }, server).waited;
    expect(waited([thread(100_000), thread(500_000)], 0.02)).toBe(0.05);
    expect(waited([thread(100_000)], 0.02)).toBe(0.02);
    expect(waited([thread(null)], null)).toBeNull();
  });
});
