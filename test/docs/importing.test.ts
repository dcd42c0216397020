import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const checkout = join(import.meta.dirname, '../..');
const page = readFileSync(join(checkout, 'docs/importing.md'), 'utf8');
const folder = join(checkout, 'simulator/graph');

const codesIn = (file: string): string[] =>
  [...readFileSync(join(folder, file), 'utf8').matchAll(/'([a-z]+(?:-[a-z]+)+|disabled)'/g)]
    .map((found) => found[1] ?? '')
    .filter((code) => code !== '');

it('every warning of what bites people stands in the page', () => {
  const files = readdirSync(folder).filter((file) => /pitfalls\.ts$/.test(file));
  const codes = new Set(files.flatMap(codesIn));
  expect(codes.size).toBeGreaterThan(20);
  expect([...codes].filter((code) => !page.includes(`\`${code}\``))).toStrictEqual([]);
});
