import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { defaultReadings } from '../../../core/readings.ts';
import { shownDevices } from '../../../simulator/cli/devices/shown-device.ts';
import { openFleet } from '../../../simulator/fleet/open-profile.ts';
import { playShare } from '../../../simulator/fleet/play-share.ts';
import { documentsOf } from '../../../simulator/source/documents.ts';
import { memory } from '../scenario/memory.ts';
import { openSession } from './session.ts';

const tenant = `apiVersion: muster/v1
kind: Tenant
connectors: { lookout: { androidEnabled: true, iosEnabled: true } }
compliancePolicies:
  low:
    "@odata.type": "#microsoft.graph.androidWorkProfileCompliancePolicy"
    deviceThreatProtectionEnabled: true
    deviceThreatProtectionRequiredSecurityLevel: low
    assignedTo: [staff]
`;

const fleet = `apiVersion: muster/v1
kind: Fleet
name: first
devices: 1000000
days: 14
use: [tenant.yaml]
cohorts:
  android: { share: 3, managementType: androidWorkProfile, userGroups: [staff], partners: [lookout] }
  iphone: { share: 1, managementType: iosSupervised, userGroups: [staff], osVersions: "18.6" }
`;

const files = { 'tenant.yaml': tenant, 'fleet.yaml': fleet };

describe('devices', () => {
  test('shows twenty devices of a million, each on a line', async () => {
    const { exit, out } = await openSession(files).run('devices', 'fleet.yaml');
    expect(exit).toBe(0);
    const lines = out.trimEnd().split('\n');
    expect(lines).toHaveLength(23);
    expect(lines[0]).toMatch(
      /^number +name +model +OS +management type +ownership +user +partners/,
    );
    expect(lines[1]).toMatch(/^ +0 {2}\S/);
    expect(lines.at(-1)).toBe('20 devices of 1000000 in first');
  });

  test('a device is the same wherever the list begins', async () => {
    const session = openSession(files);
    const from = async (first: string, show: string) =>
      JSON.parse(
        (
          await session.run(
            'devices',
            'fleet.yaml',
            '--format',
            'json',
            '--from',
            first,
            '--show',
            show,
          )
        ).out,
      );
    const all = await from('0', '30');
    expect(await from('17', '1')).toEqual([all[17]]);
    expect(all[17]).toMatchObject({ number: 17, mail: expect.stringContaining('@example.com') });
    const cohorts = new Set(all.map(({ cohort }: { cohort: string }) => cohort));
    expect(cohorts).toEqual(new Set(['android', 'iphone']));
  });

  test('another seed gives other devices', async () => {
    const session = openSession(files);
    const one = await session.run('devices', 'fleet.yaml');
    const two = await session.run('devices', 'fleet.yaml', '--seed', '2');
    expect(two.out).not.toBe(one.out);
    expect((await session.run('devices', 'fleet.yaml', '--seed', '1')).out).toBe(one.out);
  });

  test('ends with the last device', async () => {
    const { out } = await openSession(files).run('devices', 'fleet.yaml', '--from', '999998');
    expect(out).toContain('2 devices of 1000000 in first');
  });

  test('shows a shipped fleet', async () => {
    const shipped = 'muster:fleets/hundred-thousand-mixed.yaml';
    const { exit, out } = await openSession().run('devices', shipped, '--show', '3');
    expect(exit).toBe(0);
    expect(out).toContain('3 devices of 100000 in hundred-thousand-mixed');
  });

  test.each([
    [['--from', '1000000'], 'there is no device 1000000: they are numbered 0 to 999999'],
    [['--show', '0'], '`--show` is a whole number from 1 to 10000, not `0`'],
    [['--show', 'all'], '`--show` is a whole number from 1 to 10000, not `all`'],
    [['--from', '-1'], '`--from` is a whole number from 0 to'],
    [['--seed', '1.5'], '`--seed` is a whole number from 0 to'],
    [['--format', 'jsn'], 'unknown format `jsn`'],
  ])('%s is refused', async (options, message) => {
    const { exit, out, err } = await openSession(files).run('devices', 'fleet.yaml', ...options);
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(err).toContain(message);
  });

  test.each([
    ['gone.yaml', '`gone.yaml` does not exist'],
    ['tenant.yaml', 'unknown kind of file `Tenant`'],
    ['muster:../package.json', 'does not exist'],
  ])('%s is no fleet', async (path, message) => {
    const { exit, err } = await openSession(files).run('devices', path);
    expect(exit).toBe(2);
    expect(err).toContain(message);
  });
});

describe('the devices that are shown', () => {
  test('are those that are played', async () => {
    const opened = openFleet('fleet.yaml', documentsOf(memory(files)), {
      importFile: null,
      devices: 150,
      days: 1,
    });
    if (opened.fleet === null) throw new Error('the fleet has an error');
    const { tally } = playShare({
      fleet: opened.fleet,
      versus: null,
      readings: defaultReadings,
      range: { from: 0, to: 150 },
    });
    const counts: Record<string, number> = {};
    for (const { cohort } of await shownDevices(opened.fleet.profile, 0, 150)) {
      counts[cohort] = (counts[cohort] ?? 0) + 1;
    }
    expect(counts).toEqual(tally.cohorts);
  });

  test('are given names only when they are asked for', () => {
    const path = join(import.meta.dirname, '../../../simulator/fleet/persona.ts');
    const text = readFileSync(path, 'utf8');
    expect(text).toContain("await import('@faker-js/faker/locale/en')");
    expect(text).not.toMatch(/^import .*faker/m);
  });
});

describe('lint of fleets', () => {
  const scenarios = {
    'scenarios/fleets/fleet.yaml': fleet,
    'scenarios/fleets/tenant.yaml': tenant,
  };

  test('counts them, and their tenants are part of them', async () => {
    const { exit, out } = await openSession(scenarios).run('lint');
    expect({ exit, out }).toEqual({ exit: 0, out: '1 fleet, no errors\n' });
  });

  test('tells their errors', async () => {
    const session = openSession(scenarios);
    session.write('scenarios/fleets/fleet.yaml', fleet.replace('days: 14', 'days: 1.5'));
    const { exit, err } = await session.run('lint');
    expect(exit).toBe(2);
    expect(err).toContain('scenarios/fleets/fleet.yaml:5:7');
    const named = await session.run('lint', 'scenarios/fleets/fleet.yaml');
    expect(named.exit).toBe(2);
  });

  test('a fleet is passed over where scenarios are played', async () => {
    const session = openSession(scenarios);
    session.write('scenarios/fleets/fleet.yaml', fleet.replace('days: 14', 'days: 1.5'));
    const { err } = await session.run('run');
    expect(err).not.toContain('1.5');
  });

  test('a misspelt kind is told', async () => {
    const session = openSession(scenarios);
    session.write('scenarios/fleets/fleet.yaml', fleet.replace('kind: Fleet', 'kind: Flet'));
    const { err } = await session.run('lint');
    expect(err).toContain('did you mean `Fleet`?');
  });

  test('schema prints theirs', async () => {
    const { out } = await openSession().run('schema', 'fleet');
    expect(JSON.parse(out)).toMatchObject({ title: 'Muster fleet' });
  });
});
