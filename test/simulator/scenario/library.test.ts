import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { compile } from '../../../simulator/scenario/compile.ts';
import { diskIo } from '../../../simulator/scenario/load.ts';
import { readDocument } from '../../../simulator/source/document.ts';
import { collector } from '../../../simulator/source/report.ts';
import { type Tree, toPlain, valueUnder } from '../../../simulator/source/tree.ts';
import { framesOf } from './memory.ts';
import { shippedLibrary as loaded } from './shipped-library.ts';

/** The shipped library is the largest body of real files: what holds of the language holds here. */
const root = join(import.meta.dirname, '../../..');
const scenarios = join(root, 'scenarios');

const files = readdirSync(scenarios, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.yaml'))
  .sort();

const trees: readonly (readonly [file: string, tree: Tree | null])[] = files.map((file) => [
  file,
  readDocument(file, readFileSync(join(scenarios, file), 'utf8'), collector().report),
]);

const isOfKind = (tree: Tree | null, kind: string): tree is Tree => {
  const found = tree === null ? undefined : valueUnder(tree, 'kind');
  return found?.kind === 'leaf' && found.text === kind;
};

const validator = (name: string) =>
  new Ajv({ strict: false }).compile(
    JSON.parse(readFileSync(join(scenarios, `${name}.schema.json`), 'utf8')),
  );

describe('the shipped library', () => {
  it('compiles without an error', () => {
    const errors = loaded.diagnostics.filter(({ severity }) => severity === 'error');
    expect(framesOf({ ...loaded, diagnostics: errors })).toBe('');
    expect(loaded.cases.length).toBeGreaterThan(150);
  });

  it.each(['scenario', 'tenant'])('every %s fits its JSON Schema', (name) => {
    const kind = name === 'scenario' ? 'Scenario' : 'Tenant';
    const validate = validator(name);
    const wrong = trees.flatMap(([file, tree]) => {
      if (!isOfKind(tree, kind) || validate(toPlain(tree))) return [];
      return [`${file}: ${JSON.stringify(validate.errors?.slice(0, 3))}`];
    });
    expect(wrong).toEqual([]);
  });

  it('a case of every scenario, printed in expanded form, compiles to the same case', () => {
    const io = diskIo({ directory: root });
    const bare = (value: unknown): string =>
      JSON.stringify(value, (key, inner) =>
        ['span', 'scenario', 'instants'].includes(key) ? undefined : inner,
      );
    const firsts = new Map(loaded.cases.map((kase) => [kase.scenario, kase]));
    const differing = [...firsts.values()].filter((kase) => {
      const bytes = new TextEncoder().encode(loaded.printExpanded(kase.id) ?? '');
      const again = compile(['x.yaml'], { ...io, read: () => ({ kind: 'bytes', bytes }) });
      return bare(again.cases[0]) !== bare(kase);
    });
    expect(differing.map(({ id }) => id)).toEqual([]);
  }, 60_000);
});
