import { describe, expect, test } from 'vitest';
import { defaultReadings } from '../../../core/readings.ts';
import type { VariantGrade } from '../../../reports/strength.ts';
import { gradeCases, playAll } from '../../../simulator/grade/grade.ts';
import { variants } from '../../../simulator/grade/variants.ts';
import type { Case } from '../../../simulator/scenario/case.ts';
import { compile } from '../../../simulator/scenario/compile.ts';
import { diskIo } from '../../../simulator/scenario/load.ts';
import { scenario, tenant } from '../cli/session.ts';

const files = new Map([
  ['tenant.yaml', tenant],
  ['scenarios/one.yaml', scenario('mine/one')],
]);

const casesOf = (text: string): readonly Case[] => {
  const sources = new Map([...files, ['scenarios/one.yaml', text]]);
  const read = (path: string) =>
    ({ kind: 'bytes', bytes: new TextEncoder().encode(sources.get(path) ?? '') }) as const;
  return compile(['scenarios/one.yaml'], { ...diskIo(), read }).cases;
};

const gradesOf = async (
  text: string,
  ...ids: readonly string[]
): Promise<readonly VariantGrade[]> => {
  const cases = casesOf(text);
  expect(cases).toHaveLength(1);
  const some = variants.filter(({ id }) => ids.includes(id));
  expect(some).toHaveLength(ids.length);
  const manner = { readings: defaultReadings, threads: 1, variants: some };
  const witnesses = Object.fromEntries(ids.map((id) => [id, { case: 'a/b', file: 'a/b.yaml' }]));
  return (await gradeCases(cases, await playAll(cases, manner), witnesses, manner)).variants;
};

describe('a variant', () => {
  test('is killed by the case and the assertion that notice it', async () => {
    const [grade] = await gradesOf(scenario('mine/one'), 'setting/state/secured-as-none');
    expect(grade).toMatchObject({
      status: 'killed',
      area: 'threat level',
      killedBy: {
        case: 'mine/one',
        place: { file: 'scenarios/one.yaml', line: 13 },
        difference: 'pixel.complianceState at 1h: expected compliant, observed noncompliant',
      },
      overlooked: null,
      witness: null,
    });
  });

  test('survives where it shows in a field that nobody looks at', async () => {
    const [grade] = await gradesOf(scenario('mine/one'), 'connector/set-up/negated');
    expect(grade).toMatchObject({
      status: 'survived',
      killedBy: null,
      overlooked: {
        case: 'mine/one',
        offset: '1h',
        place: { file: 'scenarios/one.yaml', line: 8 },
        fields: [
          { name: 'lookout.partnerState', documented: 'enabled', variant: 'notSetUp' },
          { name: 'zimperium.partnerState', documented: 'enabled', variant: 'notSetUp' },
        ],
      },
    });
  });

  test('no longer survives once somebody looks there', async () => {
    const looking = `${scenario('mine/one')}      lookout: { partnerState: enabled }\n`;
    const [grade] = await gradesOf(looking, 'connector/set-up/negated');
    expect(grade).toMatchObject({
      status: 'killed',
      killedBy: { difference: 'lookout.partnerState at 1h: expected enabled, observed notSetUp' },
    });
  });

  test('is never reached where nothing asks for it, and has a witness', async () => {
    const [grade] = await gradesOf(scenario('mine/one'), 'access/operator/always-or');
    expect(grade).toMatchObject({
      status: 'never-reached',
      askedBy: [],
      witness: { case: 'a/b', file: 'a/b.yaml', text: null },
    });
  });

  test('is never reached either where its other answer shows nowhere', async () => {
    const [grade] = await gradesOf(scenario('mine/one'), 'facts/silence-one-ms-late');
    expect(grade).toMatchObject({
      status: 'never-reached',
      askedBy: ['mine/one'],
      overlooked: null,
    });
  });
});

test('a requirement is demonstrated by a citing case, or said not to be', async () => {
  const cases = casesOf(scenario('mine/one', 'compliant', 'covers: [COMP-09]'));
  const some = variants.filter(({ id }) =>
    ['setting/state/secured-as-none', 'access/operator/always-or'].includes(id),
  );
  const manner = { readings: defaultReadings, threads: 1, variants: some };
  const played = await playAll(cases, manner);
  const { requirements } = await gradeCases(cases, played, {}, manner);
  expect(
    requirements.map(({ id, citedBy, demonstratedBy }) => [id, citedBy, demonstratedBy?.case]),
  ).toEqual([
    ['THREAT-08', 0, undefined],
    ['COMP-09', 1, 'mine/one'],
    ['CA-03', 0, undefined],
  ]);
});
