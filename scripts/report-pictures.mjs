import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { cliFile, ensureBuilt, ensureInstalled, root, runNode } from './toolbox.mjs';

/**
 * Photographs the page of a run for the docs: the library with two expectations spoilt, so that
 * there is something to see. `MUSTER_CHROMIUM` names the browser where it is not in its usual place.
 */
ensureInstalled();
ensureBuilt();

const folder = mkdtempSync(join(tmpdir(), 'muster-pictures-'));
const out = join(folder, 'out');

const spoil = (file, right, wrong) => {
  const path = join(folder, 'scenarios', file);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(right)) throw new Error(`${file} no longer says ${right}`);
  writeFileSync(path, text.replace(right, wrong));
};

const photograph = async (browser, { name, address, scheme, height }) => {
  const page = await browser.newPage({
    viewport: { width: 1280, height },
    colorScheme: scheme,
  });
  await page.goto(`${pathToFileURL(join(out, 'report.html')).href}${address}`);
  await page.screenshot({ path: join(root, 'docs', 'images', `${name}.png`) });
  await page.close();
};

try {
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
  runNode([cliFile, 'run', 'scenarios', '--out', 'out'], { cwd: folder });
  const browser = await chromium.launch({
    executablePath: process.env.MUSTER_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  const kase = '#case/several-vendors/missed-second-scan';
  await photograph(browser, { name: 'report-case', address: kase, scheme: 'light', height: 1040 });
  await photograph(browser, { name: 'report-verdict', address: '', scheme: 'dark', height: 760 });
  await browser.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
