import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openQuestions, readingNames } from '../../core/readings.ts';
import { requirementIds } from '../../core/requirements/catalogue.ts';

const page = readFileSync(new URL('../../docs/readings.md', import.meta.url), 'utf8');
const sections = page
  .split(/^## /m)
  .slice(1)
  .map((text) => ({ name: text.slice(0, text.indexOf('\n')), text }));
const sectionOf = (name: string): string => sections.find((s) => s.name === name)?.text ?? '';

test('the page has one section for each reading, in the order of the code', () => {
  expect(sections.map(({ name }) => name)).toEqual(readingNames);
});

test.each(readingNames)('the page says of %s what the code says', (name) => {
  const { choices, question, requirements } = openQuestions[name];
  const text = sectionOf(name);
  expect(text).toContain(`**${question}**`);
  expect([...text.matchAll(/^- `(\w+)`/gm)].map(([, choice]) => choice)).toEqual(choices);
  expect(text).toContain(`- \`${choices[0]}\` (default):`);
  expect(text).toContain(`\nRequirements: ${requirements.join(', ')}.`);
});

test('readings name requirements of the catalogue', () => {
  const named: readonly string[] = readingNames.flatMap((name) => openQuestions[name].requirements);
  expect(named.filter((id) => !requirementIds.has(id))).toEqual([]);
});
