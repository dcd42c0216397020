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
    expect(out).toContain('Zimperium has not scanned it yet (scan-missing/zimperium; policy');
    expect(out).toMatch(/ {6}MULTI-01 \(documented\) Where two/);
    expect(out).toContain(
      '     found  the partner has not scanned it yet · scan-missing (MULTI-01,',
    );
    expect(out).toMatch(
      / {5}clear {2}its user does not exist or holds no .* ·\s+user-not-licensed/,
    );
    expect(out).toContain(
      [
        'what would change it',
        '  if Zimperium reports pixel as secured',
        '    - report: { partner: zimperium, device: pixel, state: secured }',
        '    pixel: noncompliant → compliant',
        '  if nothing happens for 6d+19h (left out by then: partner-unresponsive/lookout,',
        '     partner-unresponsive/zimperium)',
        '    pixel: noncompliant → compliant',
      ].join('\n'),
    );
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
    expect(out).toMatch(/pixel\.reasons: expected \[\], observed\s+\[scan-missing\/zimperium\]/);
  });
});

test('no line is longer than a terminal that is not there, but for words that are', async () => {
  const { out } = await explain('area/two', '--at', '5h');
  const long = out.split('\n').filter((line) => line.length > 80);
  expect(long.filter((line) => /\S \S/.test(line.trim()))).toEqual([]);
});

describe('--json', () => {
  interface Told {
    readonly devices: readonly {
      readonly verdicts: readonly object[];
      readonly missing: readonly object[];
      readonly requirements: Readonly<Record<string, object>>;
      readonly asked: readonly { readonly stage: string; readonly rules: readonly object[] }[];
    }[];
  }

  const told = async (): Promise<Told> =>
    JSON.parse((await explain('area/two', '--at', '5h', '--json')).out);

  test('the case and each verdict with its grounds and what would flip it', async () => {
    const { devices, ...kase } = await told();
    expect(kase).toEqual({
      case: 'area/two',
      title: 'a second vendor that never scanned',
      covers: ['MULTI-01'],
      at: '2026-01-05T14:00:00Z',
      outcome: 'met',
      differences: [],
    });
    const operation = 'report: { partner: zimperium, device: pixel, state: secured }';
    const silent = ['partner-unresponsive/lookout', 'partner-unresponsive/zimperium'];
    const flip = { value: 'compliant', reasons: [] };
    expect(devices[0]?.verdicts).toEqual([
      {
        of: 'compliance',
        value: 'noncompliant',
        reasons: ['scan-missing/zimperium'],
        grounds: [
          {
            code: 'scan-missing/zimperium',
            meaning: 'Zimperium has not scanned it yet',
            policies: ['at-or-under-low'],
            requirements: ['MULTI-01', 'COMP-10', 'COMP-09', 'COMP-03', 'THREAT-08'],
          },
        ],
        flips: [
          { ...flip, operations: [operation], after: '0s', ignored: [] },
          { ...flip, operations: [], after: '6d+19h', ignored: silent },
        ],
      },
    ]);
  });

  test('every rule that was asked, and every requirement a ground rests on', async () => {
    const [pixel] = (await told()).devices;
    expect(pixel?.missing).toEqual([
      { partner: 'zimperium', kind: 'never-scanned', at: '2026-01-05T14:00:00Z' },
    ]);
    expect(pixel?.requirements).toMatchObject({
      'MULTI-01': { basis: 'documented', readOn: expect.stringMatching(/^\d{4}-/) },
    });
    const setting = pixel?.asked.filter(({ stage }) => stage === 'setting').at(-1);
    expect(setting).toMatchObject({
      subject: 'at-or-under-low/zimperium',
      question: { state: 'none', limit: 'low', severalVendors: true },
    });
    expect(setting?.rules.at(-1)).toEqual({
      rule: 'scan-missing',
      answer: 'found',
      meaning: 'the partner has not scanned it yet',
      basis: 'documented',
      requirements: ['MULTI-01', 'COMP-10', 'COMP-09', 'COMP-03', 'THREAT-08'],
    });
  });

  test('is the same each time, and nothing else is printed', async () => {
    const [one, another] = [await told(), await told()];
    expect(one).toEqual(another);
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
