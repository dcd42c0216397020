import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { ensureInstalled, root, runNode } from './toolbox.mjs';

/**
 * Photographs the pages for the docs: the library with two expectations spoilt, so that there is
 * something to see, a fleet under two tenants, and a load run. It plays from the sources, so that
 * nothing has to be built. `MUSTER_CHROMIUM` names the browser where it is not in its usual place.
 */
ensureInstalled();

const folder = mkdtempSync(join(tmpdir(), 'muster-pictures-'));
const tsx = pathToFileURL(join(root, 'node_modules', 'tsx', 'dist', 'esm', 'index.mjs')).href;

/** Runs Muster in the folder; the exit codes that are expected are no failure. */
const muster = (args, expected) => {
  const main = join(root, 'simulator', 'cli', 'main.ts');
  const code = runNode(['--import', tsx, main, ...args], { cwd: folder });
  if (!expected.includes(code)) throw new Error(`muster ${args[0]} ended with exit code ${code}`);
};

const spoil = (file, right, wrong) => {
  const path = join(folder, 'scenarios', file);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(right)) throw new Error(`${file} no longer says ${right}`);
  writeFileSync(path, text.replace(right, wrong));
};

const photograph = async (browser, { run, name, address = '', scheme, height, prepare }) => {
  const page = await browser.newPage({
    viewport: { width: 1280, height },
    colorScheme: scheme,
  });
  await page.goto(`${pathToFileURL(join(folder, run, 'report.html')).href}${address}`);
  if (prepare !== undefined) await prepare(page);
  await page.screenshot({ path: join(root, 'docs', 'images', `${name}.png`) });
  await page.close();
};

/** Spoils two expectations and plays the library: exit code 1, for two cases are violated. */
const playLibrary = () => {
  cpSync(join(root, 'scenarios'), join(folder, 'scenarios'), { recursive: true });
  spoil(
    'several-vendors/missed-second-scan.yaml',
    'complianceState: noncompliant, reasons: [scan-missing/zimperium], access: { exchange: denied }',
    'complianceState: compliant, reasons: [], access: { exchange: granted }',
  );
  spoil(
    'several-vendors/missed-first-scan.yaml',
    'reasons: [scan-missing/lookout, scan-missing/zimperium]',
    'reasons: [scan-missing/lookout]',
  );
  muster(['run', 'scenarios', '--out', 'library'], [1]);
};

/** A tenant that is as strict as the shipped one would be without its grace period. */
const playFleet = () => {
  const shipped = join(root, 'scenarios', 'fleets', 'tenants', 'mixed-enterprise.yaml');
  const text = readFileSync(shipped, 'utf8');
  const stricter = text
    .replace('actionType: block, gracePeriodHours: 8', 'actionType: block, gracePeriodHours: 0')
    .replaceAll('maximumAllowedDeviceThreatLevel: low', 'maximumAllowedDeviceThreatLevel: secured');
  if (stricter === text) throw new Error('the shipped tenant no longer has what is changed');
  writeFileSync(join(folder, 'stricter.yaml'), stricter);
  const fleet = ['fleet', 'muster:fleets/hundred-thousand-mixed.yaml', '--devices', '4000'];
  muster([...fleet, '--versus', 'stricter.yaml', '--out', 'fleet'], [0, 7, 8]);
};

/** The run of the tests, which was played on a made-up clock, so that the picture stays the same. */
const makeLoad = () => {
  const made = pathToFileURL(join(root, 'test', 'reports', 'load', 'made-up-load.ts')).href;
  const summary = JSON.stringify(join(folder, 'load', 'summary.json'));
  const code = `import { writeFileSync } from 'node:fs';
    import { madeUpLoad } from ${JSON.stringify(made)};
    writeFileSync(${summary}, JSON.stringify(madeUpLoad()));`;
  mkdirSync(join(folder, 'load'));
  const exit = runNode(['--import', tsx, '--input-type=module', '-e', code], { cwd: folder });
  if (exit !== 0) throw new Error(`the made-up load run ended with exit code ${exit}`);
  muster(['report', 'load'], [0]);
};

/** Shows where the cursor has stopped, so that the values stand beside the names. */
const pointAt = (chart) => async (page) => {
  const over = page.locator(`[data-plot="${chart}"] .u-over`);
  const { width } = await over.boundingBox();
  await over.hover({ position: { x: Math.round(width * 0.71), y: 60 } });
};

try {
  playLibrary();
  playFleet();
  makeLoad();
  const browser = await chromium.launch({
    executablePath: process.env.MUSTER_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  const kase = '#case/several-vendors/missed-second-scan';
  const pictures = [
    { run: 'library', name: 'report-case', address: kase, scheme: 'light', height: 1040 },
    { run: 'library', name: 'report-verdict', scheme: 'dark', height: 760 },
    { run: 'fleet', name: 'report-what-if', scheme: 'light', height: 1080 },
    {
      run: 'fleet',
      name: 'report-fleet',
      address: '#over-time',
      scheme: 'light',
      height: 1000,
      prepare: pointAt('states'),
    },
    { run: 'load', name: 'report-load', scheme: 'light', height: 900 },
    { run: 'load', name: 'report-load-time', address: '#heat-map', scheme: 'dark', height: 840 },
  ];
  for (const picture of pictures) await photograph(browser, picture);
  await browser.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
