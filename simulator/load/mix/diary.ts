import type { TimelineEntry } from '../../../reports/load/finding.ts';

/**
 * What was lately asked and answered about devices, for whoever wants to know why an answer was
 * wrong. Columns, of which the oldest entry is written over: whatever lives on the heap for a while
 * has to be collected, which delays requests.
 */
export interface Diary {
  /** @returns the entry, to put its answer into */
  readonly asked: (device: number, at: number, what: string) => number;
  /** Of no effect where the entry has been written over. Instants are ms of the service's clock. */
  readonly answered: (entry: number, answer: string, ended: number) => void;
  /** The last entries of a device, in their order. */
  readonly of: (device: number) => readonly TimelineEntry[];
}

/** Shown of one device. */
const shownMost = 24;

/** Entries of all devices, at first and at most: 12 MB. Powers of two. */
const capacityFirst = 0x4000;
const capacityMost = 0x8_0000;

interface Columns {
  readonly device: Uint32Array;
  readonly at: Float64Array;
  /** NaN: not yet. */
  readonly ended: Float64Array;
  readonly what: Uint16Array;
  readonly answer: Uint16Array;
}

const columnsOf = (capacity: number): Columns => ({
  device: new Uint32Array(capacity),
  at: new Float64Array(capacity),
  ended: new Float64Array(capacity),
  what: new Uint16Array(capacity),
  answer: new Uint16Array(capacity),
});

/** Twice as long, as long as nothing has been written over. */
const longer = (columns: Columns): Columns => {
  const more = columnsOf(columns.device.length * 2);
  for (const name of ['device', 'at', 'ended', 'what', 'answer'] as const) {
    more[name].set(columns[name]);
  }
  return more;
};

const wordsMost = 0x1_0000;

/** Texts by number: of all requests and answers there are few different ones. */
const createWords = () => {
  const texts = ['(one of too many words)'];
  const numbers = new Map<string, number>();
  return {
    numberOf: (text: string): number => {
      const known = numbers.get(text);
      if (known !== undefined) return known;
      // Only a service that makes up its answers gets as far as this.
      if (texts.length === wordsMost) return 0;
      numbers.set(text, texts.length);
      texts.push(text);
      return texts.length - 1;
    },
    textOf: (number: number): string => texts[number] ?? '',
  };
};

export const createDiary = (): Diary => {
  const words = createWords();
  let columns = columnsOf(capacityFirst);
  let written = 0;
  const slotOf = (entry: number): number => entry & (columns.device.length - 1);
  const read = (slot: number): TimelineEntry => {
    const ended = columns.ended[slot] ?? Number.NaN;
    const isOver = !Number.isNaN(ended);
    return {
      at: columns.at[slot] ?? 0,
      what: words.textOf(columns.what[slot] ?? 0),
      ended: isOver ? ended : null,
      answer: isOver ? words.textOf(columns.answer[slot] ?? 0) : null,
    };
  };
  return {
    asked: (device, at, what) => {
      const { length } = columns.device;
      if (written === length && length < capacityMost) columns = longer(columns);
      const slot = slotOf(written);
      columns.device[slot] = device;
      columns.at[slot] = at;
      columns.ended[slot] = Number.NaN;
      columns.what[slot] = words.numberOf(what);
      written += 1;
      return written - 1;
    },
    answered: (entry, answer, ended) => {
      if (entry < written - columns.device.length) return;
      const slot = slotOf(entry);
      columns.ended[slot] = ended;
      columns.answer[slot] = words.numberOf(answer);
    },
    of: (device) => {
      const found: TimelineEntry[] = [];
      const oldest = Math.max(0, written - columns.device.length);
      for (let entry = written - 1; entry >= oldest && found.length < shownMost; entry--) {
        const slot = slotOf(entry);
        if (columns.device[slot] === device) found.unshift(read(slot));
      }
      return found;
    },
  };
};
