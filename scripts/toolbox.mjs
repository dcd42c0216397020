import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * What the other scripts share. It uses Node alone, because it runs before anything is installed,
 * and it starts every program as a file with arguments, never through a shell, so that folders
 * with spaces and Windows are no special cases.
 */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

export const cliFile = join(root, 'dist', 'simulator', 'cli', 'main.js');
const stamp = join(root, 'dist', '.built-from');
const sourceFolders = ['core', 'reports', 'simulator'];
const buildFiles = [
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
  join('scripts', 'bundle.mjs'),
  join('scripts', 'page-asset.mjs'),
];

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

const stop = (message) => {
  process.stderr.write(`${message}\n`);
  process.exit(1);
};

/**
 * Runs a JavaScript file under this Node with the terminal's own input and output.
 * @returns {number} its exit code; 130 if it was interrupted
 */
export const runNode = (args, options = {}) => {
  const { env, cwd = root } = options;
  const child = spawnSync(process.execPath, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: 'inherit',
  });
  if (child.error) stop(`cannot start ${args[0]}: ${child.error.message}`);
  if (child.signal) return child.signal === 'SIGINT' ? 130 : 1;
  return child.status ?? 1;
};

/** The file of the npm that runs us, else the one that came with this Node. */
export const npmFile = () => {
  const running = process.env.npm_execpath;
  const besideNode = dirname(process.execPath);
  const candidates = [
    running && join(dirname(running), 'npm-cli.js'),
    join(besideNode, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(besideNode, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(besideNode, '..', 'share', 'nodejs', 'npm', 'bin', 'npm-cli.js'),
  ];
  const found = candidates.find((path) => path && existsSync(path));
  if (!found) stop('cannot find npm beside this Node; run `npm ci` by hand, then try again');
  return found;
};

/** A package of the lockfile that this platform does not need may be absent; no other may. */
const isInstalled = () => {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  const present = readJson(installed).packages;
  const wanted = readJson(join(root, 'package-lock.json')).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    if (entry.optional || entry.devOptional) return true;
    return present[path]?.version === entry.version && existsSync(join(root, path));
  });
};

/** Installs the locked dependencies, development tools included, unless they are there. */
export const ensureInstalled = () => {
  if (isInstalled()) return;
  process.stdout.write('installing the locked dependencies (npm ci)\n');
  const code = runNode([npmFile(), 'ci', '--include=dev', '--no-audit', '--no-fund']);
  if (code !== 0) stop(`npm ci ended with exit code ${code}`);
};

const filesUnder = (folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));

const sourceHash = () => {
  const files = [
    ...sourceFolders.flatMap(filesUnder),
    ...buildFiles.map((name) => join(root, name)),
  ];
  const hash = createHash('sha256');
  for (const file of files.sort()) {
    hash.update(relative(root, file).split(sep).join('/')).update('\0');
    hash.update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
};

const isBuilt = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === sourceHash();

/** Builds `dist/` from nothing, so that no file of a removed source stays in it. */
export const build = () => {
  const built = sourceHash();
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const steps = [[compiler, '-p', 'tsconfig.build.json'], [join(root, 'scripts', 'bundle.mjs')]];
  for (const step of steps) {
    const code = runNode(step);
    if (code !== 0) stop(`the build ended with exit code ${code}`);
  }
  if (existsSync(cliFile)) chmodSync(cliFile, 0o755);
  writeFileSync(stamp, built);
};

/** Builds unless `dist/` was built from exactly these sources. */
export const ensureBuilt = () => {
  if (isBuilt()) return;
  process.stdout.write('building dist\n');
  build();
};

export const vitestFile = join(root, 'node_modules', 'vitest', 'vitest.mjs');
