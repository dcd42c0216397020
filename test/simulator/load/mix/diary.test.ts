import { describe, expect, it } from 'vitest';
import { createDiary } from '../../../../simulator/load/mix/diary.ts';

describe('the diary of a load run', () => {
  it('tells what was asked about a device, in order, with the answers that came', () => {
    const diary = createDiary();
    const read = diary.asked(7, 1_000, 'read');
    diary.asked(8, 1_001, 'read');
    diary.asked(7, 1_002, 'launch outlook');
    diary.answered(read, 'compliant', 1_010);
    expect(diary.of(7)).toEqual([
      { at: 1_000, what: 'read', ended: 1_010, answer: 'compliant' },
      { at: 1_002, what: 'launch outlook', ended: null, answer: null },
    ]);
    expect(diary.of(9)).toEqual([]);
  });

  it('shows the last 24 of a device', () => {
    const diary = createDiary();
    for (let number = 0; number < 30; number++) diary.asked(1, number, 'read');
    expect(diary.of(1).map(({ at }) => at)).toEqual(Array.from({ length: 24 }, (_, n) => n + 6));
  });

  it('keeps all until it is full, then writes over the oldest and never over a later one', () => {
    const diary = createDiary();
    const first = diary.asked(1, 1, 'read');
    const entries = Array.from({ length: 0x8_0000 - 1 }, () => diary.asked(2, 2, 'read'));
    diary.answered(first, 'compliant', 3);
    expect(diary.of(1)).toHaveLength(1);
    diary.asked(3, 4, 'read');
    diary.answered(first, 'noncompliant', 5);
    expect(diary.of(1)).toEqual([]);
    expect(diary.of(3)).toEqual([{ at: 4, what: 'read', ended: null, answer: null }]);
    diary.answered(entries.at(-1) ?? -1, 'unknown', 6);
    expect(diary.of(2).at(-1)).toEqual({ at: 2, what: 'read', ended: 6, answer: 'unknown' });
  });

  it('does not grow with a service that makes up its words', () => {
    const diary = createDiary();
    for (let number = 0; number < 70_000; number++) {
      diary.answered(diary.asked(number, 0, 'read'), `word ${number}`, 1);
    }
    expect(diary.of(5)[0]?.answer).toBe('word 5');
    expect(diary.of(69_999)[0]).toMatchObject({ what: 'read', answer: '(one of too many words)' });
  });
});
