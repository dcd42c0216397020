import Ajv from 'ajv';
import { describe, expect, test } from 'vitest';
import { mutationElements } from '../../reports/mutation-elements.ts';
import { noPaint } from '../../reports/paint.ts';
import { belowBar, type Strength, type VariantGrade } from '../../reports/strength.ts';
import { strengthJson } from '../../reports/strength-json.ts';
import { strengthMarkdown } from '../../reports/strength-markdown.ts';
import { strengthText } from '../../reports/strength-text.ts';

const place = { file: 'scenarios/a.yaml', line: 8, column: 5, length: 4 };

const variant: VariantGrade = {
  id: 'setting/limit/one-lower',
  area: 'threat level',
  mistake: 'the limit is too strict',
  requirements: ['THREAT-05'],
  status: 'killed',
  killedBy: { case: 'a/one', place, difference: 'pixel.reasons at 1h: expected [], observed [x]' },
  askedBy: ['a/one', 'a/two'],
  overlooked: null,
  witness: null,
  place: { file: 'rules/setting.txt', line: 3, length: 20 },
};

const survivor: VariantGrade = {
  ...variant,
  id: 'setting/limit/one-higher',
  mistake: 'the limit is too lax',
  status: 'survived',
  killedBy: null,
  overlooked: {
    case: 'a/two',
    place,
    offset: '2h',
    fields: [
      { name: 'pixel.reasons', documented: '[a|b]', variant: '[]' },
      { name: 'pixel.warnings', documented: '[]', variant: '[c]' },
    ],
  },
};

const unreached: VariantGrade = {
  ...variant,
  id: 'gate/release/always-newest',
  area: 'connector',
  mistake: 'the release is not read',
  requirements: ['CONN-05'],
  status: 'never-reached',
  killedBy: null,
  askedBy: [],
  witness: { case: 'connector/old', file: 'connector/old.yaml', text: 'id: connector/old\n' },
  place: { file: 'rules/gate.txt', line: 1, length: 0 },
};

const strength: Strength = {
  tool: 'mtd-muster 0.1.0',
  cases: [
    { id: 'a/one', title: 'one', place },
    { id: 'a/two', title: 'two', place },
  ],
  leftOut: [{ case: 'a/left', because: 'known-failing' }],
  variants: [variant, survivor, unreached],
  requirements: [
    {
      id: 'THREAT-05',
      priority: 'p0',
      variants: 2,
      citedBy: 1,
      demonstratedBy: { variant: variant.id, case: 'a/one', difference: 'x' },
      excused: null,
    },
    { id: 'CONN-05', priority: 'p1', variants: 1, citedBy: 0, demonstratedBy: null, excused: null },
    {
      id: 'FLOW-03',
      priority: 'p1',
      variants: 1,
      citedBy: 0,
      demonstratedBy: null,
      excused: 'ways',
    },
  ],
  withoutVariant: 7,
  bar: 'p1',
  rules: { 'rules/setting.txt': 'setting\n\nlimit: low | high\n', 'rules/gate.txt': 'gate\n' },
};

test('a bar asks for what comes before it as well', () => {
  expect(belowBar({ ...strength, bar: null })).toEqual([]);
  expect(belowBar({ ...strength, bar: 'p0' })).toEqual([]);
  expect(belowBar(strength).map(({ id }) => id)).toEqual(['CONN-05']);
  expect(belowBar({ ...strength, bar: 'all' }).map(({ id }) => id)).toEqual(['CONN-05']);
});

test('the text counts, then shows what survived and what was not reached', () => {
  expect(strengthText(strength, { paint: noPaint, kills: false })).toMatchInlineSnapshot(`
    "2 cases against 3 variants
    left out: a/left (known-failing)
    variants            known-bad   killed  survived  never reached
    threat level                2        1         1              0
    connector                   1        0         0              1
    all                         3        1         1              1
    demonstrated of the core: 1 of 1
    demonstrated of the rest that documents state: 0 of 1; not CONN-05
    planned, and asked of nobody yet: FLOW-03
    no variant breaks 7 more of the core: see \`muster requirements\`

    in a/two at 2h (scenarios/a.yaml:8:5) nobody looked at pixel.reasons: [a|b]
      survived setting/limit/one-higher: the limit is too lax (THREAT-05)
        with it pixel.reasons: []; also pixel.warnings

    never reached gate/release/always-newest: the release is not read (CONN-05)
      connector/old would reach it

    this tells gate/release/always-newest apart, ready to copy:

    id: connector/old

    below the bar p1: 1 requirement not demonstrated
      CONN-05: no case cites it"
  `);
});

test('the text tells how each was killed where that was asked for', () => {
  const text = strengthText(strength, { paint: noPaint, kills: true });
  expect(text).toContain(
    'killed setting/limit/one-lower: the limit is too strict (THREAT-05)\n' +
      '  by a/one (scenarios/a.yaml:8:5)\n' +
      '    pixel.reasons at 1h: expected [], observed [x]\n',
  );
});

test('variants that show in one place are told together', () => {
  const other = { ...survivor, id: 'setting/state/low-as-medium', mistake: 'low is medium' };
  const both = { ...strength, variants: [survivor, other] };
  const text = strengthText(both, { paint: noPaint, kills: false });
  expect(text.match(/nobody looked at/g)).toHaveLength(1);
  expect(text).toContain('survived setting/state/low-as-medium');
});

test('the page has every variant once, and tables that hold', () => {
  const page = strengthMarkdown(strength);
  for (const { id } of strength.variants) expect(page.split(`\`${id}\``).length).toBeGreaterThan(1);
  expect(page).toContain('**The bar p1 is missed: 1 not demonstrated.**');
  expect(page).toContain('| `pixel.reasons` | `[a\\|b]` | `[]` |');
  expect(page).toContain('```yaml\nid: connector/old\n```');
  expect(page).toContain('- `a/left`: known-failing');
  expect(page).toContain('| FLOW-03 | p1 | planned | ways |');
});

test('the JSON counts', () => {
  const json = JSON.parse(strengthJson(strength));
  expect(json).toMatchObject({
    schemaVersion: 1,
    cases: 2,
    counts: { variants: 3, killed: 1, survived: 1, neverReached: 1 },
    bar: 'p1',
    belowBar: ['CONN-05'],
  });
  expect(json.variants[0]).toMatchObject({ id: variant.id, status: 'killed', askedBy: 2 });
});

const position = {
  type: 'object',
  required: ['line', 'column'],
  properties: {
    line: { type: 'integer', minimum: 1 },
    column: { type: 'integer', minimum: 1 },
  },
};

const texts = { type: 'array', items: { type: 'string' } };

/** What mutation-testing-elements asks of a report, as far as a grade makes use of it. */
const reportSchema = {
  type: 'object',
  required: ['schemaVersion', 'thresholds', 'files'],
  properties: {
    schemaVersion: { type: 'string', pattern: '^2(\\.\\d+)?$' },
    thresholds: {
      type: 'object',
      required: ['high', 'low'],
      properties: {
        high: { type: 'integer', minimum: 0, maximum: 100 },
        low: { type: 'integer', minimum: 0, maximum: 100 },
      },
    },
    framework: {
      type: 'object',
      required: ['name'],
      properties: { name: { type: 'string' }, version: { type: 'string' } },
    },
    files: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        required: ['language', 'source', 'mutants'],
        properties: {
          language: { type: 'string' },
          source: { type: 'string' },
          mutants: {
            type: 'array',
            items: {
              type: 'object',
              required: ['id', 'mutatorName', 'location', 'status'],
              properties: {
                id: { type: 'string' },
                mutatorName: { type: 'string' },
                description: { type: 'string' },
                replacement: { type: 'string' },
                statusReason: { type: 'string' },
                status: { enum: ['Killed', 'Survived', 'NoCoverage'] },
                location: {
                  type: 'object',
                  required: ['start', 'end'],
                  properties: { start: position, end: position },
                },
                coveredBy: texts,
                killedBy: texts,
              },
              additionalProperties: false,
            },
          },
        },
        additionalProperties: false,
      },
    },
    testFiles: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        required: ['tests'],
        properties: {
          tests: {
            type: 'array',
            items: {
              type: 'object',
              required: ['id', 'name'],
              properties: {
                id: { type: 'string' },
                name: { type: 'string' },
                location: { type: 'object', required: ['start'], properties: { start: position } },
              },
              additionalProperties: false,
            },
          },
        },
        additionalProperties: false,
      },
    },
  },
  additionalProperties: false,
};

describe('mutation-testing-elements', () => {
  const text = mutationElements(strength);
  const report = JSON.parse(text);

  test('has the shape of its schema', () => {
    const ajv = new Ajv.default();
    const valid = ajv.validate(reportSchema, report);
    expect(ajv.errors ?? []).toEqual([]);
    expect(valid).toBe(true);
  });

  test('has rules for files, variants for mutants and cases for tests', () => {
    expect(Object.keys(report.files)).toEqual(['rules/setting.txt', 'rules/gate.txt']);
    const mutants = Object.values<{ mutants: readonly object[] }>(report.files).flatMap(
      (file) => file.mutants,
    );
    expect(mutants).toMatchObject([
      { id: variant.id, status: 'Killed', coveredBy: ['1', '2'], killedBy: ['1'] },
      {
        id: survivor.id,
        status: 'Survived',
        statusReason:
          'in a/two at 2h (scenarios/a.yaml:8:5) nobody looked at pixel.reasons, pixel.warnings',
        killedBy: [],
      },
      { id: unreached.id, status: 'NoCoverage', coveredBy: [] },
    ]);
    expect(report.testFiles).toEqual({
      'scenarios/a.yaml': {
        tests: [
          { id: '1', name: 'a/one: one', location: { start: { line: 8, column: 5 } } },
          { id: '2', name: 'a/two: two', location: { start: { line: 8, column: 5 } } },
        ],
      },
    });
    expect(report.framework).toEqual({ name: 'mtd-muster', version: '0.1.0' });
  });
});
