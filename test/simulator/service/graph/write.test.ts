import { describe, expect, it } from 'vitest';
import { withList, withRest, writeOnce } from '../../../../simulator/service/graph/write.ts';

describe('an entity', () => {
  it('is written once for each object', () => {
    const entity = { id: 'a', seen: 1 };
    const text = writeOnce(entity);
    entity.seen = 2;
    expect(writeOnce(entity)).toBe(text);
    expect(writeOnce({ ...entity })).toBe('{"id":"a","seen":2}');
  });
});

describe('what is put together of written parts', () => {
  const entities = [{ id: 'a', name: 'Ada "the first"' }, { id: 'b' }];
  const items = entities.map((entity) => JSON.stringify(entity));

  it.each([[{}], [{ '@odata.context': 'https://x/"y"', '@odata.count': 2 }]])(
    'is what writing it whole gives, after %j',
    (head) => {
      expect(withList(head, 'value', items)).toBe(JSON.stringify({ ...head, value: entities }));
      expect(withList(head, 'value', [])).toBe(JSON.stringify({ ...head, value: [] }));
      expect(withRest(head, items[0] ?? '')).toBe(JSON.stringify({ ...head, ...entities[0] }));
    },
  );
});
