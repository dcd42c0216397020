import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';

/**
 * The README is played from top to bottom, in one folder that starts empty: files it shows are
 * written, `muster` commands are run. A block names its file after the language; a command that
 * is meant to fail says so in a comment, `# exit code 1`.
 */
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const main = join(root, 'dist', 'simulator', 'cli', 'main.js');
const home = mkdtempSync(join(tmpdir(), 'muster readme '));

afterAll(() => rmSync(home, { recursive: true, force: true }));

interface Block {
  readonly language: string;
  readonly label: string;
  readonly text: string;
}

const blocks: readonly Block[] = [...readme.matchAll(/^```(\w+) ?(.*)\n([\s\S]*?)^```$/gm)].map(
  ([, language = '', label = '', text = '']) => ({ language, label, text }),
);

interface Command {
  readonly line: string;
  readonly words: readonly string[];
  readonly exitCode: number;
}

const commandOf = (line: string): Command => {
  const [text = '', comment = ''] = line.split('#');
  return {
    line: text.trim(),
    words: text.trim().split(/\s+/),
    exitCode: Number(/exit code (\d+)/.exec(comment)?.[1] ?? 0),
  };
};

const commandsOf = (block: Block): readonly Command[] =>
  block.language === 'sh' ? block.text.trim().split('\n').map(commandOf) : [];

const muster = (words: readonly string[]) =>
  spawnSync(process.execPath, [main, ...words], { cwd: home, encoding: 'utf8' });

/** Writes a file the README shows; a label `FILE from its last step` replaces that step. */
const show = ({ label, text }: Block): string => {
  const [name = '', ...rest] = label.split(' ');
  const path = join(home, name);
  mkdirSync(dirname(path), { recursive: true });
  const before = rest.length > 0 ? readFileSync(path, 'utf8') : '';
  const kept = before.slice(0, Math.max(0, before.lastIndexOf('  - at:')));
  writeFileSync(path, `${kept}${text}`);
  return name;
};

const scripts: Record<string, string> = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
).scripts;

describe('the README, played from top to bottom', () => {
  for (const block of blocks) {
    if (block.language !== 'sh') {
      test(`writes ${block.label}`, () => {
        const name = show(block);
        if (block.language === 'json') expect(() => JSON.parse(block.text)).not.toThrow();
        else expect(muster(['lint', name])).toMatchObject({ status: 0 });
      });
    }
    for (const { line, words, exitCode } of commandsOf(block)) {
      test(`runs ${line}`, () => {
        if (words[0] === 'muster') {
          const { status, stdout, stderr } = muster(words.slice(1));
          expect({ status, output: status === exitCode ? '' : stdout + stderr }).toEqual({
            status: exitCode,
            output: '',
          });
        } else expect(isKnownToNpm(words)).toBe(true);
      });
    }
  }
});

/** Commands of npm are not run here; a script they name exists. */
const isKnownToNpm = ([npm, verb = '', script = '']: readonly string[]): boolean => {
  if (npm !== 'npm') return false;
  if (verb === 'run') return script in scripts;
  return verb in scripts || verb === 'install';
};

describe('what the README says of the failing scenario', () => {
  test('two expectations fail, because an ignored vendor leaves a compliant phone', () => {
    const folder = join(home, 'believed');
    mkdirSync(folder);
    const believed = blocks.find(({ label }) => label === 'scenarios/silent-vendor.yaml');
    writeFileSync(
      join(folder, 'silent-vendor.yaml'),
      (believed?.text ?? '').replace('mine/', 'believed/'),
    );
    const { status, stdout } = muster(['run', 'believed']);
    expect(status).toBe(1);
    const observed = [...stdout.matchAll(/observed +(\w+)/g)].map(([, word]) => word);
    expect([...new Set(observed)].sort()).toEqual(['compliant', 'granted']);
    const { stdout: why } = muster(['explain', 'believed/silent-vendor', 'believed', '--at', '7d']);
    expect(why).toContain('ignored: partner-unresponsive/lookout');
    expect(why).toContain('CONN-09');
  });

  test('the import warns of what the README names', () => {
    const { stderr } = muster(['import', 'exports', '--out', 'again.yaml']);
    for (const code of ['not-assigned', 'threat-level-without-connector', 'grace-period']) {
      expect(stderr).toContain(`warning[${code}]`);
    }
  });
});

test('every file the README links to is there', () => {
  const targets = [...readme.matchAll(/\]\(([^)#]+)\)/g)].map(([, target = '']) => target);
  expect(targets.filter((target) => !existsSync(join(root, target)))).toEqual([]);
});

test('every folder the README lists is there', () => {
  const folders = [...readme.matchAll(/^\| `([^`]+)`/gm)].map(([, folder = '']) => folder);
  expect(folders.length).toBeGreaterThan(5);
  expect(folders.filter((folder) => !existsSync(join(root, folder)))).toEqual([]);
});

test('nobody is sent to the package called muster', () => {
  expect(readme).not.toMatch(/npx muster/);
  expect(readme).not.toMatch(/npm (install|i) (-g |--global )?muster\b/);
});
