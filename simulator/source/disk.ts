import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { type Contents, largestFile } from './text.ts';

const becauseOf: Readonly<Record<string, string>> = {
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EMFILE: 'too many files are open',
  ELOOP: 'its links form a circle',
  ENAMETOOLONG: 'its name is too long',
};

const failure = (error: unknown): Contents => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'missing' };
  if (code === 'EISDIR') return { kind: 'folder' };
  return { kind: 'unreadable', because: becauseOf[code] ?? code };
};

const readBytes = (path: string, size: number): Contents => {
  const bytes = new Uint8Array(size);
  const descriptor = openSync(path, 'r');
  try {
    let length = 0;
    while (length < size) {
      const count = readSync(descriptor, bytes, length, size - length, null);
      if (count === 0) break;
      length += count;
    }
    return { kind: 'bytes', bytes: bytes.subarray(0, length) };
  } finally {
    closeSync(descriptor);
  }
};

/**
 * A file of the disk. It is asked what it is first: a huge one is never read, and opening a pipe
 * would wait for somebody to write.
 */
export const readDisk = (path: string, limit: number = largestFile): Contents => {
  try {
    const stat = statSync(path);
    if (stat.isDirectory()) return { kind: 'folder' };
    if (!stat.isFile()) return { kind: 'unreadable', because: 'it is no ordinary file' };
    if (stat.size > limit) return { kind: 'too-large', size: stat.size };
    return readBytes(path, stat.size);
  } catch (error) {
    return failure(error);
  }
};
