import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadScenarios } from '../../../simulator/scenario/load.ts';
import { shippedScenarios } from '../../../simulator/source/package-root.ts';
import { errorsOf, framesOf, smallTenant } from './memory.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'muster-load-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string | Uint8Array): void => {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), text);
};

const scenario = (id: string, use = 'tenant.yaml') => `apiVersion: muster/v1
kind: Scenario
id: ${id}
title: t
covers: [MULTI-01]
use: [${use}]
timeline:
  - at: 0s
    expect: { pixel: { complianceState: noncompliant } }
`;

const load = (...paths: string[]) => loadScenarios(paths, { directory: folder });
const idsOf = ({ cases }: ReturnType<typeof load>) => cases.map(({ id }) => id);

describe('what is found', () => {
  it('every scenario under a folder, by path, whatever else lies there', () => {
    write('s/tenant.yaml', smallTenant);
    write('s/b.yaml', scenario('b'));
    write('s/Z.yaml', scenario('z'));
    write('s/a/deep/x.yml', scenario('x', '../../tenant.yaml'));
    write('s/muster.yaml', 'apiVersion: muster/v1\nkind: Project\n');
    write('s/ci.yaml', 'on: push\njobs: {}\n');
    write('s/notes.md', 'kind: Scenario');
    write('s/node_modules/n.yaml', scenario('n'));
    write('s/.hidden/h.yaml', scenario('h'));
    const loaded = load('s');
    expect(framesOf(loaded)).toBe('');
    expect(idsOf(loaded)).toEqual(['z', 'x', 'b']);
    expect(loaded.cases.map(({ span }) => span.file)).toEqual([
      's/Z.yaml',
      's/a/deep/x.yml',
      's/b.yaml',
    ]);
  });

  it('a file that is named twice is read once', () => {
    write('tenant.yaml', smallTenant);
    write('a.yaml', scenario('a'));
    expect(idsOf(load('a.yaml', '.', './a.yaml', join(folder, 'a.yaml')))).toEqual(['a']);
  });

  it('what the package ships is found under `muster:`', () => {
    write('a.yaml', scenario('a', 'muster:tenants/android-one-vendor.yaml'));
    const loaded = load('a.yaml');
    expect(framesOf(loaded)).toBe('');
    expect(Object.keys(loaded.cases[0]?.tenant.connectors ?? {})).toEqual(['lookout']);
    expect(shippedScenarios).toBe(join(import.meta.dirname, '../../../scenarios'));
  });
});

describe('what is refused', () => {
  it('a path that is not there, and a folder without a scenario', () => {
    mkdirSync(join(folder, 'empty'));
    expect(errorsOf(load('nowhere', 'empty'))).toEqual([
      'not-found: `nowhere` does not exist',
      'not-found: there is no scenario under `empty`',
    ]);
  });

  it('a file of another kind that is named', () => {
    write('muster.yaml', 'apiVersion: muster/v1\nkind: Project\n');
    expect(errorsOf(load('muster.yaml'))).toEqual(['value: a `Project` holds no scenario']);
  });

  it('a tenant with an error, even if no scenario uses it', () => {
    const wrong = smallTenant.replace('androidWorkProfile,', 'androidWorkprofile,');
    write('s/tenant.yaml', smallTenant);
    write('s/a.yaml', scenario('a'));
    write('s/other.yaml', wrong);
    const message = 'value: unknown management type `androidWorkprofile`';
    expect(errorsOf(load('s'))).toEqual([message]);
    expect(errorsOf(load('s/other.yaml'))).toEqual([message]);
    expect(errorsOf(load('s/a.yaml'))).toEqual([]);
  });

  it('a misspelt or missing kind in a folder, since the file would be passed over', () => {
    write('tenant.yaml', smallTenant);
    write('a.yaml', scenario('a'));
    write('b.yaml', scenario('b').replace('kind: Scenario', 'kind: Scenari'));
    write('c.yaml', scenario('c').replace('kind: Scenario\n', ''));
    expect(errorsOf(load('.'))).toEqual([
      'value: unknown kind of file `Scenari`',
      'value: the file has no `kind`',
    ]);
  });

  it('files nobody can read, each by its own message, all at once', () => {
    write('s/empty.yaml', '');
    write('s/binary.yaml', Uint8Array.of(0x61, 0, 0x62));
    write('s/latin.yaml', Uint8Array.of(0x61, 0x3a, 0x20, 0xfc));
    write('s/huge.yaml', '');
    truncateSync(join(folder, 's/huge.yaml'), 100 * 1024 * 1024);
    write('s/broken.yaml', 'a: [1\nb: }');
    const started = performance.now();
    expect(errorsOf(load('s')).map((each) => each.replace(/(yaml: ).*/, '$1…'))).toEqual([
      'not-text: `s/binary.yaml` is a binary file',
      'yaml: …',
      'empty: `s/empty.yaml` is empty',
      'too-large: `s/huge.yaml` has 100.0 MiB, the most is 1.0 MiB',
      'not-text: `s/latin.yaml` is not UTF-8',
    ]);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
