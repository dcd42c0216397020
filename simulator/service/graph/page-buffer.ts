/** Bytes of an answer, in a buffer that others write into once they are sent. */
export interface Leased {
  readonly bytes: Buffer;
  /** To be called once nobody looks at the bytes any more, or never. */
  readonly giveBack: () => void;
}

/** Lengths are powers of two, so that few suit many. */
const least = 32 * 1024;
/** Bytes that lie about unused. */
const mostFree = 32 * 1024 * 1024;

const free = new Map<number, Buffer[]>();
let freeBytes = 0;

const takeFree = (length: number): Buffer | undefined => {
  const taken = free.get(length)?.pop();
  if (taken !== undefined) freeBytes -= length;
  return taken;
};

const keepFree = (buffer: Buffer): void => {
  const { length } = buffer;
  if (freeBytes + length > mostFree) return;
  const alike = free.get(length) ?? [];
  alike.push(buffer);
  free.set(length, alike);
  freeBytes += length;
};

/**
 * Puts parts together. A new buffer for each long answer would make V8 look through its whole heap,
 * with all the devices in it, every few dozen answers: what lies outside the heap counts towards when
 * it does.
 */
export const leaseConcat = (parts: readonly Buffer[]): Leased => {
  let length = 0;
  for (const part of parts) length += part.length;
  const size = Math.max(least, 2 ** Math.ceil(Math.log2(length)));
  const buffer = takeFree(size) ?? Buffer.allocUnsafeSlow(size);
  let at = 0;
  for (const part of parts) at += part.copy(buffer, at);
  let isOut = true;
  return {
    bytes: buffer.subarray(0, length),
    giveBack: () => {
      if (isOut) keepFree(buffer);
      isOut = false;
    },
  };
};
