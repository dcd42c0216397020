import { join } from 'node:path';
import { ClassicLevel } from 'classic-level';
import type { Done } from '../deed.ts';
import type { Durability } from './durability.ts';
import { damaged, failureOf, type StoreFailure } from './failure.ts';
import { readRecord, recordOf } from './record.ts';

/** Where reading begins. */
interface Head {
  /** Number of the summary that counts; 0: there is none. */
  readonly summary: number;
  /** Number of the last entry that is in it. */
  readonly after: number;
}

export interface Visitor {
  /** Part of the summary, in the order in which it was written. */
  readonly part: (part: unknown) => void;
  readonly done: (done: Done) => void;
}

/** Entries of deeds in order, each written whole or not at all, and a summary of older ones. */
export interface Journal {
  /** Once, before anything is written. */
  readonly read: (visitor: Visitor) => Promise<StoreFailure | null>;
  /** Throws what the disk has against it. */
  readonly append: (entry: readonly Done[]) => Promise<void>;
  /** In place of every entry so far; the older ones go. */
  readonly summarise: (parts: readonly Buffer[]) => Promise<void>;
  /** Number of the last entry. */
  readonly last: () => number;
  /** Of the entries that no summary has yet. */
  readonly bytes: () => number;
  readonly close: () => Promise<void>;
}

const headKey = 'head';
const digits = (number: number): string => String(number).padStart(16, '0');
const entryKey = (number: number): string => `entry-${digits(number)}`;
const partKey = (summary: number, part: number): string =>
  `summary-${digits(summary)}-${digits(part)}`;
const partsOf = (summary: number) => ({ gte: partKey(summary, 0), lt: partKey(summary + 1, 0) });

type Level = ClassicLevel<string, Buffer>;

/** Thrown and caught in this file alone: what was read is not what was written. */
class Damage extends Error {}

const sound = (record: Buffer, key: string): unknown => {
  const value = readRecord(record);
  if (value === undefined) throw new Damage(`the checksum of ${key} is wrong`);
  return value;
};

const headOf = async (level: Level): Promise<Head> => {
  const record = await level.get(headKey);
  if (record === undefined) return { summary: 0, after: 0 };
  return sound(record, headKey) as Head;
};

/** What was done once can be done again, unless it was not this that was done. */
const doAgain = (again: () => void, key: string): void => {
  try {
    again();
  } catch (error) {
    throw new Damage(`${key} cannot be done again (${String(error)})`);
  }
};

/** Reads what counts, and says how far it goes. */
const readAll = async (level: Level, head: Head, visitor: Visitor) => {
  for await (const [key, record] of level.iterator(partsOf(head.summary))) {
    const part = sound(record, key);
    doAgain(() => visitor.part(part), key);
  }
  let last = head.after;
  let bytes = 0;
  for await (const [key, record] of level.iterator({ gt: entryKey(last), lt: 'entry-~' })) {
    if (key !== entryKey(last + 1)) throw new Damage(`${entryKey(last + 1)} is missing`);
    for (const done of sound(record, key) as readonly Done[]) {
      doAgain(() => visitor.done(done), key);
    }
    last += 1;
    bytes += record.length;
  }
  return { last, bytes };
};

const journalOn = (folder: string, level: Level, head: Head, durability: Durability): Journal => {
  const options = { sync: durability === 'power-loss' };
  let { summary } = head;
  let last = head.after;
  let bytes = 0;
  return {
    read: async (visitor) => {
      try {
        ({ last, bytes } = await readAll(level, head, visitor));
        return null;
      } catch (error) {
        return error instanceof Damage ? damaged(folder, error.message) : failureOf(folder, error);
      }
    },
    append: async (entry) => {
      const record = recordOf(entry);
      await level.put(entryKey(last + 1), record, options);
      last += 1;
      bytes += record.length;
    },
    summarise: async (parts) => {
      const next = summary + 1;
      await level.clear(partsOf(next));
      for (const [index, part] of parts.entries()) {
        await level.put(partKey(next, index), part, options);
      }
      await level.put(headKey, recordOf({ summary: next, after: last } satisfies Head), options);
      summary = next;
      bytes = 0;
      await level.clear({ lt: partKey(next, 0), gt: 'summary-' });
      await level.clear({ gt: 'entry-', lte: entryKey(last) });
    },
    last: () => last,
    bytes: () => bytes,
    close: async () => level.close(),
  };
};

/** Opens the journal in a folder, which is then nobody else's. */
export const openJournal = async (
  folder: string,
  durability: Durability,
): Promise<Journal | StoreFailure> => {
  const level: Level = new ClassicLevel<string, Buffer>(join(folder, 'journal'), {
    keyEncoding: 'utf8',
    valueEncoding: 'buffer',
  });
  try {
    await level.open();
    return journalOn(folder, level, await headOf(level), durability);
  } catch (error) {
    await level.close();
    return error instanceof Damage ? damaged(folder, error.message) : failureOf(folder, error);
  }
};
