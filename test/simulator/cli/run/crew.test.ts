import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deal, threadsWorth } from '../../../../simulator/cli/run/crew.ts';
import {
  type LoadOptions,
  loadScenarios,
  loadWith,
  lookInto,
} from '../../../../simulator/scenario/load.ts';

const root = join(import.meta.dirname, '../../../..');

describe('the threads of a run', () => {
  it('are as many as the files are worth, and never more than there are cores', () => {
    expect(threadsWorth(0, 8)).toBe(1);
    expect(threadsWorth(119, 8)).toBe(1);
    expect(threadsWorth(120, 8)).toBe(2);
    expect(threadsWorth(10_000, 8)).toBe(8);
    expect(threadsWorth(10_000, 3)).toBe(1);
  });

  it('get every file once and about as much to read', () => {
    const sizes = new Map([...'abcdefghijk'].map((file, i) => [file, 100 * (i + 1)]));
    const candidates = [...sizes.keys()].map((file) => ({ file, named: false }));
    const size = (file: string): number => sizes.get(file) ?? 0;
    const hands = deal(candidates, 3, size);
    expect(
      hands
        .flat()
        .map(({ file }) => file)
        .sort(),
    ).toEqual([...sizes.keys()]);
    const bytes = hands.map((hand) => hand.reduce((sum, { file }) => sum + size(file), 0));
    expect(Math.max(...bytes) - Math.min(...bytes)).toBeLessThanOrEqual(200);
    expect(deal(candidates.slice(0, 2), 3, size)).toHaveLength(2);
  });
});

describe('files that several look into', () => {
  const inParts = (paths: readonly string[], options: LoadOptions, parts: number) =>
    loadWith(paths, options, async ({ candidates }) =>
      deal(candidates, parts, (file) => file.length)
        .map((hand) => structuredClone(lookInto(hand, options)))
        .reverse(),
    );

  it.each([
    ['a library', root, ['scenarios/threat', 'scenarios/tenants', 'scenarios/fleets']],
    ['files that are wrong', join(root, 'test/fixtures/bad'), ['.', 'unknown-device.yaml', 'gone']],
  ])('come to what one finds in them: %s', async (_, directory, paths) => {
    const options = { directory };
    const { printExpanded: _one, sources, files, used, ...whole } = loadScenarios(paths, options);
    const parts = await inParts(paths, options, 3);
    expect(parts).toMatchObject(whole);
    expect(parts.diagnostics).toHaveLength(whole.diagnostics.length);
    expect([...parts.files].sort()).toEqual([...files].sort());
    expect([...parts.used].sort()).toEqual([...used].sort());
    expect(new Map([...parts.sources].sort())).toEqual(new Map([...sources].sort()));
  });

  it('can still be printed case by case', async () => {
    const options = { directory: root };
    const paths = ['scenarios/threat'];
    const whole = loadScenarios(paths, options);
    const parts = await inParts(paths, options, 2);
    const [first] = whole.cases;
    expect(parts.printExpanded(first?.id ?? '')).toBe(whole.printExpanded(first?.id ?? ''));
    expect(parts.printExpanded('no-such-case')).toBeNull();
  });
});
