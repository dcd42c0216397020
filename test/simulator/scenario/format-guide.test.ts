import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultReadings } from '../../../core/readings.ts';
import { requirementIds } from '../../../core/requirements/catalogue.ts';
import { capabilityNames } from '../../../simulator/port/capability.ts';
import { connectorFields, deviceFields } from '../../../simulator/port/observation.ts';
import { runCase } from '../../../simulator/run/run-case.ts';
import { type Compiled, compile } from '../../../simulator/scenario/compile.ts';
import { verbs } from '../../../simulator/scenario/verbs/verbs.ts';
import { inProcessTarget } from '../../../simulator/target/in-process.ts';
import { framesOf, memory } from './memory.ts';

const guide = readFileSync(join(import.meta.dirname, '../../../scenarios/FORMAT.md'), 'utf8');
const blocks = [...guide.matchAll(/```yaml\n(.*?)```/gs)].map((match) => match[1] ?? '');
const tenant = blocks.find((block) => block.includes('kind: Tenant')) ?? '';
const whole = blocks.filter((block) => block.includes('kind: Scenario'));
const parts = blocks.filter((block) => !block.includes('kind: '));

const head = `apiVersion: muster/v1
kind: Scenario
id: guide/part
title: a part of the guide
covers: [COMP-02]
use: [../tenants/one-phone.yaml]
`;
const plainTimeline =
  'timeline: [{ at: 0s, expect: { pixel: { complianceState: noncompliant } } }]\n';

const compileGuide = (text: string) =>
  compile(
    ['first/part.yaml'],
    memory({ 'first/part.yaml': text, 'tenants/one-phone.yaml': tenant }, { requirementIds }),
  );

const outcomesOf = async (compiled: Compiled) => {
  const results = await Promise.all(
    compiled.cases.map((kase) => runCase(kase, inProcessTarget, defaultReadings)),
  );
  return results.map(({ outcome }) => outcome);
};

describe('scenarios/FORMAT.md', () => {
  it('has blocks to check', () => {
    expect(tenant).not.toBe('');
    expect(whole).toHaveLength(1);
    expect(parts.length).toBeGreaterThan(5);
  });

  it.each(whole)('whole scenario %# compiles and is met', async (block) => {
    const compiled = compileGuide(block);
    expect(framesOf(compiled)).toBe('');
    expect(await outcomesOf(compiled)).toEqual(['met']);
  });

  it.each(parts)('part %# compiles with a head and is met', async (block) => {
    const text = `${head}${block.includes('timeline:') ? '' : plainTimeline}${block}`;
    const compiled = compileGuide(text);
    expect(framesOf(compiled)).toBe('');
    expect(new Set(await outcomesOf(compiled))).toEqual(new Set(['met']));
  });

  it.each([...Object.keys(verbs), ...deviceFields, ...connectorFields, ...capabilityNames])(
    'explains `%s`',
    (name) => {
      expect(guide).toContain(`\`${name}\``);
    },
  );
});
