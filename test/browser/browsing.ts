import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { chromiumPath } from './chromium.ts';

/** A browser, with what the pages it opened have said and asked for. */
export interface Browsing {
  /** What a page wrote to its console as an error or a warning. */
  readonly errors: string[];
  /** What the page that was opened last asked the network for. */
  readonly requests: string[];
  readonly open: (file: string, address?: string, options?: BrowserContextOptions) => Promise<Page>;
  readonly closePages: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const listen = (page: Page, errors: string[], requests: string[]): void => {
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('request', (request) => requests.push(request.url()));
};

export const openBrowser = async (): Promise<Browsing> => {
  const browser: Browser = await chromium.launch({
    executablePath: chromiumPath ?? '',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const errors: string[] = [];
  const requests: string[] = [];
  return {
    errors,
    requests,
    open: async (file, address = '', options = {}) => {
      requests.length = 0;
      const viewport = { width: 1280, height: 900 };
      const context = await browser.newContext({ viewport, ...options });
      const page = await context.newPage();
      listen(page, errors, requests);
      await page.goto(`${pathToFileURL(file).href}${address}`);
      return page;
    },
    closePages: async () => {
      for (const context of browser.contexts()) await context.close();
    },
    close: () => browser.close(),
  };
};

/**
 * What axe-core finds serious, with everything unfolded; the page must bypass its own policy.
 *
 * @param rules all of them, or those by name that can find something else than the last time
 */
const findings = async (page: Page, rules: readonly string[] | null) => {
  await page.evaluate('document.querySelectorAll("details").forEach((d) => (d.open = true))');
  // The data behind a chart are rows of plain numbers, of which the first look like all others.
  await page.evaluate(
    'document.querySelectorAll(".behind tbody tr:nth-child(n+4)").forEach((row) => row.remove())',
  );
  if ((await page.evaluate('typeof axe')) === 'undefined') {
    await page.addScriptTag({ content: axe.source });
  }
  const options = { resultTypes: ['violations'], ...(rules !== null && { runOnly: rules }) };
  const found = (await page.evaluate(
    `axe.run(${JSON.stringify(options)}).then(({ violations }) => violations.map((v) => [v.impact, v.id, v.nodes[0]?.html.slice(0, 160), v.nodes[0]?.failureSummary]))`,
  )) as readonly (readonly string[])[];
  return found.filter(([impact]) => impact === 'serious' || impact === 'critical');
};

/** What axe-core finds serious in light and in dark, where only the colours are others. */
export const seriousFindings = async (page: Page): Promise<readonly unknown[]> => {
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await findings(page, null);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await findings(page, ['color-contrast']);
  return [...light.map((each) => ['light', ...each]), ...dark.map((each) => ['dark', ...each])];
};

/** Whether anything but the paper is drawn on the canvas of a chart; to be asked in the page. */
export const isDrawn = (chart: string): string => `(() => {
  const canvas = document.querySelector('[data-plot="${chart}"] canvas');
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return data.some((part) => part !== 0);
})()`;

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
