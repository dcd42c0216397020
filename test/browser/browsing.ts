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

/** What axe-core finds serious, with everything unfolded; the page must bypass its own policy. */
export const seriousFindings = async (page: Page): Promise<readonly unknown[]> => {
  await page.evaluate('document.querySelectorAll("details").forEach((d) => (d.open = true))');
  await page.addScriptTag({ content: axe.source });
  const found = (await page.evaluate(
    'axe.run({ resultTypes: ["violations"] }).then(({ violations }) => violations.map((v) => [v.impact, v.id, v.nodes[0]?.html.slice(0, 160), v.nodes[0]?.failureSummary]))',
  )) as readonly (readonly string[])[];
  return found.filter(([impact]) => impact === 'serious' || impact === 'critical');
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
