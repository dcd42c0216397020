import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { hour } from '../../../core/time.ts';
import { openFleet } from '../../../simulator/fleet/open-profile.ts';
import type { Fleet } from '../../../simulator/fleet/profile.ts';
import { diskIo } from '../../../simulator/scenario/load.ts';
import { readDocument } from '../../../simulator/source/document.ts';
import { documentsOf } from '../../../simulator/source/documents.ts';
import { renderDiagnostics } from '../../../simulator/source/frame.ts';
import { collector } from '../../../simulator/source/report.ts';
import { toPlain } from '../../../simulator/source/tree.ts';
import { openTenant } from '../../../simulator/tenant/open.ts';

const scenarios = join(import.meta.dirname, '../../../scenarios');
const yamlIn = (folder: string): readonly string[] =>
  readdirSync(join(scenarios, folder)).filter((name) => name.endsWith('.yaml'));

const files = yamlIn('fleets');
const tenants = yamlIn('fleets/tenants');
const documents = documentsOf(diskIo({ directory: scenarios }));

const open = (file: string) => openFleet(`fleets/${file}`, documents, { importFile: null });

const fleetOf = (file: string): Fleet => {
  const { fleet, diagnostics } = open(file);
  if (fleet === null) throw new Error(renderDiagnostics(diagnostics, documents.sources));
  return fleet;
};

const validate = new Ajv({ strict: false }).compile(
  JSON.parse(readFileSync(join(scenarios, 'fleet.schema.json'), 'utf8')),
);

const plainOf = (text: string): unknown => {
  const tree = readDocument('x.yaml', text, collector().report);
  return tree === null ? null : toPlain(tree);
};

describe('the shipped fleets', () => {
  it.each(files)('%s has nothing wrong in it, and nothing doubtful', (file) => {
    const { diagnostics } = open(file);
    expect(renderDiagnostics(diagnostics, documents.sources)).toBe('');
  });

  it.each(files)('%s is called like its file, and has thresholds', (file) => {
    const { profile } = fleetOf(file);
    expect(`${profile.name}.yaml`).toBe(file);
    expect(profile.thresholds.map(({ metric }) => metric)).toContain('lost');
  });

  it.each(files)('%s fits its JSON Schema', (file) => {
    const text = readFileSync(join(scenarios, 'fleets', file), 'utf8');
    expect(validate(plainOf(text)), JSON.stringify(validate.errors)).toBe(true);
  });

  it('the tenants they live in are sound by themselves', () => {
    const told = tenants.flatMap(
      (file) => openTenant(`fleets/tenants/${file}`, documents, null).diagnostics,
    );
    expect(renderDiagnostics(told, documents.sources)).toBe('');
    const used = files.flatMap((file) => open(file).used);
    expect([...new Set(used)].sort()).toEqual(tenants.map((file) => `fleets/tenants/${file}`));
  });

  it('are the five that were promised, and one of new devices', () => {
    expect(files).toEqual([
      'first-week.yaml',
      'hundred-thousand-mixed.yaml',
      'regulated-bank-mam-only.yaml',
      'small-office.yaml',
      'two-vendor-android-migration.yaml',
      'vendor-outage-on-a-friday.yaml',
    ]);
  });

  it('the outage begins on a Friday', () => {
    const { profile } = fleetOf('vendor-outage-on-a-friday.yaml');
    const [outage] = profile.happenings;
    const weekday = new Date(outage?.kind === 'outage' ? outage.from : 0).getUTCDay();
    expect(weekday).toBe(5);
  });

  it('the large one has every kind of device and trouble', () => {
    const { profile, tenant } = fleetOf('hundred-thousand-mixed.yaml');
    expect(profile).toMatchObject({ devices: 100_000, days: 30 });
    const sets = profile.cohorts.flatMap(({ partners }) => partners.map(({ value }) => value));
    expect(new Set(sets.map(({ length }) => length))).toEqual(new Set([0, 1, 2]));
    expect(sets).toContainEqual(['lookout', 'defender']);
    expect(new Set(profile.cohorts.map(({ managementType }) => managementType)).size).toBe(7);
    expect(profile.cohorts.every(({ behaviour }) => behaviour.checkIn.kind !== 'mean')).toBe(true);
    const kinds = new Set(profile.herds.map(({ kind }) => kind));
    expect(kinds).toEqual(new Set(['checkIn', 'scan', 'launch']));
    expect(Object.keys(tenant.connectors)).toEqual(['lookout', 'zimperium', 'defender']);
    const outages = profile.happenings.filter(({ kind }) => kind === 'outage');
    expect(outages.length).toBe(7);
    expect(profile.clouds.lookout?.scan).toEqual({ kind: 'fixed', value: 36 * hour });
    expect(profile.cohorts[0]?.behaviour.checkIn).toEqual({ kind: 'fixed', value: 8 * hour });
  });
});

describe('the JSON Schema of a fleet', () => {
  const head = 'apiVersion: muster/v1\nkind: Fleet\nname: x\ndevices: 5\ndays: 3\n';
  const cohorts = 'cohorts: { a: { managementType: iosSupervised } }\n';

  it.each([
    ['', true],
    ['devces: 3', false],
    ['herds: [{ morning: { at: 7h, share: 50% } }]', true],
    ['herds: [{ mornings: { at: 7h } }]', false],
    ['threats: [{ classification: trojan, arrival: { mean: 9d } }]', true],
    ['threats: [{ classification: trojn, arrival: { mean: 9d } }]', false],
    ['threats: [{ classification: trojan, arrival: { from: 9d, too: 10d } }]', false],
    ['clouds: { lookout: { silentAfter: never, late: 0.5% } }', true],
    ['clouds: { lookout: { late: 1.5 } }', false],
    ['clouds: { lokout: {} }', false],
    ['happenings: [{ at: 1d, do: [{ heartbeat: { partner: lookout } }] }]', true],
    ['happenings: [{ at: 1d, do: [{ checkIn: { device: pixel } }] }]', false],
    ['happenings: [{ outage: { partner: lookout, at: 1d } }]', false],
  ])('%s: %s', (body, fits) => {
    expect(validate(plainOf(`${head}${cohorts}${body}`))).toBe(fits);
  });
});
