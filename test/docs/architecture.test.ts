import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { rooms } from '../tidy/directions.ts';

const page = readFileSync(new URL('../../docs/architecture.md', import.meta.url), 'utf8');

/** `reports/result.ts` and `core` stand at the top; every other name is a room of the simulator. */
const pathOf = (name: string): string =>
  /^(?:core|reports)(?:\/|$)/.test(name) ? name : `simulator/${name}`;

const placesOf = (cell: string): readonly string[] => {
  if (cell === 'everything') return ['core', 'reports', 'simulator'];
  if (cell.startsWith('nothing')) return [];
  return cell.split(', ').map(pathOf);
};

const tableOf = (text: string): Record<string, readonly string[]> =>
  Object.fromEntries(
    [...text.matchAll(/^\| `([\w/.]+)` \|.*\| ([^|]+) \|$/gm)].map(([, folder = '', cell = '']) => [
      folder === 'simulator/main.ts' ? 'simulator' : folder.replace(/\/$/, ''),
      placesOf(cell).toSorted(),
    ]),
  );

test('the page and the check agree on who may import whom', () => {
  const checked = Object.fromEntries(
    Object.entries(rooms).map(([room, allowed]) => [room, allowed.toSorted()]),
  );
  expect(tableOf(page)).toEqual(checked);
});
