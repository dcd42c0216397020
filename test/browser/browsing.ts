import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import { chromiumPath } from './chromium.ts';

/** A browser, with what the pages it opened have said and asked for. */
export interface Browsing {
  /** What a page wrote to its console as an error or a warning. */
  readonly errors: string[];
  /** What the page that was opened last asked the network for. */
  readonly requests: string[];
  /** In the one tab there is, from which whatever was open before is gone. */
  readonly open: (file: string, address?: string) => Promise<Page>;
  /** The same, where no script of the page runs. */
  readonly openWithoutScripts: (file: string) => Promise<Page>;
  readonly close: () => Promise<void>;
}

const listen = (page: Page, errors: string[], requests: string[]): void => {
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('request', (request) => requests.push(request.url()));
};

const viewport = { width: 1280, height: 900 };

export const openBrowser = async (): Promise<Browsing> => {
  const browser = await chromium.launch({
    executablePath: chromiumPath ?? '',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const errors: string[] = [];
  const requests: string[] = [];
  // A new tab takes longer than the page in it, and the pages keep nothing in the browser.
  const tab = await browser.newPage({ viewport });
  const devTools = await tab.context().newCDPSession(tab);
  listen(tab, errors, requests);
  const show = async (address: string, withScripts: boolean): Promise<Page> => {
    // Without a page in between, another address of the same file would load nothing.
    await tab.goto('about:blank');
    await tab.setViewportSize(viewport);
    await tab.emulateMedia({ media: null, colorScheme: 'light' });
    await devTools.send('Emulation.setScriptExecutionDisabled', { value: !withScripts });
    requests.length = 0;
    await tab.goto(address);
    return tab;
  };
  return {
    errors,
    requests,
    open: (file, address = '') => show(`${pathToFileURL(file).href}${address}`, true),
    openWithoutScripts: (file) => show(pathToFileURL(file).href, false),
    close: () => browser.close(),
  };
};

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** Names that the page gives twice, or refers to without giving them; to be asked in the page. */
const strayNames = `(() => {
  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
  const asked = ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls'].flatMap((name) =>
    [...document.querySelectorAll('[' + name + ']')].flatMap((e) => e.getAttribute(name).split(' ')),
  );
  const known = new Set(ids);
  const twice = ids.filter((id) => !known.delete(id));
  const given = new Set(ids);
  return [...twice, ...asked.filter((id) => !given.has(id))];
})()`;

/**
 * Leaves two of all rows, items and marks that differ in nothing but words, numbers and names:
 * most of what is on a page, of which axe-core would find the same again and again.
 */
const thinOut = `(() => {
  const look = (element) => element.outerHTML
    .replace(/<\\/?data[^>]*>/g, '')
    .replace(/>[^<]*[^<\\s][^<]*</g, '>t<')
    .replace(/ (?!class|role|type|style)([a-z-]+)="[^"]*[^"\\s][^"]*"/g, ' $1="v"')
    .replace(/[\\d.]+(?=%|px|em)/g, '0');
  const lists = document.querySelectorAll('section, tbody, td, ol, ul, li, dl, dd, svg, g');
  // From the inmost, so that two rows are alike as well that differ in how much they list.
  for (const list of [...lists].reverse()) {
    const seen = new Map();
    for (const child of [...list.children]) {
      const looks = look(child);
      const count = (seen.get(looks) ?? 0) + 1;
      seen.set(looks, count);
      if (count > 2) child.remove();
    }
  }
})()`;

/**
 * What axe-core finds serious.
 *
 * @param rules all of them, or those by name that can find something else than the last time
 */
const findings = async (page: Page, rules: readonly string[] | null) => {
  const options = { resultTypes: ['violations'], ...(rules !== null && { runOnly: rules }) };
  const found = (await page.evaluate(
    `axe.run(${JSON.stringify(options)}).then(({ violations }) => violations.map((v) => [v.impact, v.id, v.nodes[0]?.html.slice(0, 160), v.nodes[0]?.failureSummary]))`,
  )) as readonly (readonly string[])[];
  return found.filter(([impact]) => impact === 'serious' || impact === 'critical');
};

/**
 * What axe-core finds serious with everything unfolded, in light and in dark, where only the
 * colours are others: there the rules that look at colours are asked alone.
 */
export const seriousFindings = async (page: Page): Promise<readonly unknown[]> => {
  await page.evaluate('document.querySelectorAll("details").forEach((d) => (d.open = true))');
  const stray = (await page.evaluate(strayNames)) as readonly string[];
  await page.evaluate(thinOut);
  await page.evaluate(axe);
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await findings(page, null);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await findings(page, ['color-contrast', 'link-in-text-block']);
  return [
    ...stray.map((name) => ['stray name', name]),
    ...light.map((each) => ['light', ...each]),
    ...dark.map((each) => ['dark', ...each]),
  ];
};

/** Whether anything but the paper is drawn on the canvas of a chart; to be asked in the page. */
export const isDrawn = (chart: string): string => `(() => {
  const canvas = document.querySelector('[data-plot="${chart}"] canvas');
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return data.some((part) => part !== 0);
})()`;

/** How wide the page wants to be on a screen of that width, once its charts have followed. */
export const widthOn = async (page: Page, width: number): Promise<unknown> => {
  await page.setViewportSize({ width, height: 700 });
  return page.evaluate(`new Promise((tell) => {
    const measure = () => tell(document.documentElement.scrollWidth);
    requestAnimationFrame(() => requestAnimationFrame(measure));
  })`);
};

/** Drops a file upon the page, as from a folder of the visitor's. */
export const drop = async (page: Page, name: string, text: string): Promise<void> => {
  const [content, title] = [text, name].map((each) =>
    JSON.stringify(each).replaceAll('<', '\\u003c'),
  );
  const dataTransfer = await page.evaluateHandle(
    `(() => { const t = new DataTransfer(); t.items.add(new File([${content}], ${title})); return t; })()`,
  );
  await page.dispatchEvent('body', 'drop', { dataTransfer });
};
