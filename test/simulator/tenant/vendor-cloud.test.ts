import { describe, expect, it } from 'vitest';
import { day, hour } from '../../../core/time.ts';
import { documentsOf } from '../../../simulator/source/documents.ts';
import { openTenant } from '../../../simulator/tenant/open.ts';
import { compileBody, errorsOf, memory, onlyCase } from '../scenario/memory.ts';

const open = (connector: string) => {
  const text = `apiVersion: muster/v1\nkind: Tenant\nconnectors: { lookout: ${connector} }\n`;
  const opened = openTenant('t.yaml', documentsOf(memory({ 't.yaml': text })), null);
  const said = opened.diagnostics.map(({ message, help }) => `${message} ${help ?? ''}`.trim());
  return { clouds: opened.draft?.tenant.clouds, said };
};

describe('the cloud of a connector', () => {
  it('is not there unless asked for', () => {
    expect(open('{ androidEnabled: true }').clouds).toBeUndefined();
    expect(open('{ androidEnabled: true, readOnly: false }').clouds).toBeUndefined();
  });

  const plain = {
    pack: 'generic',
    silentDeviceAfter: 7 * day,
    rollUp: 'max',
    resyncEvery: null,
    readOnly: false,
  };
  const rows: [string, object][] = [
    ['{ pack: generic }', plain],
    ['{ readOnly: true }', { ...plain, readOnly: true }],
    ['{ silentDeviceAfter: 36h }', { ...plain, silentDeviceAfter: 36 * hour }],
    ['{ resyncEvery: 1d }', { ...plain, resyncEvery: day }],
    ['{ pack: lookout-like }', { ...plain, pack: 'lookout-like', silentDeviceAfter: 3 * day }],
    ['{ pack: jamf-like }', { ...plain, pack: 'jamf-like', silentDeviceAfter: null }],
    [
      '{ pack: jamf-like, silentDeviceAfter: 90d }',
      { ...plain, pack: 'jamf-like', silentDeviceAfter: 90 * day },
    ],
  ];
  it.each(rows)('%s', (text, expected) => {
    expect(open(text)).toEqual({ clouds: { lookout: expected }, said: [] });
  });

  it.each([
    ['{ pack: lookout-lik }', 'unknown vendor pack `lookout-lik` did you mean `lookout-like`?'],
    [
      '{ pack: lookout-like, silentDeviceAfter: 91d }',
      '`lookout-like` lets an admin choose 1d to 90d, not 91d',
    ],
    [
      '{ pack: lookout-like, silentDeviceAfter: 23h }',
      '`lookout-like` lets an admin choose 1d to 90d, not 23h',
    ],
    ['{ resyncEvery: 5m }', 'expected 1h to 365d, found 5m'],
  ])('%s is an error', (text, message) => {
    expect(open(text).said).toEqual([message]);
  });
});

describe("a report in the vendor's own words", () => {
  const body = (given: string, report: string) => `given:
  connectors: { lookout: ${given} }
timeline:
  - at: 0s
    do: [{ report: { partner: lookout, device: pixel, ${report} } }]
    expect: { pixel: { complianceState: compliant } }
`;
  const zimperium = '{ pack: zimperium-like }';

  it('is compiled to the state it means', () => {
    const kase = onlyCase(compileBody(body(zimperium, 'risk: Elevated')));
    expect(kase.steps[0]?.operations[0]?.operation).toMatchObject({ state: 'mediumSeverity' });
    expect(kase.needs).toContain('vendor-cloud');
  });

  it('is an app without a verdict where the word means no level', () => {
    const kase = onlyCase(compileBody(body('{ pack: jamf-like }', 'risk: NOT_APPLICABLE')));
    expect(kase.steps[0]?.operations[0]?.operation).toMatchObject({ state: 'activated' });
  });

  it.each([
    [zimperium, 'risk: Elevatd', 'name: unknown risk `Elevatd`'],
    [zimperium, 'risk: Low, state: secured', 'type: a report names either a `state` or a `risk`'],
    [zimperium, 'observedAt: 0s', 'type: a report names either a `state` or a `risk`'],
    ['{}', 'risk: Low', 'conflict: the connector of `lookout` has no words of its own'],
  ])('with %s, %s is an error', (given, report, message) => {
    expect(errorsOf(compileBody(body(given, report)))).toEqual([message]);
  });
});
