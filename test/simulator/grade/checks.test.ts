import { describe, expect, test } from 'vitest';
import { documentedParts } from '../../../core/evaluator.ts';
import { requirementIds } from '../../../core/requirements/catalogue.ts';
import { brokenUnder, checked, noticedBy } from '../../../simulator/grade/checks.ts';
import { documentedData } from '../../../simulator/grade/data.ts';
import { dataVariants } from '../../../simulator/grade/data-variants.ts';
import { laws } from '../../../simulator/grade/laws.ts';
import { lookUps } from '../../../simulator/grade/look-ups.ts';
import { variants } from '../../../simulator/grade/variants.ts';

describe('look-ups', () => {
  test.each(lookUps)('$id agrees with the data', ({ differs }) => {
    expect(differs(documentedData)).toBeNull();
  });

  test('each wrong datum is noticed by a look-up that cites the same requirement', () => {
    const unnoticed = dataVariants.filter((variant) =>
      variant.requirements.some(
        (id) =>
          !lookUps.some((one) => one.requirements.includes(id) && noticedBy(one, variant) !== null),
      ),
    );
    expect(dataVariants.length).toBeGreaterThan(100);
    expect(unnoticed.map(({ id }) => id)).toEqual([]);
  });

  test('each look-up can fail', () => {
    const never = lookUps.filter((one) =>
      dataVariants.every((variant) => noticedBy(one, variant) === null),
    );
    expect(never.map(({ id }) => id)).toEqual([]);
  });
});

describe('laws', () => {
  test.each(laws)('$id holds', ({ broken }) => {
    expect(broken(documentedParts)).toBeNull();
  });

  test.each(laws)('$id can fail, for each requirement it cites', (law) => {
    const unbroken = law.requirements.filter((id) =>
      variants
        .filter(({ requirements }) => requirements.includes(id))
        .every((variant) => brokenUnder(law, variant) === null),
    );
    expect(unbroken).toEqual([]);
  });
});

test('checks and wrong data cite what exists, and have names of their own', () => {
  const all = [...lookUps, ...laws, ...dataVariants];
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  const cited = all.flatMap(({ requirements }) => requirements);
  expect(cited.filter((id) => !requirementIds.has(id))).toEqual([]);
});

test('what a check shows is told with the variant and the difference', () => {
  const shown = checked(['VENDOR-lookout', 'MULTI-01']);
  expect([...shown.keys()]).toEqual(['VENDOR-lookout']);
  expect(shown.get('VENDOR-lookout')).toMatchObject({
    by: 'look-up',
    check: 'look-up/vendor/lookout',
    difference: expect.stringContaining('expected'),
  });
});
