import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { loadSummaryJson } from '../../reports/load/summary-file.ts';
import { writeLoadPage } from '../../simulator/cli/report/write-load-page.ts';
import { emptyLoad, madeUpLoad } from '../reports/load/made-up-load.ts';
import { type Browsing, drop, isDrawn, openBrowser, seriousFindings, widthOn } from './browsing.ts';
import { chromiumPath, whySkipped } from './chromium.ts';

const panels = [
  'verdict delivery thresholds time over-time detection correctness slices knee errors',
  'instrument baseline fleet provenance',
]
  .join(' ')
  .split(' ');
const charts = ['rates', 'times', 'flights', 'failures'];
const pictures = ['svg.arrivals', 'svg.spectrum', 'svg.heat', 'svg.knee', '#histogram svg'];

describe.skipIf(chromiumPath === null)(`the page of a load run in Chromium${whySkipped}`, () => {
  const summary = madeUpLoad();
  let folder: string;
  let file: string;
  let empty: string;
  let browsing: Browsing;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'muster-load-page-'));
    file = join(folder, 'report.html');
    empty = join(folder, 'empty.html');
    await writeLoadPage({ summary, baseline: null }, file);
    await writeLoadPage({ summary: emptyLoad(), baseline: null }, empty);
    browsing = await openBrowser();
  }, 240_000);

  afterEach(() => {
    expect(browsing.errors.splice(0)).toEqual([]);
  });

  afterAll(async () => {
    await browsing?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const open = (address = ''): Promise<Page> => browsing.open(file, address);

  const ends = async (page: Page): Promise<readonly number[]> => [
    Number(await page.locator('#zoom-from').inputValue()),
    Number(await page.locator('#zoom-until').inputValue()),
  ];

  test('opens from the disk, asks the network for nothing, has every panel, is small', async () => {
    const page = await open();
    expect(browsing.requests).toEqual([pathToFileURL(file).href]);
    for (const panel of panels) expect(await page.locator(`#${panel}`).count(), panel).toBe(1);
    for (const picture of pictures) {
      expect(await page.locator(picture).isVisible(), picture).toBe(true);
    }
    expect(await page.locator('h1').innerText()).toBe('Failed: 3 answers were wrong');
    expect(statSync(file).size - JSON.stringify(summary).length).toBeLessThan(1_000_000);
  });

  test('the charts are drawn, answer the cursor, and are read out by the arrow keys', async () => {
    const page = await open();
    for (const chart of charts) {
      expect(await page.evaluate(isDrawn(chart)), chart).toBe(true);
      const over = page.locator(`[data-plot="${chart}"] .u-over`);
      await over.hover({ position: { x: 300, y: 60 } });
      expect(await page.locator(`#chart-${chart} [data-moment]`).innerText()).toMatch(/^at \d/);
    }
    await page.locator('[data-plot="rates"]').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    const says = page.locator('[data-says="rates"]');
    expect(await says.innerText()).toBe('At 1.5 s: offered 400/s, started 400/s, completed 401/s');
    await page.locator('[data-plot="times"]').focus();
    await page.keyboard.press('Home');
    expect(await page.locator('[data-says="times"]').innerText()).toMatch(
      /^At 0\.5 s: response p99 unknown, response p95 [\d.]+ ms/,
    );
  });

  test('drawing over a chart zooms every picture, a button shows the whole run again', async () => {
    const page = await open('#chart-times');
    const heat = page.locator('[data-heat]');
    const before = await heat.innerHTML();
    const box = await page.locator('[data-plot="times"] .u-over').boundingBox();
    if (box === null) throw new Error('there is no chart');
    await page.mouse.move(box.x + box.width / 3, box.y + 40);
    await page.mouse.down();
    await page.mouse.move(box.x + (box.width * 2) / 3, box.y + 50, { steps: 4 });
    await page.mouse.up();
    const [from = 0, until = 0] = await ends(page);
    expect(Math.abs(from - 46 / 3)).toBeLessThan(0.5);
    expect(Math.abs(until - (2 * 46) / 3)).toBeLessThan(0.5);
    expect(await heat.innerHTML()).not.toBe(before);
    await page.getByRole('button', { name: 'Whole run' }).click();
    expect(await ends(page)).toEqual([0, 46]);
    expect(await heat.innerHTML()).toBe(before);
  });

  test('a wrong answer opens by its address, with what led there', async () => {
    const page = await open('#answer/31415');
    const found = page.locator('[id="answer/31415"]');
    expect(await found.getAttribute('open')).not.toBeNull();
    expect(await found.innerText()).toMatch(/−1\.000 s\s+report lookout highSeverity\s+accepted/);
    expect(await found.innerText()).toContain('muster run wrong-1.yaml');
  });

  test('slices are sorted by their titles', async () => {
    const page = await open();
    const table = page.locator('#slices .wide').nth(2);
    const title = table.locator('th', { hasText: 'answered' });
    await title.getByRole('button').click();
    expect(await title.getAttribute('aria-sort')).toBe('descending');
  });

  test('is light or dark as the reader wants, prints light, and needs no script', async () => {
    const page = await open();
    const picture = `document.querySelector('[data-plot="rates"] canvas').toDataURL()`;
    const light = await page.evaluate(picture);
    const theme = page.getByRole('button', { name: 'Theme' });
    await theme.click();
    await theme.click();
    await page.waitForFunction(`${picture} !== ${JSON.stringify(light)}`);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.live').first().isVisible()).toBe(false);
    for (const chart of charts) {
      expect(await page.locator(`#chart-${chart} svg.still`).isVisible(), chart).toBe(true);
    }
    const paper = await page.evaluate('getComputedStyle(document.body).backgroundColor');
    expect(paper).toBe('rgb(252, 252, 251)');
    expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(20_000);
    const plain = await browsing.openWithoutScripts(file);
    expect(await plain.locator('svg.heat path.h2').count()).toBe(1);
    expect(await plain.locator('#chart-rates svg.still .line').count()).toBe(3);
  });

  test('a narrow screen never scrolls sideways', async () => {
    const page = await open();
    for (const width of [768, 390, 320]) {
      expect(await widthOn(page, width), `${width}`).toBeLessThanOrEqual(width);
    }
  });

  test('a run that asked nothing opens, takes a dropped one, and compares it', async () => {
    const page = await browsing.open(empty);
    expect(await page.locator('h1').innerText()).toContain('INVALID');
    await drop(page, 'summary.json', loadSummaryJson(summary));
    await page.getByRole('alert').waitFor();
    expect(await page.locator('h1').innerText()).toBe('Failed: 3 answers were wrong');
    expect(await page.evaluate(isDrawn('times'))).toBe(true);
    const startedAt = '2026-01-04T09:00:00.000Z';
    const earlier = { ...summary, provenance: { ...summary.provenance, startedAt } };
    await page.locator('input[data-do="compare"]').setInputFiles({
      name: 'earlier.json',
      mimeType: 'application/json',
      buffer: Buffer.from(loadSummaryJson(earlier)),
    });
    await page.locator('#baseline').getByText('Against earlier.json').waitFor();
    expect(await page.locator('#baseline tbody tr').count()).toBeGreaterThan(4);
    expect(await page.evaluate(isDrawn('rates'))).toBe(true);
    await drop(page, 'damaged.json', '{"format":"muster-load/1"}');
    await page.getByText('The file was not opened: `provenance` is not an object').waitFor();
    const read = readFileSync(file, 'utf8');
    expect(read).toContain('Permission is hereby granted, free of charge');
  });

  test('axe finds nothing serious, light or dark', async () => {
    const page = await open();
    expect(await seriousFindings(page)).toEqual([]);
  }, 180_000);
});
