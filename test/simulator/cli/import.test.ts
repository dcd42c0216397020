import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { openSession } from './session.ts';

const manifest: { name: string; version: string; bin: Record<string, string> } = JSON.parse(
  readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'),
);

const policy = (level = 'low') =>
  JSON.stringify({
    '@odata.type': '#microsoft.graph.iosCompliancePolicy',
    displayName: 'iOS at or under low',
    passcodeRequired: true,
    deviceThreatProtectionEnabled: true,
    deviceThreatProtectionRequiredSecurityLevel: level,
  });

describe('import', () => {
  test('writes a tenant that can be asked, and says what matters', async () => {
    const session = openSession({ 'exports/ios.json': policy() });
    const { exit, out } = await session.run('import', 'exports', '--out', 'tenant.yaml');
    expect(exit).toBe(0);
    expect(out).toContain('exports/ios.json: imported');
    expect(out).toContain('deviceThreatProtectionRequiredSecurityLevel: low');
    expect(session.read('tenant.yaml')).toContain('kind: Tenant');
    expect((await session.run('ask', 'tenant.yaml')).exit).toBe(0);
  });

  test('without --out the tenant alone is on standard output', async () => {
    const session = openSession({ 'ios.json': policy() });
    const { out, err } = await session.run('import', 'ios.json');
    expect(out).toContain('kind: Tenant');
    expect(out).not.toContain('imported\n');
    expect(err).toContain('ios.json: imported');
  });

  test.each([
    ['a value outside its enum', policy('medum'), 'ios.json:1:'],
    ['no policy', '{"hello": 1}', 'no policy'],
    ['no JSON', '{"hello', 'ios.json'],
    ['an empty file', '', 'empty'],
    ['a binary file', '\u0000\u0001\u0002', 'binary'],
  ])('%s is 2 and nothing is written', async (_title, text, message) => {
    const session = openSession({ 'ios.json': text });
    const { exit, err } = await session.run('import', 'ios.json', '--out', 'tenant.yaml');
    expect(exit).toBe(2);
    expect(err).toContain(message);
    expect(existsSync(join(session.folder, 'tenant.yaml'))).toBe(false);
  });

  test('a YAML file is no export, which is said as such', async () => {
    const { exit, err } = await openSession({ 'tenant.yaml': 'kind: Tenant\n' }).run(
      'import',
      'tenant.yaml',
    );
    expect(exit).toBe(2);
    expect(err).toContain('`tenant.yaml` is YAML; exports are JSON');
  });

  test('a path that does not exist, and a folder without exports, are 2', async () => {
    const session = openSession({ 'folder/readme.md': 'x' });
    expect((await session.run('import', 'missing.json')).err).toContain('does not exist');
    expect((await session.run('import', 'folder')).err).toContain('no export');
  });

  test('a file that cannot be written is 2 and leaves nothing behind', async () => {
    const session = openSession({ 'ios.json': policy(), there: 'a file' });
    const { exit, err } = await session.run('import', 'ios.json', '--out', 'there/tenant.yaml');
    expect(exit).toBe(2);
    expect(err).toContain('cannot write `there/tenant.yaml`');
  });
});

describe('init', () => {
  const made = [
    'tenant.yaml',
    'scenarios/first.yaml',
    'muster.yaml',
    '.vscode/settings.json',
    '.github/workflows/muster.yml',
  ];

  test.each([
    ['an example', []],
    ['exports', ['exports']],
  ])('from %s makes a folder whose scenario passes', async (_title, argv) => {
    const session = openSession(argv.length > 0 ? { 'exports/ios.json': policy() } : {});
    const { exit, err } = await session.run('init', ...argv);
    expect(exit).toBe(0);
    expect(err).not.toContain('error[');
    for (const path of made) expect(existsSync(join(session.folder, path))).toBe(true);
    const run = await session.run('run');
    expect(run.exit).toBe(0);
    expect(run.out).toContain('1 met, 0 violated');
    expect(existsSync(join(session.folder, 'muster-report/summary.md'))).toBe(true);
    expect((await session.run('lint')).exit).toBe(0);
  });

  test('the editor settings name schemas that are there', async () => {
    const session = openSession();
    await session.run('init');
    const settings: { 'yaml.schemas': Record<string, readonly string[]> } = JSON.parse(
      session.read('.vscode/settings.json'),
    );
    const schemas = Object.keys(settings['yaml.schemas']);
    expect(schemas.length).toBeGreaterThanOrEqual(3);
    for (const path of schemas) expect(existsSync(path)).toBe(true);
  });

  interface Workflow {
    readonly jobs: { readonly scenarios: { readonly steps: readonly Step[] } };
  }
  type Step = Readonly<Record<string, string>>;

  const commandsOf = (workflow: string): readonly string[] => {
    const { jobs }: Workflow = parse(workflow);
    return jobs.scenarios.steps.flatMap(({ run }) => run ?? []);
  };

  test.each([
    ['a folder of its own', {}, `npm install --no-save ./${manifest.name}-${manifest.version}.tgz`],
    [
      'a package that depends on it',
      { 'package.json': '{ "devDependencies": { "mtd-muster": "file:muster.tgz" } }' },
      'npm ci',
    ],
  ])('the workflow of %s is YAML whose commands are there', async (_title, files, install) => {
    const session = openSession(files);
    const { out } = await session.run('init');
    expect(out.includes('npm pack')).toBe(install !== 'npm ci');
    const commands = commandsOf(session.read('.github/workflows/muster.yml'));
    const [first, second = ''] = commands;
    expect(first).toBe(install);
    const [program = '', ...words] = second.split(' ');
    expect(program).toBe(`node_modules/.bin/${Object.keys(manifest.bin)[0]}`);
    expect((await session.run(...words)).exit).toBe(0);
    expect(commands).toHaveLength(2);
  });

  test('nothing is overwritten, and then nothing is written', async () => {
    const session = openSession({ 'muster.yaml': 'mine' });
    const { exit, err } = await session.run('init');
    expect(exit).toBe(2);
    expect(err).toContain('muster.yaml is there already');
    expect(session.read('muster.yaml')).toBe('mine');
    expect(existsSync(join(session.folder, 'tenant.yaml'))).toBe(false);
  });

  test('an export that cannot be read is 2 and nothing is written', async () => {
    const session = openSession({ 'ios.json': policy('medum') });
    expect((await session.run('init', 'ios.json')).exit).toBe(2);
    expect(existsSync(join(session.folder, 'muster.yaml'))).toBe(false);
  });
});
