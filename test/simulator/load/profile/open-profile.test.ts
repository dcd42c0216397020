import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { openLoad } from '../../../../simulator/load/profile/open-profile.ts';
import { diskIo } from '../../../../simulator/scenario/load.ts';
import { readDocument } from '../../../../simulator/source/document.ts';
import { documentsOf } from '../../../../simulator/source/documents.ts';
import { renderDiagnostics } from '../../../../simulator/source/frame.ts';
import { collector } from '../../../../simulator/source/report.ts';
import { toPlain } from '../../../../simulator/source/tree.ts';

const scenarios = join(import.meta.dirname, '../../../../scenarios');
const files = readdirSync(join(scenarios, 'loads')).filter((name) => name.endsWith('.yaml'));
const io = diskIo({ directory: scenarios });

const validate = new Ajv({ strict: false }).compile(
  JSON.parse(readFileSync(join(scenarios, 'load.schema.json'), 'utf8')),
);
const fits = (text: string): boolean => {
  const tree = readDocument('x.yaml', text, collector().report);
  return validate(tree === null ? null : toPlain(tree));
};

const openText = (text: string) => {
  const bytes = new TextEncoder().encode(text);
  const documents = documentsOf({
    read: (path, limit) =>
      path === 'loads/x.yaml' ? { kind: 'bytes', bytes } : io.read(path, limit),
    shipped: io.shipped,
  });
  const { profile, diagnostics } = openLoad('loads/x.yaml', documents, null);
  return { profile, told: renderDiagnostics(diagnostics, documents.sources) };
};

const head = `apiVersion: muster/v1
kind: Load
name: x
fleet: { profile: fleets/two-vendors.yaml, devices: 10 }
`;
const phases = 'phases: [{ name: a, arrive: { constantRate: 10 }, for: 5s }]\n';

describe('the shipped loads', () => {
  test('are the four that were promised', () => {
    expect(files).toEqual([
      'morning-herd.yaml',
      'stairs-to-the-limit.yaml',
      'steady.yaml',
      'vendor-outage.yaml',
    ]);
  });

  test.each(files)('%s has nothing wrong in it, fits its schema and has its name', (file) => {
    const documents = documentsOf(io);
    const { profile, diagnostics } = openLoad(`loads/${file}`, documents, null);
    expect(renderDiagnostics(diagnostics, documents.sources)).toBe('');
    expect(`${profile?.name}.yaml`).toBe(file);
    expect(profile?.thresholds.map(({ metric }) => metric)).toContain('wrong');
    expect(fits(readFileSync(join(scenarios, 'loads', file), 'utf8'))).toBe(true);
  });
});

describe('a load file', () => {
  test('is read with what is usual', () => {
    const { profile, told } = openText(head + phases);
    expect(told).toBe('');
    expect(profile).toMatchObject({
      devices: 10,
      seed: 1,
      timeFactor: 1,
      freshness: 0,
      horizon: 60_000,
      batch: 5,
      threatened: 200_000,
      attention: 500_000,
      abortOnFail: false,
    });
    expect(profile?.phases).toMatchObject([
      { name: 'warm-up', isWarmUp: true, duration: 2_000 },
      { name: 'a', isWarmUp: false, duration: 5_000, spacing: 'even' },
    ]);
  });

  test('knows the five ways to arrive', () => {
    const ways = [
      'constantRate: 10',
      'rampRate: { from: 0, to: 10 }',
      'stairs: { from: 1, step: 1, each: 1s }',
      'atOnce: 10',
      'constantDevices: { devices: 10, every: 10s }',
    ];
    const list = ways.map((way, at) => `  - { name: p${at}, arrive: { ${way} }, for: 5s }\n`);
    const text = `${head}warmUp: 0s\nphases:\n${list.join('')}`;
    const { profile, told } = openText(text);
    expect(told).toBe('');
    expect(profile?.phases.map(({ executor }) => executor)).toEqual([
      { kind: 'constantRate', rate: 10 },
      { kind: 'rampRate', from: 0, to: 10 },
      { kind: 'stairs', from: 1, step: 1, each: 1_000 },
      { kind: 'atOnce', requests: 10 },
      { kind: 'constantDevices', devices: 10, every: 10_000 },
    ]);
    expect(fits(text)).toBe(true);
  });

  test('is as its page says', () => {
    const page = readFileSync(join(scenarios, '../docs/load.md'), 'utf8');
    const [, text = ''] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];
    const { profile, told } = openText(text);
    expect(told).toBe('');
    expect(profile?.phases.map(({ name }) => name)).toEqual(['warm-up', 'noon', 'rush']);
    for (const file of files) expect(page).toContain(`muster:loads/${file}`);
  });

  const onePhase = (text: string): string => `${head}phases:\n  - { ${text} }\n`;

  test.each([
    [`${head}phaes: []\n`, 'did you mean `phases`?'],
    [onePhase('name: a, arrive: { constantRtae: 10 }, for: 5s'), 'did you mean `constantRate`?'],
    [onePhase('name: a, arrive: { constantRate: fast }, for: 5s'), 'a whole number from 1'],
    [onePhase('name: a, arrive: { constantRate: 10 }, for: 0s'), 'it lasts no time at all'],
    [
      onePhase('name: a, arrive: { constantRate: 10 }, for: 5s, warmUp: true'),
      'there is no phase that is measured',
    ],
    [
      onePhase('name: a, arrive: { constantRate: 10 }, for: 5s, backlogOf: outge'),
      'there is no earlier phase `outge`',
    ],
    [`${head}${phases}thresholds: [detecton_p99 < 5m]\n`, 'did you mean `detection_p99`?'],
    [`${head}${phases}mix: { reads: 0 }\n`, 'all weights are 0'],
    [
      `${head.replace('two-vendors', 'three-vendors')}${phases}`,
      '`fleets/three-vendors.yaml` cannot be used',
    ],
    [`${head}${phases}timeFactor: 0\n`, 'a whole number from 1'],
  ])('%# is refused with its place', (text, message) => {
    const { profile, told } = openText(text);
    expect(profile).toBeNull();
    expect(told).toContain(message);
    expect(told).toMatch(/--> loads\/x\.yaml:\d+:\d+/);
  });
});
