import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDocument } from '../../../simulator/source/document.ts';
import { printTree } from '../../../simulator/source/print.ts';
import { collector } from '../../../simulator/source/report.ts';
import {
  fromPlain,
  type Placed,
  type Tree,
  toPlain,
  valueUnder,
} from '../../../simulator/source/tree.ts';

const read = (text: string) => {
  const { report, list } = collector();
  const tree = readDocument('f.yaml', text, report);
  return { tree, said: list().map(({ code, message, span }) => ({ code, message, span })) };
};

const plainOf = (tree: Tree | null) => (tree === null ? null : toPlain(tree));

const placed: Placed = { span: { file: 'f.yaml', line: 1, column: 1, length: 1 } };

describe('YAML 1.2, core schema', () => {
  it.each([
    ['a: yes', { a: 'yes' }],
    ['a: 2026-01-05T09:00:00Z', { a: '2026-01-05T09:00:00Z' }],
    ['a: 0o17', { a: 15 }],
    ['a: 017', { a: 17 }],
    ['a: ~', { a: null }],
    ['a:', { a: null }],
    ['a: "15"', { a: '15' }],
    ['<<: { a: 1 }', { '<<': { a: 1 } }],
    ['1: x\ntrue: y', { '1': 'x', true: 'y' }],
    ['__proto__: { polluted: true }', JSON.parse('{"__proto__": {"polluted": true}}')],
  ])('%s', (text, value) => {
    const { tree, said } = read(text);
    expect(said).toEqual([]);
    expect(plainOf(tree)).toEqual(value);
  });

  it('every part knows its place', () => {
    const { tree } = read('a: 1\nlist:\n  - x\n  - { k: "v w" }\n');
    const list = tree === null ? undefined : valueUnder(tree, 'list');
    const item = list?.kind === 'list' ? list.items[1] : undefined;
    expect(item?.span).toEqual({ file: 'f.yaml', line: 4, column: 5, length: 12 });
    expect(item && valueUnder(item, 'k')?.span).toEqual({
      file: 'f.yaml',
      line: 4,
      column: 10,
      length: 5,
    });
  });

  it.each([
    ['a: &x 1', 'anchors are not allowed, found `&x`'],
    ['a: !!str 1', 'tags are not allowed'],
    ['%YAML 1.2\n---\na: 1', 'directives are not allowed'],
    ['a: 1\n---\nb: 2', 'a second document begins here, a file holds exactly one'],
    ['a: 1\na: 2', '`a` stands twice in this map'],
    ['? [a]\n: 1', 'a key must be a plain word'],
    ['a:\n\t- b', 'tabs are not allowed as indentation'],
  ])('%j is refused', (text, message) => {
    expect(read(text).said.map((each) => each.message)).toEqual([message]);
  });

  it('an alias leaves nothing of the file', () => {
    const { tree, said } = read('a: &x [1]\nb: *x');
    expect(tree).toBeNull();
    expect(said.map(({ message }) => message)).toContain('aliases are not allowed');
  });

  it.each([
    ['lists', '['],
    ['maps', '{a: '],
    ['items', '- '],
    ['indented lists', Array.from({ length: 200 }, (_, n) => `${' '.repeat(n)}-\n`).join('')],
  ])('%s nested without end are refused and not followed', (_what, text) => {
    const { tree, said } = read(text.repeat(text.length > 10 ? 1 : 50_000));
    expect(tree).toBeNull();
    expect(said[0]?.message).toContain('nests deeper than 64 levels');
  });

  it('a large map is read in a moment', () => {
    const text = Array.from({ length: 20_000 }, (_, index) => `k${index}: ${index}`).join('\n');
    const { tree } = read(text);
    expect(tree?.kind === 'map' && tree.entries.length).toBe(20_000);
  }, 10_000);

  it('shows only the first errors of a file that is no YAML at all', () => {
    expect(read(']\n'.repeat(500)).said.length).toBeLessThanOrEqual(5);
  });
});

describe('a tree', () => {
  const plain = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(fc.string({ minLength: 1 }), tie('value'), {
        maxKeys: 4,
        noNullPrototype: true,
      }),
    ),
  })).value;

  it('prints as text that reads back as the same values', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), plain, { minKeys: 1 }),
        (value) => {
          const { tree } = read(printTree(fromPlain(value, placed)));
          expect(JSON.stringify(plainOf(tree))).toBe(JSON.stringify(value));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('any text at all is either read or refused, never thrown at', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'ab:-[]{}"\'&*!%#|>?,\n\t 0~${'), maxLength: 60 }),
        (text) => {
          const { tree, said } = read(text);
          expect(tree !== null || said.length > 0).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});
