import { describe, expect, it } from 'vitest';
import {
  withList,
  withRest,
  writeOnce,
  writerOf,
} from '../../../../simulator/service/graph/write.ts';

const entities = [
  { id: 'a', name: 'pixel', isOwn: true, level: 3, tags: ['0'], notes: null },
  {
    id: 'b',
    name: 'Ada "the first" \\ Müller 😀',
    isOwn: false,
    level: -0.5,
    tags: ['0'],
    notes: null,
  },
  { id: 'c', name: 'tab\tline\n\u2028\ud800', isOwn: false, level: 0, tags: ['0'], notes: null },
];

describe('an entity', () => {
  it('is written as JSON.stringify writes it, whatever stands in it', () => {
    const write = writerOf(['id', 'name', 'isOwn', 'level']);
    expect(entities.map(write)).toEqual(entities.map((entity) => JSON.stringify(entity)));
  });

  it('that stays the same object is written once', () => {
    const entity = { id: 'a', seen: 1 };
    const text = writeOnce(entity);
    entity.seen = 2;
    expect(writeOnce(entity)).toBe(text);
    expect(writeOnce({ ...entity })).toBe('{"id":"a","seen":2}');
  });
});

describe('what is put together of written parts', () => {
  const items = entities.map((entity) => JSON.stringify(entity));

  it.each([[{}], [{ '@odata.context': 'https://x/"y"', '@odata.count': 3 }]])(
    'is what writing it whole gives, after %j',
    (head) => {
      expect(withList(head, 'value', items)).toBe(JSON.stringify({ ...head, value: entities }));
      expect(withList(head, 'value', [])).toBe(JSON.stringify({ ...head, value: [] }));
      expect(withRest(head, items[0] ?? '')).toBe(JSON.stringify({ ...head, ...entities[0] }));
    },
  );
});
