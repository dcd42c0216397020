import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { demonstrations } from '../../../simulator/grade/demonstrated.ts';
import { ruleVariants } from '../../../simulator/grade/rule-variants.ts';
import { loadScenarios } from '../../../simulator/scenario/load.ts';

const directory = fileURLToPath(new URL('../../..', import.meta.url));
const { cases } = loadScenarios(['scenarios/several-vendors', 'scenarios/threat'], { directory });
const severalVendors = ruleVariants().filter(({ id }) => id.startsWith('feeders/several-vendors/'));

test('tells the variant, the case and what the case noticed', async () => {
  const found = await demonstrations(cases, { variants: severalVendors });
  const shown = found.get('MULTI-01');
  expect(shown?.variant).toBe('feeders/several-vendors/dropped');
  expect(cases.find(({ id }) => id === shown?.case)?.covers).toContain('MULTI-01');
  expect(shown?.difference).toMatch(/^\w+\.\w+ at \w+: expected .+, observed .+/);
});

test('a case that notices and does not cite the requirement demonstrates nothing', async () => {
  const uncited = cases.map((kase) => ({
    ...kase,
    covers: kase.covers.filter((id) => id !== 'MULTI-01'),
  }));
  const found = await demonstrations(uncited, { variants: severalVendors });
  expect([...found.keys()]).not.toContain('MULTI-01');
  expect(found.size).toBeGreaterThan(0);
});

test('a variant of another requirement demonstrates nothing', async () => {
  const mislabelled = severalVendors.map((variant) => ({ ...variant, requirements: ['CERT-01'] }));
  expect((await demonstrations(cases, { variants: mislabelled })).size).toBe(0);
});

test('a case that is not met by itself demonstrates nothing', async () => {
  const shown = (await demonstrations(cases, { variants: severalVendors })).get('MULTI-01');
  const alone = cases.filter(({ id }) => id === shown?.case);
  expect((await demonstrations(alone, { variants: severalVendors })).size).toBeGreaterThan(0);
  const wrong = alone.map((kase) => ({
    ...kase,
    steps: kase.steps.map((step) => ({
      ...step,
      expectations: step.expectations.map((each) => ({ ...each, expected: 'nonsense' })),
    })),
  }));
  expect((await demonstrations(wrong, { variants: severalVendors })).size).toBe(0);
});
