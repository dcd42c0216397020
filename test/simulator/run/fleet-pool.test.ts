import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { defaultReadings } from '../../../core/readings.ts';
import { addTallies, noTally } from '../../../reports/fleet/add-tallies.ts';
import { digestText } from '../../../reports/fleet/summary.ts';
import type { FleetTally } from '../../../reports/fleet/tally.ts';
import { playShare } from '../../../simulator/fleet/play-share.ts';
import { cutRange, playFleet } from '../../../simulator/run/fleet-pool.ts';
import { shippedFleet, shippedFleets } from '../fleet/shipped-fleet.ts';

const jobOf = (name: string, devices: number) => ({
  fleet: shippedFleet(name, devices),
  versus: null,
  readings: defaultReadings,
});

/** Short, so that a failure can be read. */
const fingerprint = (tally: FleetTally): string =>
  createHash('sha256').update(JSON.stringify(tally)).digest('hex');

const dyingWorker = join(import.meta.dirname, '..', 'fleet', 'dying-worker.ts');

describe('a fleet', () => {
  const devices = 200;
  const job = jobOf('hundred-thousand-mixed', devices);
  const whole = { from: 0, to: devices };
  const alone = addTallies(noTally, playShare({ ...job, range: whole }).tally);

  test.each([1, 2, 5, 64])('gives the same bytes in %i shares', async (shares) => {
    const { tally, complete, losses } = await playFleet(job, whole, { threads: 1, shares });
    expect({ complete, losses }).toEqual({ complete: true, losses: [] });
    expect(fingerprint(tally)).toBe(fingerprint(alone));
  });

  test('gives the same bytes on two threads', async () => {
    const { tally } = await playFleet(job, whole, { threads: 2, shares: 5 });
    expect(fingerprint(tally)).toBe(fingerprint(alone));
  });

  test('gives the same bytes in whatever order its shares are played and added', () => {
    const parts = cutRange(whole, 7).map((range) => playShare({ ...job, range }).tally);
    const shuffled = [3, 0, 6, 2, 5, 1, 4].flatMap((i) => parts[i] ?? []);
    expect(fingerprint(shuffled.reduce(addTallies, noTally))).toBe(fingerprint(alone));
  });

  test('of another seed gives other bytes', () => {
    const { fleet } = job;
    const profile = { ...fleet.profile, seed: fleet.profile.seed + 1 };
    const { tally } = playShare({ ...job, fleet: { ...fleet, profile }, range: whole });
    expect(tally.digest).not.toEqual(alone.digest);
  });

  test('loses the devices of a share whose thread dies, and says so', async () => {
    const options = { threads: 2, shares: 4, worker: dyingWorker };
    const { tally, losses } = await playFleet(job, whole, options);
    expect(tally.lost).toBeGreaterThanOrEqual(50);
    expect(tally.devices + tally.lost).toBe(devices);
    expect(losses.join()).toContain('devices 150 to 199: the thread that played them died');
  });

  test('that is interrupted is not complete', async () => {
    const interrupt = new AbortController();
    const { tally, complete } = await playFleet(job, whole, {
      threads: 1,
      shares: 4,
      signal: interrupt.signal,
      onShare: () => interrupt.abort(),
    });
    expect(complete).toBe(false);
    expect(tally.devices).toBe(50);
  });
});

describe('the digest of a shipped fleet', () => {
  // A change of these is a change of what fleets decide or meet: say so in the CHANGELOG.
  test.each(shippedFleets)('%s: forty devices, everywhere the same', (name) => {
    const job = jobOf(name, 40);
    const { tally } = playShare({ ...job, range: { from: 0, to: 40 } });
    expect(digestText(tally.digest)).toMatchSnapshot();
  });

  test.each(shippedFleets)('%s: no device checks in before the clock starts', (name) => {
    const job = jobOf(name, 200);
    const { tally } = playShare({ ...job, range: { from: 0, to: 200 } });
    const inAnHour = tally.checkIns.reduce((sum, count) => sum + count, 0);
    const herds = tally.events['herd'] ?? 0;
    expect(inAnHour).toBeGreaterThanOrEqual(tally.events['checkIn'] ?? 0);
    expect(inAnHour).toBeLessThanOrEqual((tally.events['checkIn'] ?? 0) + herds);
  });
});

describe('ranges', () => {
  test.each([
    [{ from: 0, to: 10 }, 3],
    [{ from: 5, to: 6 }, 64],
    [{ from: 0, to: 1_000_003 }, 16],
  ])('cover %o in %i shares without gap or overlap', (range, shares) => {
    const ranges = cutRange(range, shares);
    expect(ranges.length).toBeLessThanOrEqual(shares);
    expect(ranges[0]?.from).toBe(range.from);
    expect(ranges.at(-1)?.to).toBe(range.to);
    for (const [i, { from }] of ranges.entries()) {
      if (i > 0) expect(from).toBe(ranges[i - 1]?.to);
    }
  });
});
