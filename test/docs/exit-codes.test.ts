import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { exitCodes, precedence } from '../../simulator/cli/exit-code.ts';

const page = readFileSync(new URL('../../docs/exit-codes.md', import.meta.url), 'utf8');

test('the page lists every exit code, and no other', () => {
  const listed = [...page.matchAll(/^\| (\d+) \|/gm)].map(([, code]) => Number(code));
  expect(listed).toEqual(Object.values(exitCodes).map(({ code }) => code));
});

test('the page gives the precedence of the code', () => {
  expect(page).toContain(`\n${[...precedence, exitCodes.ok.code].join(', ')}\n`);
});
