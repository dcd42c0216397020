import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { baselineOf, gradeVariant } from '../../../simulator/grade/grade.ts';
import { variants } from '../../../simulator/grade/variants.ts';
import { loadScenarios } from '../../../simulator/scenario/load.ts';

const directory = fileURLToPath(new URL('../../..', import.meta.url));

describe('the shipped library against every known-bad variant', () => {
  it('notices each of them', { timeout: 180_000 }, async () => {
    const { cases } = loadScenarios(['scenarios'], { directory });
    const baseline = await baselineOf(cases);
    const survivors: string[] = [];
    for (const variant of variants) {
      const grade = await gradeVariant(cases, variant, baseline);
      if (grade.killedBy === null) survivors.push(variant.id);
    }
    expect(survivors).toEqual([]);
  });

  it('does not notice the documented rules themselves', async () => {
    const { cases } = loadScenarios(['scenarios/several-vendors'], { directory });
    const [first] = variants;
    if (first === undefined) throw new Error('no variants');
    const baseline = await baselineOf(cases);
    const { documentedParts } = await import('../../../core/evaluator.ts');
    const same = { ...first, id: 'documented', parts: documentedParts };
    expect(await gradeVariant(cases, same, baseline)).toEqual({
      variant: 'documented',
      killedBy: null,
      neverReached: true,
    });
  });

  it('names each variant once', () => {
    expect(new Set(variants.map(({ id }) => id)).size).toBe(variants.length);
  });
});
