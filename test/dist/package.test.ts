import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** The package as somebody installs it: packed, unpacked elsewhere, with its dependencies. */
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const home = mkdtempSync(join(tmpdir(), 'muster packed '));
const installed = join(home, 'node_modules', 'mtd-muster');
const main = join(installed, 'dist', 'simulator', 'cli', 'main.js');

/** npm's own script beside this Node, since no shell is used. */
const npmFile = (): string => {
  const besideNode = dirname(process.execPath);
  const candidates = [
    process.env['npm_execpath'] ?? '',
    join(besideNode, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(besideNode, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(besideNode, '..', 'share', 'nodejs', 'npm', 'bin', 'npm-cli.js'),
  ];
  const found = candidates.find((path) => path.endsWith('.js') && existsSync(path));
  if (found === undefined) throw new Error('there is no npm beside this Node');
  return found;
};

const must = (command: string, argv: readonly string[], cwd: string): string => {
  const { status, stdout, stderr } = spawnSync(command, argv, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${argv.join(' ')}: ${stderr}`);
  return stdout;
};

const env = { ...process.env, GITHUB_ACTIONS: '', MUSTER_DEBUG: '' };

const muster = (argv: readonly string[], cwd = home) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...argv], {
    cwd,
    env,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
};

beforeAll(() => {
  if (!existsSync(join(root, 'dist', 'simulator', 'cli', 'main.js'))) {
    must(process.execPath, [join(root, 'scripts', 'build.mjs')], root);
  }
  const packed = must(
    process.execPath,
    [npmFile(), 'pack', '--silent', '--ignore-scripts', '--pack-destination', home],
    root,
  );
  const tarball = packed.trim().split('\n').at(-1) ?? '';
  mkdirSync(installed, { recursive: true });
  const into = join('node_modules', 'mtd-muster');
  must('tar', ['-xzf', tarball, '-C', into, '--strip-components=1'], home);
  symlinkSync(join(root, 'node_modules'), join(installed, 'node_modules'), 'junction');
  expect(muster(['init']).status).toBe(0);
}, 120_000);

afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('the packed package', () => {
  test('ships what it needs and none of its tests', () => {
    const shipped = ['dist', 'scenarios/scenario.schema.json', 'scenarios/tenants', 'package.json'];
    for (const path of shipped) expect(existsSync(join(installed, path))).toBe(true);
    expect(existsSync(join(installed, 'test'))).toBe(false);
  });

  test('its init makes a folder whose scenario passes', () => {
    const { status, stdout } = muster(['run']);
    expect(stdout).toContain('1 met, 0 violated');
    expect(status).toBe(0);
    expect(existsSync(join(home, 'muster-report', 'junit.xml'))).toBe(true);
  });

  test('grades on two threads, and has the witness of what is never reached', () => {
    const variants = ['setting/state/high-as-medium', 'gate/release/before-2308'];
    const argv = ['grade', ...variants.flatMap((id) => ['--variant', id]), '--threads', '2'];
    const { status, stdout } = muster(argv);
    expect(stdout).toContain(`never reached ${variants[1]}`);
    expect(stdout).toContain('ready to copy:\n\n# Tells the right rule from a wrong one');
    expect(status).toBe(0);
  });

  test('its editor settings point into the installed package', () => {
    const settings = readFileSync(join(home, '.vscode', 'settings.json'), 'utf8');
    expect(settings).toContain('"./node_modules/mtd-muster/scenarios/scenario.schema.json"');
  });

  test('can be imported', async () => {
    const script = `import { loadScenarios, runCase } from 'mtd-muster';
      import { inProcessTarget, defaultReadings } from 'mtd-muster';
      const { cases } = loadScenarios(['scenarios']);
      const { outcome } = await runCase(cases[0], inProcessTarget, defaultReadings);
      process.stdout.write(outcome);`;
    expect(must(process.execPath, ['--input-type=module', '-e', script], home)).toBe('met');
  });

  test('plays its own library on one thread and on two to the same bytes', () => {
    const library = join(installed, 'scenarios');
    for (const [out, threads] of [
      ['one', '1'],
      ['two', '2'],
    ] as const) {
      const argv = ['run', library, '--shuffle', '--threads', threads, '--out', out];
      expect(muster(argv).stderr).not.toContain('error');
    }
    const [one, two] = ['one', 'two'].map((out) =>
      ['summary.json', 'run.jsonl', 'junit.xml'].map((file) =>
        readFileSync(join(home, out, file), 'utf8'),
      ),
    );
    expect(two).toEqual(one);
    expect(one?.[0]).toContain('"violated": 0');
    const page = readFileSync(join(home, 'one', 'report.html'), 'utf8');
    expect(page).toContain('No violation found');
    expect(page).toMatch(/script-src 'sha256-[\w+/=]{44}'/);
  });
});

describe('how it behaves as a program', () => {
  test('what nobody foresaw is one sentence and 4, with a stack only on demand', () => {
    const scenarios = join(installed, 'scenarios');
    renameSync(scenarios, `${scenarios}-away`);
    const plain = muster(['schema']);
    renameSync(`${scenarios}-away`, scenarios);
    expect(plain.status).toBe(4);
    expect(plain.stderr).toMatch(/^error: muster itself broke: /);
    expect(plain.stderr).not.toMatch(/\n\s+at /);
  });

  test('a reader that goes away is no failure', async () => {
    const child = spawn(process.execPath, [main, 'schema', 'scenario'], { cwd: home, env });
    let stderr = '';
    child.stderr.on('data', (text) => {
      stderr += String(text);
    });
    child.stdout.destroy();
    expect(await ended(child)).toBe(0);
    expect(stderr).toBe('');
  });

  test('no colours where nobody is watching', () => {
    expect(muster(['explain', 'first/threat-and-back']).stdout).not.toContain('\u001b');
  });

  // Windows has no signal that another process could send as Ctrl-C.
  test.runIf(process.platform !== 'win32')('Ctrl-C while watching is 130', async () => {
    const child = spawn(process.execPath, [main, 'run', '--watch'], { cwd: home, env });
    let said = '';
    child.stdout.on('data', (text) => {
      said += String(text);
      if (said.includes('waiting for changes')) child.kill('SIGINT');
    });
    expect(await ended(child)).toBe(130);
  });
});

const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => {
    child.on('close', (code) => resolve(code));
  });
