import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { ledgerRows, requirements } from '../../core/requirements/catalogue.ts';
import { outsideIds } from '../../core/requirements/disposition.ts';
import { sourceDocuments } from '../../core/requirements/sources.ts';
import { ledgerPage } from '../../simulator/cli/ledger/page.ts';
import { sourcePage } from '../../simulator/cli/ledger/source-page.ts';
import { type LedgerEntry, ledgerOf } from '../../simulator/grade/ledger.ts';
import { shippedLibrary } from '../simulator/scenario/shipped-library.ts';
import { repositoryFiles } from '../tidy/tree.ts';

const base = import.meta.url;

let entries: readonly LedgerEntry[] = [];

beforeAll(async () => {
  entries = await ledgerOf(ledgerRows, shippedLibrary.cases);
}, 120_000);

const idsWith = (status: LedgerEntry['status']): readonly string[] =>
  entries.filter((entry) => entry.status === status).map(({ requirement }) => requirement.id);

describe('the ledger of the shipped library', () => {
  /**
   * After a change of the catalogue, the library or the variants, write the page anew with
   * `npx vitest run test/docs/requirements.test.ts -u` and commit it.
   */
  test('the page is what it comes to', async () => {
    await expect(`${ledgerPage(entries)}\n`).toMatchFileSnapshot('../../docs/requirements.md');
  });

  test.each(Object.values(sourceDocuments))(
    'the page of $slug is what it comes to',
    async (one) => {
      const page = `${sourcePage(one, entries)}\n`;
      await expect(page).toMatchFileSnapshot(`../../docs/sources/${one.slug}.md`);
    },
  );

  test('what rests on the first documents stands on their pages, and links to what exists', () => {
    const pages = Object.values(sourceDocuments).map((one) => sourcePage(one, entries));
    const seeds = entries.filter(({ requirement }) => requirement.tag.includes('seed'));
    const missing = seeds.filter(({ requirement }) =>
      pages.every((page) => !page.includes(`[${requirement.id}](`)),
    );
    expect(seeds.length).toBeGreaterThan(80);
    expect(missing.map(({ requirement }) => requirement.id)).toEqual([]);
    const links = pages.flatMap((page) => [...page.matchAll(/\]\((\.\.\/[^)#]+)/g)]);
    const broken = links.filter(([, to]) => !existsSync(new URL(`../../docs/sources/${to}`, base)));
    expect(broken.map(([, to]) => to)).toEqual([]);
    const rows = new Set(ledgerRows.map(({ id }) => id.toLowerCase()));
    const places = pages.flatMap((page) => [
      ...page.matchAll(/\]\(\.\.\/requirements\.md#([^)]+)\)/g),
    ]);
    expect(places.length).toBeGreaterThan(100);
    expect(places.map(([, place = '']) => place).filter((place) => !rows.has(place))).toEqual([]);
  });

  test('every row is accounted for', () => {
    expect(entries.map(({ requirement }) => requirement)).toEqual(ledgerRows);
    const forgotten = entries.filter(({ because }) => because === 'nothing cites it yet');
    expect(forgotten.map(({ requirement }) => requirement.id)).toEqual([]);
  });

  test('at most fifteen are outside, none of the first documents, each with a reason', () => {
    const outside = entries.filter(({ status }) => status === 'outside');
    expect(outside.length).toBeGreaterThan(0);
    expect(outside.length).toBeLessThanOrEqual(15);
    expect(outside.filter(({ requirement }) => requirement.tag.includes('seed'))).toEqual([]);
    for (const { because } of outside) expect(because).toMatch(/\w/);
    expect(outsideIds.filter((id) => !idsWith('outside').includes(id))).toEqual([]);
  });

  test('what the core decides is demonstrated, all of it', () => {
    const groups = /^(?:CONN|TOG|THREAT|COMP|ACT|MULTI|APPSYNC|CERT|MAM|WIPE|CA)-/;
    const core = entries.filter(
      ({ requirement }) => requirement.core && groups.test(requirement.id),
    );
    expect(core.length).toBeGreaterThan(90);
    const short = core.filter(({ status }) => status !== 'demonstrated');
    expect(short.map(({ requirement }) => requirement.id)).toEqual([]);
  });

  test('of the other requirements, whatever is cited is demonstrated', () => {
    const ids = requirements.map(({ id }) => id);
    expect(idsWith('exercised').filter((id) => ids.includes(id))).toEqual([]);
  });

  test('one search by id finds the code of whatever is shown', () => {
    const sources = repositoryFiles()
      .filter(({ path }) => /^(?:core|simulator)\/.*\.ts$/.test(path))
      .filter(({ path }) => !path.startsWith('core/requirements/'))
      .map(({ text }) => text)
      .join('\n');
    const shown = [...idsWith('demonstrated'), ...idsWith('exercised')].filter((id) =>
      requirements.some((requirement) => requirement.id === id),
    );
    expect(shown.length).toBeGreaterThan(100);
    expect(shown.filter((id) => !new RegExp(`\\b${id}\\b`).test(sources))).toEqual([]);
  });
});

test('the page is not longer than a reader bears', () => {
  const page = readFileSync(new URL('../../docs/requirements.md', import.meta.url), 'utf8');
  expect(page.length).toBeLessThan(600_000);
});
