import { describe, expect, it } from 'vitest';
import { leaseConcat } from '../../../../simulator/service/graph/page-buffer.ts';

const parts = (text: string): readonly Buffer[] => [Buffer.from('['), Buffer.from(text)];

describe('a leased buffer', () => {
  it('has the parts in their order, whatever their length', () => {
    for (const length of [0, 1, 32 * 1024 - 1, 32 * 1024, 100_000]) {
      const text = 'é'.repeat(length);
      expect(leaseConcat(parts(text)).bytes.toString()).toBe(`[${text}`);
    }
  });

  it("is nobody else's before it is given back, and then the next one's", () => {
    const one = leaseConcat(parts('one'));
    const other = leaseConcat(parts('other'));
    expect(one.bytes.toString()).toBe('[one');
    expect(other.bytes.buffer).not.toBe(one.bytes.buffer);
    one.giveBack();
    expect(leaseConcat(parts('third')).bytes.buffer).toBe(one.bytes.buffer);
  });

  it('that is given back twice is lent once', () => {
    const lent = leaseConcat(parts('lent'));
    lent.giveBack();
    lent.giveBack();
    const [next, after] = [leaseConcat(parts('next')), leaseConcat(parts('after'))];
    expect(next.bytes.buffer).not.toBe(after.bytes.buffer);
    expect(next.bytes.toString()).toBe('[next');
  });
});
