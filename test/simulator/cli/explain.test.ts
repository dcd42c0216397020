import { describe, expect, test } from 'vitest';
import { openSession, tenant } from './session.ts';

const files = {
  'tenant.yaml': tenant,
  'scenarios/two.yaml': `apiVersion: muster/v1
kind: Scenario
id: area/two
title: a second vendor that never scanned
covers: [MULTI-01]
use: [../tenant.yaml]
timeline:
  - at: 0s
    do: [{ report: { partner: lookout, device: pixel, state: secured } }]
    expect: { pixel: { complianceState: noncompliant, reasons: [scan-missing/zimperium] } }
  - at: 6h
    do: [{ report: { partner: zimperium, device: pixel, state: secured } }]
    expect: { pixel: { complianceState: compliant } }
`,
  'scenarios/table.yaml': `apiVersion: muster/v1
kind: Scenario
id: area/table
title: rows
covers: [COMP-02]
use: [../tenant.yaml]
cases: { columns: [state], rows: [[secured], [lowSeverity]] }
timeline:
  - at: 0s
    do: [{ report: { partner: lookout, device: pixel, state: "\${state}" } }]
    expect: { pixel: { complianceState: noncompliant } }
`,
};

const explain = (...argv: readonly string[]) => openSession(files).run('explain', ...argv);

describe('what is decided at an instant', () => {
  test('state, reasons, the rule that says so, its source, and what would flip it', async () => {
    const { exit, out } = await explain('area/two', '--at', '5h');
    expect(exit).toBe(0);
    expect(out).toContain('area/two at 2026-01-05T14:00:00Z');
    expect(out).toContain('up to here the case is met');
    expect(out).toContain('pixel: noncompliant because scan-missing/zimperium');
    expect(out).toContain(
      'would flip if report: { partner: zimperium, device: pixel, state: secured } → compliant',
    );
    expect(out).toMatch(/violated {2}.*MULTI-01/);
    expect(out).toMatch(/holds {5}.*CONN-08/);
    expect(out).toMatch(/ {2}MULTI-01 \(documented\) .*\n.*read on \d{4}-\d\d-\d\d/);
  });

  test('by default at the last step, after what is done there', async () => {
    const { out } = await explain('area/two');
    expect(out).toContain('area/two at 2026-01-05T15:00:00Z');
    expect(out).toContain('pixel: compliant');
  });

  test('what was not met up to there is told', async () => {
    const wrong = files['scenarios/two.yaml'].replace('[scan-missing/zimperium]', '[]');
    const session = openSession({ ...files, 'scenarios/two.yaml': wrong });
    const { out } = await session.run('explain', 'area/two');
    expect(out).toContain('up to here the case is violated');
    expect(out).toContain('pixel.reasons: expected [], observed [scan-missing/zimperium]');
  });
});

test.each([
  [['area/tow'], 'did you mean `area/two`?'],
  [['area/table'], '`area/table` is 2 cases'],
  [['area/two', '--at', '7x'], '`--at 7x` is no offset'],
  [['area/two', '--at', '1h-2h'], 'before the start'],
  [['area/two', '--device', 'pixle'], 'did you mean `pixel`?'],
])('%j is 2', async (argv, message) => {
  const { exit, err } = await explain(...argv);
  expect(exit).toBe(2);
  expect(err).toContain(message);
});

test('a row of a table is explained by its own id', async () => {
  expect((await explain('area/table/state=lowSeverity')).exit).toBe(0);
});
