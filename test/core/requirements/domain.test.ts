import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { ledgerRows, requirementOf, requirements } from '../../../core/requirements/catalogue.ts';

/** The document the catalogue is written from; it lies beside the checkout or is absent. */
const domainFile = fileURLToPath(new URL('../../../../shared/spec/domain.md', import.meta.url));

/** Where the head of the document corrects a tag as a whole. */
const correctedTags = new Map([
  ['MULTI-03', 'inference'],
  ['MDE-CAP-01', 'seed+public doc'],
]);

/** Tables whose rows carry no tag of their own stand under one tag. */
const tagOfTable = (id: string): string => (id.startsWith('PLAT-') ? 'public doc' : 'seed');

interface Entry {
  readonly id: string;
  readonly tag: string;
  readonly text: string;
}

const entryPattern = /^(?:- |\| )\*\*([A-Z][A-Za-z]*(?:-[A-Za-z]+)*-[AI]?\d+)\*\*(.*)$/gm;

const entriesOf = (document: string): readonly Entry[] => {
  const rules = document.slice(document.indexOf('## 3. Rules'), document.indexOf('## 4. '));
  return [...rules.matchAll(entryPattern)].map(([, id = '', rest = '']) => {
    const ownTag = /^ `([^`]+)`/.exec(rest);
    return {
      id,
      tag: correctedTags.get(id) ?? ownTag?.[1] ?? tagOfTable(id),
      text: ownTag ? rest.slice(ownTag[0].length) : rest,
    };
  });
};

/** `FLOW-iOS-07/08` names two. */
const idsNamedIn = (text: string): readonly string[] =>
  [...text.matchAll(/([A-Z]+(?:-[A-Za-z]+)*-)(\d+)((?:\/\d+)*)/g)].flatMap(
    ([, prefix = '', first = '', more = '']) =>
      [first, ...more.split('/').filter(Boolean)].map((number) => prefix + number),
  );

const present = existsSync(domainFile);
const title = present
  ? 'the catalogue against the requirements document'
  : 'the catalogue against the requirements document (skipped: no ../shared beside the checkout)';

describe.skipIf(!present)(title, () => {
  const document = present ? readFileSync(domainFile, 'utf8') : '';
  const entries = entriesOf(document);

  test('holds exactly the ids of the document', () => {
    expect(entries.length).toBeGreaterThan(200);
    expect(requirements.map(({ id }) => id).sort()).toEqual(entries.map(({ id }) => id).sort());
  });

  test('has as many rules and rows as the document counts', () => {
    const [, rules, rows] = /Total: (\d+) rules, (\d+) data rows/.exec(document) ?? [];
    expect(Number(rules) + Number(rows)).toBe(requirements.length);
  });

  test('gives each id the tag of the document, as corrected at its head', () => {
    const tags = Object.fromEntries(requirements.map(({ id, tag }) => [id, tag]));
    expect(tags).toEqual(Object.fromEntries(entries.map(({ id, tag }) => [id, tag])));
  });

  test('states a caveat wherever the head of the document corrects a tag', () => {
    const head = document.slice(0, document.indexOf('## 0. '));
    const correction = head.slice(head.indexOf('Tags that say more'));
    // These two are named there to be compared with, not to be corrected.
    const corrected = idsNamedIn(correction).filter((id) => id !== 'MULTI-01' && id !== 'MAM-12');
    expect(corrected.length).toBeGreaterThanOrEqual(12);
    expect(corrected.filter((id) => requirementOf(id)?.caveat === undefined)).toEqual([]);
  });

  test('states a caveat wherever part of a documented rule is marked as inference', () => {
    const lacking = entries
      .filter(({ tag, text }) => tag !== 'inference' && /`inference`|†/.test(text))
      .filter(({ id }) => requirementOf(id)?.caveat === undefined)
      .map(({ id }) => id);
    expect(lacking).toEqual([]);
  });

  test('has every sample, pitfall, question and partner of the document beside them', () => {
    const named = (pattern: RegExp) => [...document.matchAll(pattern)].map(([, id = '']) => id);
    const held = (group: string) => ledgerRows.filter((row) => row.group === group);
    const idsOf = (group: string) => held(group).map(({ id }) => id);
    expect(idsOf('SC').sort()).toEqual(named(/^- \*\*(SC-[A-Z-]+)\*\*/gm).sort());
    expect(idsOf('PIT')).toEqual(named(/^\| (PIT-\d+) /gm));
    expect(idsOf('Q')).toEqual(named(/^\| (Q-\d+) /gm));
    const table = document.slice(document.indexOf('### 2.3'), document.indexOf('### 2.4'));
    const partnerRows = table.split('\n').filter((line) => /^\| \w.* \| (yes|no)/.test(line));
    expect(partnerRows.length).toBeGreaterThan(15);
    expect(held('VENDOR').length).toBeGreaterThanOrEqual(partnerRows.length);
    expect(held('ENUM')).toHaveLength(named(/^\*\*2\.2\.(\d+)/gm).length);
  });

  test('rests a question and a pitfall on what the document names for it', () => {
    const column = (id: string): string =>
      new RegExp(`^\\| ${id} .*$`, 'm').exec(document)?.[0] ?? '';
    const wrong = ledgerRows
      .filter(({ group }) => group === 'Q')
      .filter(({ id, restsOn = [] }) => !restsOn.every((rule) => column(id).includes(rule)))
      .map(({ id }) => id);
    // The document names a section, a table or a question there.
    expect(wrong).toEqual(['Q-28', 'Q-29', 'Q-34']);
  });
});
