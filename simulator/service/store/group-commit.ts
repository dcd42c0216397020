/** Writes what is handed in, many at a time, in the order in which it came. */
export interface GroupCommit<Item> {
  readonly add: (item: Item) => void;
  /** Everything that was added so far is written, or cannot be. */
  readonly isSettled: () => boolean;
  /** Once everything that was added so far is written: true; once that cannot be: false. */
  readonly settled: () => Promise<boolean>;
  /** Comes with what stands against writing, once something does. */
  readonly failed: Promise<unknown>;
}

interface Round<Item> {
  readonly items: Item[];
  readonly done: Promise<boolean>;
  readonly end: (written: boolean) => void;
}

const newRound = <Item>(): Round<Item> => {
  let end: (written: boolean) => void = () => undefined;
  const done = new Promise<boolean>((resolve) => {
    end = resolve;
  });
  return { items: [], done, end };
};

/**
 * While one round is being written, the next one gathers. What is added within one turn of the
 * event loop without waiting is always in one round, so whoever adds several things at once has
 * all of them written or none. After a failure nothing is written any more.
 *
 * @param write writes all or none of the items
 */
export const createGroupCommit = <Item>(
  write: (items: readonly Item[]) => Promise<void>,
): GroupCommit<Item> => {
  let gathering: Round<Item> | null = null;
  let writing: Round<Item> | null = null;
  let isBroken = false;
  let tellFailure: (error: unknown) => void = () => undefined;
  const failed = new Promise<unknown>((resolve) => {
    tellFailure = resolve;
  });

  const writeRounds = async (): Promise<void> => {
    while (gathering !== null) {
      writing = gathering;
      gathering = null;
      try {
        if (!isBroken) await write(writing.items);
      } catch (error) {
        isBroken = true;
        tellFailure(error);
      }
      writing.end(!isBroken);
      writing = null;
    }
  };

  return {
    add: (item) => {
      if (gathering === null) {
        gathering = newRound();
        // Whatever is done in this turn of the loop goes along.
        if (writing === null) setImmediate(writeRounds);
      }
      gathering.items.push(item);
    },
    isSettled: () => !isBroken && gathering === null && writing === null,
    settled: async () => (gathering ?? writing)?.done ?? !isBroken,
    failed,
  };
};
