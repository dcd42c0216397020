/**
 * A queue in shared memory from the pacer to one thread that makes requests. One writes, one reads;
 * what is due crosses without a message, and only a reader that sleeps is woken by one.
 */
export interface Lane {
  readonly state: Int32Array;
  readonly items: Float64Array;
}

const written = 0;
const read = 1;
const asleep = 2;
const ended = 3;
const fields = 3;
const stateBytes = 16;
/** A power of two: some seconds of what one thread can make at all. */
const capacity = 0x1_0000;

export const newLaneBuffer = (): SharedArrayBuffer =>
  new SharedArrayBuffer(stateBytes + capacity * fields * Float64Array.BYTES_PER_ELEMENT);

export const laneOn = (buffer: SharedArrayBuffer): Lane => ({
  state: new Int32Array(buffer, 0, stateBytes / Int32Array.BYTES_PER_ELEMENT),
  items: new Float64Array(buffer, stateBytes),
});

/** False where the reader is so far behind that there is no room. */
export const push = (
  { state, items }: Lane,
  intended: number,
  phase: number,
  sequence: number,
): boolean => {
  const at = Atomics.load(state, written);
  if (((at - Atomics.load(state, read)) | 0) >= capacity) return false;
  const slot = (at & (capacity - 1)) * fields;
  items[slot] = intended;
  items[slot + 1] = phase;
  items[slot + 2] = sequence;
  Atomics.store(state, written, (at + 1) | 0);
  return true;
};

/** Takes all that is there, and says how many that was. */
export const drain = (
  { state, items }: Lane,
  take: (intended: number, phase: number, sequence: number) => void,
): number => {
  let count = 0;
  let at = Atomics.load(state, read);
  while (at !== Atomics.load(state, written)) {
    const slot = (at & (capacity - 1)) * fields;
    take(items[slot] ?? 0, items[slot + 1] ?? 0, items[slot + 2] ?? 0);
    at = (at + 1) | 0;
    Atomics.store(state, read, at);
    count += 1;
  }
  return count;
};

/** For the writer: true where the reader has to be woken, once for each time it fell asleep. */
export const mustWake = ({ state }: Lane): boolean => Atomics.exchange(state, asleep, 0) === 1;

/** For the reader: asks to be woken. What came meanwhile is still there to be drained. */
export const fallAsleep = ({ state }: Lane): void => {
  Atomics.store(state, asleep, 1);
};

export const endLane = ({ state }: Lane): void => {
  Atomics.store(state, ended, 1);
};

export const hasEnded = ({ state }: Lane): boolean => Atomics.load(state, ended) === 1;
