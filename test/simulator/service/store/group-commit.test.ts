import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createGroupCommit } from '../../../../simulator/service/store/group-commit.ts';

/** A disk that finishes a write only when it is told to. */
const slowDisk = () => {
  const written: (readonly number[])[] = [];
  const waiting: ((error?: Error) => void)[] = [];
  const commit = createGroupCommit<number>(
    (items) =>
      new Promise((resolve, reject) => {
        waiting.push((error) => {
          if (error !== undefined) return reject(error);
          written.push(items);
          return resolve();
        });
      }),
  );
  const finish = async (error?: Error): Promise<void> => {
    await nextTurn();
    waiting.shift()?.(error);
    await nextTurn();
  };
  return { commit, written, finish };
};

const stateOf = async (promise: Promise<boolean>): Promise<boolean | 'waiting'> =>
  Promise.race([promise, nextTurn('waiting' as const)]);

describe('group commit', () => {
  it('writes what comes in one turn together, and says so only then', async () => {
    const { commit, written, finish } = slowDisk();
    expect(commit.isSettled()).toBe(true);
    for (const item of [1, 2, 3]) commit.add(item);
    const settled = commit.settled();
    expect(commit.isSettled()).toBe(false);
    expect(await stateOf(settled)).toBe('waiting');
    await finish();
    expect(written).toEqual([[1, 2, 3]]);
    expect(await stateOf(settled)).toBe(true);
    expect(commit.isSettled()).toBe(true);
  });

  it('gathers the next round while one is written; each waits for its own', async () => {
    const { commit, written, finish } = slowDisk();
    commit.add(1);
    await nextTurn();
    const first = commit.settled();
    for (const item of [2, 3]) commit.add(item);
    const second = commit.settled();
    await finish();
    expect(await stateOf(first)).toBe(true);
    expect(await stateOf(second)).toBe('waiting');
    expect(commit.isSettled()).toBe(false);
    await finish();
    expect(await stateOf(second)).toBe(true);
    expect(written).toEqual([[1], [2, 3]]);
  });

  it('promises nothing after a write that failed, and writes nothing any more', async () => {
    const { commit, written, finish } = slowDisk();
    commit.add(1);
    const first = commit.settled();
    await finish(new Error('the disk is full'));
    expect(await stateOf(first)).toBe(false);
    expect(commit.isSettled()).toBe(false);
    expect(await commit.settled()).toBe(false);
    expect(String(await commit.failed)).toContain('the disk is full');
    commit.add(2);
    await nextTurn();
    expect(await stateOf(commit.settled())).toBe(false);
    expect(written).toEqual([]);
  });
});
