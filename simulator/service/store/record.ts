import { deserialize, serialize } from 'node:v8';
import { crc32 } from 'node:zlib';

const sumBytes = 4;

/** A value as it lies in the store: its checksum, and plain data as V8 clones it. */
export const recordOf = (value: unknown): Buffer => {
  const body = serialize(value);
  const sum = Buffer.allocUnsafe(sumBytes);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([sum, body]);
};

/** What was written; undefined where a single bit of it is another now. */
export const readRecord = (record: Buffer): unknown => {
  if (record.length <= sumBytes) return undefined;
  const body = record.subarray(sumBytes);
  return crc32(body) === record.readUInt32BE(0) ? deserialize(body) : undefined;
};
