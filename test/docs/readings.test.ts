import { expect, test } from 'vitest';
import { readingNotes, silenceReadOn } from '../../core/reading-notes.ts';
import { questionOf, readingNames } from '../../core/readings.ts';
import { requirementIds } from '../../core/requirements/catalogue.ts';
import { readingEntry } from '../../simulator/cli/open-questions/entry.ts';
import { readingsPage } from '../../simulator/cli/open-questions/page.ts';

/**
 * The page is made from core/readings.ts and core/reading-notes.ts. After a change there, write it
 * anew with `npx vitest run test/docs/readings.test.ts -u` and commit it.
 */
test('the page is what the code says', async () => {
  const page = `${readingsPage(readingNames.map(readingEntry))}\n`;
  await expect(page).toMatchFileSnapshot('../../docs/readings.md');
});

test.each(readingNames)('of %s every choice is explained, and nothing else', (name) => {
  const { choices, duration } = questionOf(name);
  const note = readingNotes[name];
  expect(Object.keys(note.meanings)).toEqual(choices);
  expect(note.duration === undefined).toBe(duration === undefined);
  expect(note.silent.length).toBeGreaterThan(0);
});

test('readings name requirements of the catalogue, and a day', () => {
  const named = readingNames.flatMap((name) => questionOf(name).requirements);
  expect(named.filter((id) => !requirementIds.has(id))).toEqual([]);
  expect(silenceReadOn).toMatch(/^\d{4}-\d\d-\d\d$/);
});
