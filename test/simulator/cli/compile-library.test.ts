import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { compileLibrary } from '../../../simulator/cli/compile-library.ts';
import { importPolicies } from '../../../simulator/cli/library.ts';
import type { ScenarioIo } from '../../../simulator/scenario/compile.ts';
import { diskIo, filesUnder, loadScenarios } from '../../../simulator/scenario/load.ts';
import { lookUp } from '../../../simulator/scenario/look.ts';
import { packageRoot, shippedScenarios } from '../../../simulator/source/package-root.ts';

const folder = mkdtempSync(join(tmpdir(), 'muster-compiled-'));
afterAll(() => rmSync(folder, { recursive: true }));

const topics = ['several-vendors', 'conditional-access', 'tenants', 'fleets'];
const compiled = join(folder, 'scenarios.jsonl');
const files = topics.flatMap((topic) => filesUnder(topic, shippedScenarios));
writeFileSync(compiled, compileLibrary(files));

const options = (directory: string) => ({ directory, importFile: importPolicies });

/** The same disk, with a comment at the end of one file. */
const changed = (file: string): ScenarioIo => {
  const io = diskIo(options(packageRoot));
  const read: ScenarioIo['read'] = (path, limit) => {
    const contents = io.read(path, limit);
    if (path !== file || contents.kind !== 'bytes') return contents;
    return { ...contents, bytes: Buffer.concat([contents.bytes, Buffer.from('# new\n')]) };
  };
  return { ...io, read };
};
const candidates = files.map((file) => ({ file: `scenarios/${file}`, named: false }));
const restWhen = (io: ScenarioIo): readonly string[] =>
  lookUp(candidates, io, compiled).rest.map(({ file }) => file);

describe('a library that was compiled before', () => {
  it.each([
    ['of the package', packageRoot],
    ['of somebody else', folder],
  ])('is what compiling it gives, in a folder %s', (_, directory) => {
    const paths = topics.map((topic) => join(shippedScenarios, topic));
    const { printExpanded: print, ...fresh } = loadScenarios(paths, options(directory));
    const { printExpanded, ...known } = loadScenarios(paths, { ...options(directory), compiled });
    expect(known.cases.length).toBeGreaterThan(100);
    expect(known.cases).toStrictEqual(fresh.cases);
    expect([...known.files].sort()).toEqual([...fresh.files].sort());
    expect(new Map([...known.sources].sort())).toEqual(new Map([...fresh.sources].sort()));
    const { cases: _cases, files: _files, sources: _sources, ...others } = fresh;
    expect(known).toMatchObject(others);
    const id = known.cases[0]?.id ?? '';
    expect(printExpanded(id)).toBe(print(id));
  });

  it('is taken whole where no file has changed, but for what there is something to say about', () => {
    const { diagnostics } = loadScenarios(
      candidates.map(({ file }) => file),
      options(packageRoot),
    );
    const spoken = new Set(diagnostics.map(({ span }) => span.file));
    expect(restWhen(diskIo(options(packageRoot)))).toEqual([...spoken]);
  });

  it('is compiled anew where the scenario is another one', () => {
    const [one = ''] = candidates.map(({ file }) => file);
    expect(restWhen(changed(one))).toContain(one);
    expect(restWhen(changed(one)).length).toBeLessThan(candidates.length / 10);
  });

  it('is compiled anew where a tenant that it uses is another one', () => {
    const tenant = 'scenarios/tenants/android-two-vendors.yaml';
    const users = loadScenarios(['scenarios/several-vendors'], options(packageRoot));
    expect(users.used).toContain(tenant);
    const rest = restWhen(changed(tenant));
    const without = restWhen(diskIo(options(packageRoot)));
    expect(rest).toContain(tenant);
    expect(rest.length).toBeGreaterThan(without.length);
    expect(rest.length).toBeLessThan(candidates.length);
  });

  it('says nothing of files that lie elsewhere', () => {
    const elsewhere = files.map((file) => ({ file: `mine/${file}`, named: false }));
    const io = diskIo(options(packageRoot));
    expect(lookUp(elsewhere, io, compiled)).toMatchObject({ rest: elsewhere, taken: [] });
  });
});
