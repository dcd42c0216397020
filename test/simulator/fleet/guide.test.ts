import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { metricNames, metrics } from '../../../reports/fleet/metrics.ts';
import { behaviourShape, usualBehaviour } from '../../../simulator/fleet/behaviour.ts';
import { cohortShape } from '../../../simulator/fleet/cohort.ts';
import { fleetVerbs } from '../../../simulator/fleet/happening.ts';
import { herdKinds } from '../../../simulator/fleet/herd.ts';
import { profileShape } from '../../../simulator/fleet/profile-shape.ts';
import { threatShape } from '../../../simulator/fleet/threat-source.ts';
import { cloudShape, usualHabits } from '../../../simulator/fleet/vendor-habits.ts';
import { formatDuration } from '../../../simulator/source/duration.ts';
import type { JsonSchema, Shape } from '../../../simulator/source/shape.ts';
import { openBody, openText, profileOf } from './memory.ts';

const fleets = join(import.meta.dirname, '../../../scenarios/fleets');
const guide = readFileSync(join(fleets, 'README.md'), 'utf8');
const tenant = readFileSync(join(fleets, 'tenants/small-office.yaml'), 'utf8');
const files = { 'tenants/small-office.yaml': tenant };

const blocks = [...guide.matchAll(/```yaml\n(.*?)```/gs)].map((match) => match[1] ?? '');
const whole = blocks.filter((block) => block.includes('kind: Fleet'));
const parts = blocks.filter((block) => !block.includes('kind: '));

const head = `apiVersion: muster/v1
kind: Fleet
name: part
devices: 10
days: 14
use: [tenants/small-office.yaml]
`;
const cohorts = `cohorts:
  android: { managementType: androidWorkProfile, userGroups: [staff], partners: [lookout] }
`;

/** Rows of the tables of one chapter, as they are written between the bars. */
const rowsUnder = (title: string): readonly (readonly string[])[] => {
  const chapter = guide.split(/^## /m).find((text) => text.startsWith(`${title}\n`)) ?? '';
  return [...chapter.matchAll(/^\| (`.*) \|$/gm)].map(([, row = '']) => row.split(' | '));
};

/** `{ from: 8, until: 18 }` of a cell, without the marks around it. */
const plain = (cell = ''): string => cell.replace(/^`|`$/g, '');

/** Keys that a shape takes, by the schema it makes, which may stand among the definitions. */
const keysOf = (shape: Shape<unknown>): readonly string[] => {
  const definitions = new Map<string, JsonSchema>();
  const schema = shape.schema({ variables: false, partial: false, definitions });
  const named = String(schema['$ref'] ?? '').replace('#/definitions/', '');
  return Object.keys((definitions.get(named) ?? schema)['properties'] ?? {});
};

const plainKeys = (cell: string): readonly string[] =>
  [...cell.matchAll(/`(\w+)`/g)].map(([, key = '']) => key);

describe('scenarios/fleets/README.md', () => {
  it('has blocks to check', () => {
    expect(whole).toHaveLength(1);
    expect(parts.length).toBeGreaterThan(5);
  });

  it.each(whole)('whole fleet %# has nothing wrong in it', (block) => {
    expect(openText(block, {}, files).frames).toBe('');
  });

  it.each(parts)('part %# can be read in a fleet', (block) => {
    const text = `${head}${block.includes('cohorts:\n') ? '' : cohorts}${block}`;
    const told = openText(text, {}, files);
    expect(told.fleet, told.frames).not.toBeNull();
  });

  it.each([
    ['Keys of a fleet', profileShape],
    ['Cohorts', cohortShape],
    ['Behaviours', behaviourShape],
    ['Clouds', cloudShape],
    ['Threats', threatShape],
  ])('%s: explains every key, and no other', (title, shape) => {
    const told = rowsUnder(title).flatMap(([keys = '']) => plainKeys(keys));
    expect([...told].sort()).toEqual([...keysOf(shape)].sort());
  });

  it.each(Object.keys(fleetVerbs))('names the verb `%s`', (verb) => {
    expect(guide).toContain(`\`${verb}\``);
  });

  it('says the usual behaviour', () => {
    const usual = rowsUnder('Behaviours').map(([key, , value]) => `${plain(key)}: ${plain(value)}`);
    const written = openBody(
      `behaviours: { usual: {} }\n`.replace('{}', `{ ${usual.join(', ')} }`),
    );
    expect(written.frames).toContain('is about `exchange`');
    const body = `behaviours:\n  own: { ${usual.join(', ')} }\n`;
    const chosen = cohorts.replace(' }', ', behaviour: own }');
    const own = openText(`${head}${chosen}${body}`, {}, files);
    expect(profileOf(own).cohorts[0]?.behaviour).toEqual(usualBehaviour);
  });

  it('says the usual habits of a cloud', () => {
    const usual = rowsUnder('Clouds').flatMap(([keys = '', , values = '']): string[] => {
      const [first = '', second] = plainKeys(keys);
      if (['pack', 'silentAfter', 'troubles'].includes(first)) return [];
      if (second === undefined) return [`${first}: ${plain(values)}`];
      const [one = '', ...rest] = values.split(', ');
      return [`${first}: ${plain(one)}`, `${second}: ${plain(rest.join(', '))}`];
    });
    const troubles = [...guide.matchAll(/`(\w+)`\s\(`(\{ mean: \d+d \})`\)/g)].map(
      ([, kind, spread]) => `${kind}: ${spread}`,
    );
    const text = `clouds: { lookout: { ${usual.join(', ')}, troubles: { ${troubles.join(', ')} } } }`;
    expect(profileOf(openBody(text)).clouds.lookout).toMatchObject(usualHabits);
    expect(troubles).toHaveLength(4);
  });

  it('says who usually takes part in a herd', () => {
    const told = rowsUnder('Herds').map(([name, , share, within]) => [plain(name), share, within]);
    const usual = Object.entries(herdKinds).map(([name, { share, within }]) => [
      name,
      `${share / 10_000}%`,
      formatDuration(within),
    ]);
    expect(told).toEqual(usual);
  });

  it('lists the metrics with what they mean', () => {
    const told = rowsUnder('Thresholds').map(([name, , meaning]) => [plain(name), meaning]);
    expect(told).toEqual(metricNames.map((name) => [name, metrics[name].meaning]));
  });
});
