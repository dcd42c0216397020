import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { defaultReadings, type Readings } from '../../../core/readings.ts';
import { lifeStory } from '../../../simulator/fleet/life-story.ts';
import { yamlText } from '../../../simulator/graph/yaml-text.ts';
import { runShare } from '../../../simulator/run/share.ts';
import { compile } from '../../../simulator/scenario/compile.ts';
import { diskIo } from '../../../simulator/scenario/load.ts';
import { shippedScenarios } from '../../../simulator/source/package-root.ts';
import { shippedFleet } from './shipped-fleet.ts';

const tenants = {
  'small-office': 'small-office',
  'two-vendor-android-migration': 'android-migration',
  'regulated-bank-mam-only': 'mam-only-bank',
  'vendor-outage-on-a-friday': 'small-office',
  'hundred-thousand-mixed': 'mixed-enterprise',
  'first-week': 'first-week',
} as const;
type Name = keyof typeof tenants;

const playStory = async (name: Name, device: number, turned: Partial<Readings>) => {
  const readings = { ...defaultReadings, ...turned };
  const use = [`muster:fleets/tenants/${tenants[name]}.yaml`];
  const text = yamlText(lifeStory(shippedFleet(name), readings, device, { use, given: {} }));
  const bytes = new TextEncoder().encode(text);
  const io = diskIo({ directory: join(shippedScenarios, '..') });
  const read: typeof io.read = (path, limit) =>
    path === 'life.yaml' ? { kind: 'bytes', bytes } : io.read(path, limit);
  const { cases, diagnostics } = compile(['life.yaml'], { ...io, read });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const results = await runShare({
    cases,
    target: 'in-process',
    readings: defaultReadings,
    turned: {},
  });
  return results.map(({ outcome, differences, looked }) => ({ outcome, differences, looked }));
};

describe('the life of a device, told as a scenario', () => {
  const some = (Object.keys(tenants) as Name[]).flatMap((name) =>
    [0, 1, 2, 17, 33, 49].map((device) => [name, device] as const),
  );

  test.each(some)('%s, device %i: the same verdicts at the same instants', async (name, device) => {
    const [result, ...others] = await playStory(name, device, {});
    expect(others).toEqual([]);
    expect(result?.differences).toEqual([]);
    expect(result?.outcome).toBe('met');
    expect(result?.looked).toBeGreaterThan(50);
  });

  test.each([
    { mtdRecalc: 'onCheckIn' },
    { ignoreUnresponsiveAs: 'missing' },
    { scanAgeing: 36 * 3_600_000 },
    { unresponsiveBoundary: 'gt' },
    { multiVendorNeedsDtlPolicy: 'false' },
  ] as readonly Partial<Readings>[])('under %j as well', async (turned) => {
    for (const device of [3, 8, 21, 40]) {
      const [result] = await playStory('hundred-thousand-mixed', device, turned);
      expect(result?.differences).toEqual([]);
      expect(result?.outcome).toBe('met');
    }
  });
});
