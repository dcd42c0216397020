import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { fleetSummaryJson } from '../../reports/fleet/summary.ts';
import type { FleetData } from '../../reports/html/fleet/fleet-data.ts';
import { writeFleetPage } from '../../simulator/cli/report/write-fleet-page.ts';
import { playedFleet } from '../reports/html/fleet/played-fleet.ts';
import { type Browsing, drop, isDrawn, openBrowser, seriousFindings, widthOn } from './browsing.ts';
import { chromiumPath, whySkipped } from './chromium.ts';
import { largePage, type MadePage } from './pages.ts';

const panels = [
  'verdict what-if what-if-cohorts what-if-states telling thresholds delivery over-time correctness',
  'exposure over-blocking time detection cohorts lived coverage provenance',
]
  .join(' ')
  .split(' ');
const charts = ['states', 'reasons', 'access', 'check-ins'];

describe.skipIf(chromiumPath === null)(`the page of a fleet in Chromium${whySkipped}`, () => {
  let folder: string;
  let file: string;
  let data: FleetData;
  let cases: MadePage;
  let browsing: Browsing;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'muster-fleet-page-'));
    file = join(folder, 'report.html');
    data = playedFleet(300);
    const { summary, comparison, ...circumstances } = data;
    await writeFleetPage(summary, comparison, file, circumstances);
    cases = await largePage(join(folder, 'cases'), 10);
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

  const ends = async (page: Page): Promise<readonly string[]> => [
    await page.locator('#zoom-from').inputValue(),
    await page.locator('#zoom-until').inputValue(),
  ];

  test('opens from the disk, asks the network for nothing, has every panel, is small', async () => {
    const page = await open();
    expect(browsing.requests).toEqual([pathToFileURL(file).href]);
    for (const panel of panels) expect(await page.locator(`#${panel}`).count(), panel).toBe(1);
    expect(await page.locator('h1').innerText()).toMatch(/^(?:Passed|Failed|Vacuous)/);
    expect(statSync(file).size).toBeLessThan(1_000_000);
    expect(readFileSync(file, 'utf8')).toContain('Permission is hereby granted, free of charge');
  });

  test('every chart is drawn and answers the cursor', async () => {
    const page = await open();
    for (const chart of charts) {
      expect(await page.evaluate(isDrawn(chart)), chart).toBe(true);
      const over = page.locator(`[data-plot="${chart}"] .u-over`);
      await over.hover({ position: { x: 300, y: 60 } });
      expect(await page.locator(`#chart-${chart} [data-moment]`).innerText()).toMatch(/^after \d/);
      expect(await page.locator(`#chart-${chart} [data-now="0"]`).innerText()).toMatch(/^[\d,]+$/);
    }
  });

  test('drawing over a chart zooms every picture, a button shows the whole run again', async () => {
    const page = await open('#chart-states');
    const box = await page.locator('[data-plot="states"] .u-over').boundingBox();
    if (box === null) throw new Error('there is no chart');
    const lanes = await page.locator('[data-lanes]').innerHTML();
    await page.mouse.move(box.x + box.width / 3, box.y + 40);
    await page.mouse.down();
    await page.mouse.move(box.x + (box.width * 2) / 3, box.y + 50, { steps: 4 });
    await page.mouse.up();
    const [from, until] = (await ends(page)).map(Number);
    expect(Math.abs((from ?? 0) - 10)).toBeLessThan(0.3);
    expect(Math.abs((until ?? 0) - 20)).toBeLessThan(0.3);
    expect(await page.locator('[data-lanes]').innerHTML()).not.toBe(lanes);
    await page.getByRole('button', { name: 'Whole run' }).click();
    expect(await ends(page)).toEqual(['0', '30']);
    expect(await page.locator('[data-lanes]').innerHTML()).toBe(lanes);
  });

  test('days are also typed, and nonsense changes nothing', async () => {
    const page = await open();
    await page.locator('#zoom-from').fill('11');
    await page.locator('#zoom-until').fill('12');
    const lanes = page.locator('.lanes .x');
    expect(await lanes.allTextContents()).toEqual(['11', '12']);
    await page.locator('#zoom-until').fill('');
    expect(await lanes.allTextContents()).toEqual(['11', '12']);
  });

  test('the arrow keys read a chart out', async () => {
    const page = await open();
    const plot = page.locator('[data-plot="states"]');
    await plot.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    const says = page.locator('[data-says="states"]');
    expect(await says.innerText()).toMatch(/^After 2h: noncompliant \d+/);
    await page.keyboard.press('End');
    const last = data.summary.byDay.at(-1)?.complianceState['noncompliant'] ?? 0;
    expect(await says.innerText()).toContain(`After 30d: noncompliant ${last}`);
  });

  test('a name that is ticked draws its line', async () => {
    const page = await open();
    const canvas = `document.querySelector('[data-plot="states"] canvas').toDataURL()`;
    const before = await page.evaluate(canvas);
    await page.locator('#chart-states').getByLabel('compliant', { exact: true }).check();
    await page.waitForFunction(`${canvas} !== ${JSON.stringify(before)}`);
    const unticked = page.locator('#chart-states li.off');
    expect(await unticked.allInnerTexts()).toEqual([expect.stringContaining('unknown')]);
  });

  test('a table is sorted by its titles, and says so', async () => {
    const page = await open();
    const names = () => page.locator('#lived .pair > div:nth-child(2) tbody th');
    const title = page.locator('#lived th', { hasText: 'arrived' });
    await title.getByRole('button').click();
    expect(await title.getAttribute('aria-sort')).toBe('descending');
    const most = [...data.summary.threats].sort((a, b) => b.arrived - a.arrived)[0]?.threat;
    expect(await names().first().innerText()).toBe(most);
    await title.getByRole('button').click();
    expect(await title.getAttribute('aria-sort')).toBe('ascending');
    expect(await names().last().innerText()).toBe(most);
  });

  test('is light or dark as the reader wants, and so are the charts', async () => {
    const page = await open();
    const picture = `document.querySelector('[data-plot="states"] canvas').toDataURL()`;
    const light = await page.evaluate(picture);
    const theme = page.getByRole('button', { name: 'Theme' });
    await theme.click();
    await theme.click();
    await page.waitForFunction(`${picture} !== ${JSON.stringify(light)}`);
    expect(await theme.innerText()).toBe('Theme: dark');
  });

  test('prints light, with pictures that need no script', async () => {
    const page = await open();
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await page.locator('.live').first().isVisible()).toBe(false);
    for (const chart of charts) {
      expect(await page.locator(`#chart-${chart} svg.still`).isVisible(), chart).toBe(true);
    }
    expect(await page.locator('th', { hasText: 'noncompliant share' }).innerText()).toMatch(
      /share/,
    );
    const paper = await page.evaluate('getComputedStyle(document.body).backgroundColor');
    expect(paper).toBe('rgb(252, 252, 251)');
    expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(20_000);
  });

  test('is readable where scripts do not run', async () => {
    const page = await browsing.openWithoutScripts(file);
    for (const chart of charts) {
      expect(await page.locator(`#chart-${chart} svg.still .line`).count()).toBeGreaterThan(0);
    }
    expect(await page.locator('#coverage').isVisible()).toBe(true);
  });

  test('a narrow screen never scrolls sideways, and charts grow with a wider one', async () => {
    const page = await open();
    for (const width of [320, 390, 768]) {
      expect(await widthOn(page, width), `${width}`).toBeLessThanOrEqual(width);
    }
    await page.setViewportSize({ width: 968, height: 700 });
    const chart = await page.locator('[data-plot="states"] canvas').boundingBox();
    expect(chart?.width).toBeGreaterThan(768);
  });

  test('a fleet is dropped onto a page of cases, and cases onto one of a fleet', async () => {
    const page = await browsing.open(cases.page);
    await drop(page, 'summary.json', fleetSummaryJson(data.summary));
    await page.getByRole('alert').waitFor();
    expect(await page.locator('#exposure').count()).toBe(1);
    expect(await page.evaluate(isDrawn('states'))).toBe(true);
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    await drop(page, 'run.jsonl', readFileSync(cases.record, 'utf8'));
    await page.locator('#query').waitFor();
    await drop(page, 'damaged.json', '{"kind":"fleet","schemaVersion":1}');
    await page.getByText('The file was not opened: `tool` is not a text').waitFor();
  });

  test('axe finds nothing serious, light or dark', async () => {
    const page = await open();
    expect(await seriousFindings(page)).toEqual([]);
  }, 180_000);
});
