import type { Done } from '../deed.ts';
import type { Tenants } from '../tenants.ts';
import type { Durability } from './durability.ts';
import { damaged, failureOf, isStoreFailure, type StoreFailure } from './failure.ts';
import { createGroupCommit } from './group-commit.ts';
import { type Journal, openJournal } from './journal.ts';
import { type Label, openLabel, storeFormat, writeLabel } from './label.ts';
import { redoing } from './redo.ts';
import { createAssembly, summaryOf } from './summary.ts';

/** What came back when a store was opened. */
export interface Restored {
  readonly tenants: number;
  /** Deeds that were done again, beyond what the summary held. */
  readonly deeds: number;
  readonly milliseconds: number;
}

/**
 * Where a service keeps its tenants. What a request does is done first and written then, and its
 * answer goes out once it is written. A request that dies in between was never answered, and
 * after a restart it never came.
 */
export interface Store {
  readonly folder: string;
  readonly durability: Durability;
  /** Brings the tenants back, once; from then on everything they do is written down. */
  readonly restore: (tenants: Tenants) => Promise<Restored | StoreFailure>;
  /** Everything that was done so far is written. */
  readonly isSettled: () => boolean;
  /** Once it is written: true; once the disk has refused it: false. */
  readonly settled: () => Promise<boolean>;
  /** Comes when the disk no longer takes what is done. */
  readonly failed: Promise<StoreFailure>;
  /** Writes what was done before, and lets the folder go. */
  readonly close: () => Promise<void>;
}

export interface StoreOptions {
  readonly durability?: Durability;
  /** Bytes of entries after which a summary replaces them … */
  readonly mostBytes?: number;
  /** … unless it would be large: so many times the bytes of the last summary must have come. */
  readonly growth?: number;
}

/** Some 50,000 messages, which are done again within seconds. */
const usualMostBytes = 32 * 1024 * 1024;
/** Of what is closed in order less is worth a summary: the next start is quick then. */
const worthSumming = 256 * 1024;

/** How many deeds were done again. */
const readInto = async (
  tenants: Tenants,
  journal: Journal,
  folder: string,
  { closedAfter }: Label,
): Promise<number | StoreFailure> => {
  const { again, redo, finish } = redoing(tenants);
  const assembly = createAssembly(again);
  let deeds = 0;
  const failure = await journal.read({
    part: assembly.add,
    done: (done) => {
      assembly.end();
      redo(done);
      deeds += 1;
    },
  });
  if (failure !== null) return failure;
  if (closedAfter !== null && closedAfter !== journal.last()) {
    return damaged(folder, `it ended with entry ${closedAfter}, and has ${journal.last()}`);
  }
  assembly.end();
  finish();
  return deeds;
};

const storeOn = (
  folder: string,
  journal: Journal,
  label: Label,
  { durability = 'process-death', mostBytes = usualMostBytes, growth = 2 }: StoreOptions,
): Store => {
  let served: Tenants | null = null;
  let lastSummary = 0;
  const summary = (most: number): readonly Buffer[] | null => {
    if (served === null || journal.bytes() < most) return null;
    const parts = summaryOf(served);
    lastSummary = parts.reduce((sum, { length }) => sum + length, 0);
    return parts;
  };
  const commit = createGroupCommit<Done>(async (entry) => {
    // Now, and not a turn of the loop later, the tenants are what this entry makes them.
    const parts = summary(Math.max(mostBytes, growth * lastSummary));
    await journal.append(entry);
    if (parts !== null) await journal.summarise(parts);
  });
  return {
    folder,
    durability,
    restore: async (tenants) => {
      const began = performance.now();
      const deeds = await readInto(tenants, journal, folder, label);
      if (typeof deeds !== 'number') return deeds;
      writeLabel(folder, { format: storeFormat, closedAfter: null });
      served = tenants;
      tenants.writtenBy(commit.add);
      const milliseconds = performance.now() - began;
      return { tenants: tenants.list().length, deeds, milliseconds };
    },
    isSettled: commit.isSettled,
    settled: commit.settled,
    failed: commit.failed.then((error) => failureOf(folder, error)),
    close: async () => {
      const written = await commit.settled();
      const parts = written ? summary(Math.min(worthSumming, mostBytes)) : null;
      if (parts !== null) await journal.summarise(parts);
      await journal.close();
      if (served !== null && written) {
        writeLabel(folder, { format: storeFormat, closedAfter: journal.last() });
      }
    },
  };
};

/** Opens a folder, which is then nobody else's; makes it where there is none. */
export const openStore = async (
  folder: string,
  options: StoreOptions = {},
): Promise<Store | StoreFailure> => {
  const label = openLabel(folder);
  if (isStoreFailure(label)) return label;
  const journal = await openJournal(folder, options.durability ?? 'process-death');
  if (isStoreFailure(journal)) return journal;
  return storeOn(folder, journal, label, options);
};
