import { describe, expect, it } from 'vitest';
import { hour } from '../../../core/time.ts';
import { mostRows } from '../../../simulator/scenario/limits.ts';
import { compileBody, errorsOf, framesOf } from './memory.ts';

const timeline = `timeline:
  - at: 0s
    do: [{ report: { partner: lookout, device: pixel, state: "\${reported}" } }]
    expect: { pixel: { complianceState: "\${verdict}" } }
`;

const table = (columns: string, rows: readonly string[], exhaustive?: string) =>
  compileBody(
    `cases:\n${exhaustive === undefined ? '' : `  exhaustive: [${exhaustive}]\n`}  columns: [${columns}]\n  rows:\n${rows.map((row) => `    - [${row}]\n`).join('')}${timeline}`,
  );

const idsOf = ({ cases }: ReturnType<typeof table>) => cases.map(({ id }) => id);

describe('case ids', () => {
  it('are made from the columns the table promises to be complete in', () => {
    const compiled = table(
      'reported, verdict',
      ['secured, compliant', 'highSeverity, noncompliant'],
      'reported',
    );
    expect(idsOf(compiled)).toEqual([
      'some/thing/reported=secured',
      'some/thing/reported=highSeverity',
    ]);
  });

  it('are made from every column with single values where nothing is promised', () => {
    const compiled = table('reported, verdict, why', ['secured, compliant, [a, b]']);
    expect(idsOf(compiled)).toEqual(['some/thing/reported=secured/verdict=compliant']);
  });

  it('need no quotes in a shell', () => {
    const compiled = table('reported, verdict, odd', ['secured, compliant, "a b/c&d;$(e)"']);
    expect(idsOf(compiled)).toEqual([
      'some/thing/reported=secured/verdict=compliant/odd=a-b-c-d-e-',
    ]);
  });

  it('do not change when a row is added or moved', () => {
    const rows = ['secured, compliant', 'highSeverity, noncompliant'];
    const more = ['activated, compliant', ...rows.toReversed()];
    const before = idsOf(table('reported, verdict', rows, 'reported'));
    expect(idsOf(table('reported, verdict', more, 'reported'))).toEqual(
      expect.arrayContaining(before),
    );
  });
});

describe('a promise', () => {
  it('names what is missing', () => {
    const compiled = compileBody(`cases:
  exhaustive: [limit, reported]
  columns: [limit, reported, verdict]
  rows:
    - [low, secured, compliant]
    - [high, lowSeverity, compliant]
given: { compliancePolicies: { low: { deviceThreatProtectionRequiredSecurityLevel: "\${limit}" } } }
${timeline}`);
    expect(framesOf(compiled)).toContain('the table is not complete, 2 of 4 rows are missing');
    expect(framesOf(compiled)).toContain(
      'missing: limit=low, reported=lowSeverity; limit=high, reported=secured',
    );
  });

  it('is broken by a double row', () => {
    const compiled = table(
      'reported, verdict',
      ['secured, compliant', 'secured, noncompliant'],
      'reported',
    );
    expect(errorsOf(compiled)).toEqual(['table: the row reported=secured is there twice']);
  });

  it('of a table beyond any size is not worked out', () => {
    const rows = Array.from(
      { length: 60 },
      (_, index) => `a${index}, b${index}, secured, compliant`,
    );
    const compiled = table('a, b, reported, verdict', rows, 'a, b');
    expect(errorsOf(compiled)).toEqual([
      `limit: a complete table would have 3600 rows, the most is ${mostRows}`,
    ]);
  });
});

describe('variables', () => {
  const vars = (text: string, at: string) =>
    compileBody(
      `vars: { ${text} }\ntimeline:\n  - at: ${at}\n    expect: { pixel: { complianceState: unknown } }\n`,
    );

  it.each([
    ['n: 2h', '${n}', 2 * hour],
    ['n: 2h', '${n}-1ms', 2 * hour - 1],
    ['n: 2h, m: "${n}+1h"', '${m}', 3 * hour],
    ['n: 2h-1h', '5h-${n}', 4 * hour],
    ['n: 2h-1h', '5h+${n}', 6 * hour],
  ])('%s in `at: %s`', (text, at, offset) => {
    const compiled = vars(text, at);
    expect(framesOf(compiled)).toBe('');
    const [kase] = compiled.cases;
    expect((kase?.steps[0]?.at ?? 0) - (kase?.start ?? 0)).toBe(offset);
  });

  it('standing alone keeps the type, in a text it is its text', () => {
    const compiled = compileBody(`vars: { on: true, days: 3, why: [scan-missing/lookout] }
given:
  connectors: { lookout: { iosEnabled: "\${on}", partnerUnresponsivenessThresholdInDays: "\${days}" } }
timeline:
  - at: 0s
    note: after \${days} days, \${on}
    expect: { pixel: { reasons: "\${why}" } }
`);
    expect(framesOf(compiled)).toBe('');
    const [kase] = compiled.cases;
    expect(kase?.tenant.connectors.lookout).toMatchObject({
      iosEnabled: true,
      partnerUnresponsivenessThresholdInDays: 3,
    });
    expect(kase?.steps[0]?.note).toBe('after 3 days, true');
    expect(kase?.steps[0]?.expectations).toMatchObject([{ expected: ['scan-missing/lookout'] }]);
  });

  it('may be a name, on the side of a key as well', () => {
    const compiled = compileBody(`cases:
  exhaustive: [partner]
  columns: [partner]
  rows: [[lookout], [jamf]]
given: { connectors: { "\${partner}": { iosEnabled: true } } }
timeline:
  - at: 0s
    expect: { "\${partner}": { partnerState: enabled } }
`);
    expect(framesOf(compiled)).toBe('');
    expect(compiled.cases.map(({ steps }) => steps[0]?.expectations)).toMatchObject([
      [{ partner: 'lookout' }],
      [{ partner: 'jamf' }],
    ]);
  });

  it('two keys that become one are told', () => {
    const compiled = compileBody(`vars: { d: pixel }
timeline:
  - at: 0s
    expect: { pixel: { complianceState: unknown }, "\${d}": { complianceState: unknown } }
`);
    expect(errorsOf(compiled)).toEqual(['duplicate-key: `pixel` stands twice in this map']);
  });

  it('a column and a variable cannot have one name', () => {
    const compiled = compileBody(`vars: { reported: x }
cases: { columns: [reported, verdict], rows: [[secured, compliant]] }
${timeline}`);
    expect(errorsOf(compiled)).toEqual(['variable: `reported` is a column of the table as well']);
  });
});
