import { describe, expect, it } from 'vitest';
import type { Entity } from '../../../../simulator/service/graph/call.ts';
import { type Written, withContext, withList } from '../../../../simulator/service/graph/write.ts';

const context = 'https://x/"y"';

const textOf = (written: Written): string =>
  typeof written === 'string' ? written : written.bytes.toString();

/** As long as those that go out as bytes, and longer. */
const manyOf = (count: number): readonly Entity[] =>
  Array.from({ length: count }, (_, number) => ({
    id: `d${number}`,
    name: 'Ada "the first" Ōe 端末',
  }));

describe('an entity', () => {
  it('that comes alone is what writing it whole gives', () => {
    for (const entity of [{}, { id: 'a', name: 'Ada "the first" Ōe 端末' }]) {
      expect(withContext(context, entity)).toBe(
        JSON.stringify({ '@odata.context': context, ...entity }),
      );
    }
  });

  it('is written once for each object and context', () => {
    const entity = { id: 'a', seen: 1 };
    const before = withContext(context, entity);
    entity.seen = 2;
    expect(withContext(context, entity)).toBe(before);
    expect(withContext('other', entity)).toBe('{"@odata.context":"other","id":"a","seen":2}');
    expect(withContext(context, { ...entity })).toContain('"seen":2');
  });
});

describe('a list', () => {
  it.each([[{}], [{ '@odata.context': context, '@odata.count': 2 }]])(
    'is what writing it whole gives, after %j',
    (head) => {
      for (const count of [0, 1, 2, 15, 16, 17, 40]) {
        const value = manyOf(count);
        expect(textOf(withList(head, value))).toBe(JSON.stringify({ ...head, value }));
      }
    },
  );

  it.each([2, 40])('of %i is written once for each object in it', (count) => {
    const entities = manyOf(count).map((entity) => ({ ...entity, seen: 1 }));
    const before = textOf(withList({}, entities));
    for (const entity of entities) entity.seen = 2;
    expect(textOf(withList({}, entities))).toBe(before);
    const others = entities.map((entity) => ({ ...entity }));
    expect(textOf(withList({}, others))).toBe(JSON.stringify({ value: others }));
  });
});
