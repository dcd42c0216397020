import { describe, expect, test } from 'vitest';
import { comparisonJson } from '../../../reports/fleet/comparison-summary.ts';
import { fleetSummaryJson } from '../../../reports/fleet/summary.ts';
import { readComparison, readFleetSummary } from '../../../reports/fleet/summary-file.ts';
import { playedFleet } from '../html/fleet/played-fleet.ts';

const { summary, comparison } = playedFleet(40);
const text = fleetSummaryJson(summary);

const without = (path: string): string => {
  const value = JSON.parse(text) as Record<string, Record<string, unknown>>;
  const [first = '', second] = path.split('.');
  if (second === undefined) delete value[first];
  else delete value[first]?.[second];
  return JSON.stringify(value);
};

describe('summary.json', () => {
  test('is read back as it was written', () => {
    const read = readFleetSummary(text);
    expect(read).toEqual({ kind: 'read', summary: JSON.parse(text) });
  });

  test.each(Object.keys(summary).filter((name) => !['kind', 'schemaVersion'].includes(name)))(
    'without `%s` it is refused by that name',
    (name) => {
      const read = readFleetSummary(without(name));
      expect(read).toMatchObject({ kind: 'refused' });
      expect(read.kind === 'refused' && read.problem).toContain(`\`${name}\``);
    },
  );

  test('what is wrong deep inside is told with its place', () => {
    const read = readFleetSummary(without('counts.launches'));
    expect(read).toEqual({ kind: 'refused', problem: '`counts.launches` is not a count' });
  });

  test('of a later version it is refused', () => {
    const read = readFleetSummary(text.replace('"schemaVersion": 1', '"schemaVersion": 2'));
    expect(read).toEqual({ kind: 'refused', problem: 'schema version 2 is not 1' });
  });

  test.each(['', '{}', '[]', '{"kind":"plan"}\n{"kind":"end"}', 'Dear reader'])(
    '%j is something else',
    (other) => {
      expect(readFleetSummary(other)).toEqual({ kind: 'other' });
    },
  );
});

test('comparison.json is read back, and refused where it is damaged', () => {
  if (comparison === null) throw new Error('nothing was compared');
  const written = comparisonJson(comparison);
  expect(readComparison(written)).toEqual({ kind: 'read', comparison: JSON.parse(written) });
  expect(readComparison(written.replace('"gainingAccess"', '"x"'))).toMatchObject({
    kind: 'refused',
    problem: '`devices.gainingAccess` is not a count',
  });
});
