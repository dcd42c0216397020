import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { requirementIds } from '../../core/requirements/catalogue.ts';
import { labels } from '../../core/requirements/disposition.ts';
import { noPaint } from '../../reports/paint.ts';
import { runCli } from '../../simulator/cli/cli.ts';
import { packageRoot } from '../../simulator/source/package-root.ts';

const page = readFileSync(new URL('../../docs/model.md', import.meta.url), 'utf8');

/** What the command says, from the verdict to the first requirement, and what would change it. */
const explained = async (): Promise<string> => {
  let out = '';
  const print = (text: string): void => {
    out += `${text}\n`;
  };
  const id = 'several-vendors/missed-second-scan';
  const words = ['explain', id, `scenarios/${id}.yaml`, '--at', '0s'];
  await runCli(words, {
    cwd: packageRoot,
    env: {},
    isInteractive: false,
    columns: 96,
    paint: noPaint,
    today: '2026-06-01',
    print,
    write: print,
    complain: () => undefined,
    log: () => undefined,
    onInterrupt: () => () => undefined,
  });
  const verdict = out.slice(out.indexOf('pixel: '), out.indexOf('      COMP-10 '));
  const change = out.slice(out.indexOf('what would change it'));
  return `${verdict}      …\n\n${change.trimEnd()}\n`;
};

/** After a change of the command, `npx vitest run test/docs/model.test.ts -u` puts it in anew. */
test('the example is what the command says', async () => {
  const example = await explained();
  expect(example).toContain('MULTI-01 (documented)');
  const block = /(```text\n)[\s\S]*?(```\n)/;
  const anew = page.replace(block, (_, open: string, close: string) => open + example + close);
  await expect(anew).toMatchFileSnapshot('../../docs/model.md');
});

test('the page names requirements that exist', () => {
  const named = [...page.matchAll(/\b[A-Z]+(?:-[A-Za-z]+)*-\d+\b/g)].map(([id]) => id);
  expect(named.length).toBeGreaterThan(15);
  expect(named.filter((id) => !requirementIds.has(id))).toEqual([]);
});

test('it shows what is labelled as shown there', () => {
  const here = Object.entries(labels).filter(([, place]) => place.startsWith('docs/model.md'));
  expect(here.length).toBeGreaterThan(5);
  for (const [id, place] of here) {
    const [, section = ''] = place.split(', ');
    const text = page.split(/^## /m).find((part) => part.startsWith(section)) ?? '';
    expect(text).toContain(id);
  }
});
