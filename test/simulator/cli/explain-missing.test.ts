import { expect, test } from 'vitest';
import { openSession, tenant } from './session.ts';

const scenario = `apiVersion: muster/v1
kind: Scenario
id: area/missing
title: three ways to have no verdict
covers: [THREAT-08]
basis: inferred
readings: { scanAgeing: 12h }
use: [../tenant.yaml]
given:
  connectors: { jamf: { androidEnabled: true } }
timeline:
  - at: 2h
    do:
      - report: { partner: lookout, device: pixel, state: secured, observedAt: 1h }
      - report: { partner: zimperium, device: pixel, state: unresponsive }
    expect:
      pixel: { complianceState: noncompliant }
`;

const explain = (...argv: readonly string[]) =>
  openSession({ 'tenant.yaml': tenant, 'scenarios/missing.yaml': scenario }).run(
    'explain',
    'area/missing',
    ...argv,
  );

const missingOf = (out: string): readonly string[] => {
  const lines = out.split('\n').map((line) => line.trim());
  const from = lines.indexOf('no verdict from') + 1;
  return lines
    .slice(from, lines.indexOf('', from))
    .join(' ')
    .split(/ (?=Jamf|Zimperium|Lookout)/);
};

test('never scanned, declared silent and aged are told apart, each with its time', async () => {
  const { out } = await explain('--at', '13h');
  expect(missingOf(out)).toEqual([
    expect.stringMatching(/^Jamf.*: never scanned, nothing was reported by 2026-01-05T22:00:00Z$/),
    expect.stringMatching(
      /^Lookout.*: `secured`, observed at 2026-01-05T10:00:00Z, too old since 2026-01-05T22:00:00Z \(scanAgeing\)$/,
    ),
    expect.stringMatching(/^Zimperium.*: declared silent .* observed at 2026-01-05T11:00:00Z$/),
  ]);
});

test('a verdict that still counts is not missing, to the millisecond', async () => {
  const { out } = await explain('--at', '13h-1ms');
  expect(missingOf(out).join(' ')).not.toContain('Lookout');
});

test('a program is told the same', async () => {
  const { out } = await explain('--at', '13h', '--json');
  const [pixel] = JSON.parse(out).devices;
  expect(pixel.missing).toEqual([
    { partner: 'jamf', kind: 'never-scanned', at: '2026-01-05T22:00:00Z' },
    {
      partner: 'lookout',
      kind: 'aged',
      state: 'secured',
      observedAt: '2026-01-05T10:00:00Z',
      at: '2026-01-05T22:00:00Z',
    },
    { partner: 'zimperium', kind: 'declared-silent', at: '2026-01-05T11:00:00Z' },
  ]);
});

test('what time alone will take away is said beforehand', async () => {
  const calm = scenario
    .replace('state: unresponsive', 'state: lowSeverity')
    .replace('{ jamf: { androidEnabled: true } }', '{ lookout: { iosEnabled: true } }')
    .replace('complianceState: noncompliant', 'complianceState: compliant');
  const session = openSession({ 'tenant.yaml': tenant, 'scenarios/calm.yaml': calm });
  const { out } = await session.run('explain', 'area/missing', '--at', '3h', '--json');
  const [{ missing, verdicts }] = JSON.parse(out).devices;
  expect(missing).toEqual([]);
  expect(verdicts[0].flips).toContainEqual({
    operations: [],
    after: '10h',
    value: 'noncompliant',
    reasons: ['scan-missing/lookout'],
    ignored: [],
  });
});
