import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const becauseOf: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is a file',
  EEXIST: 'a file stands where a folder is needed',
  ENAMETOOLONG: 'its name is too long',
};

/** What the disk has against it, in words. */
export const diskReason = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return becauseOf[code] ?? code;
};

/** Where a file is written before it gets its name. */
export const partialPath = (path: string): string =>
  join(dirname(path), `.${basename(path)}.${process.pid}.partial`);

/**
 * Writes a whole file or none: another process sees the old text or the new one.
 * Throws what the disk has against it, and leaves nothing behind then.
 */
export const writeWhole = (path: string, text: string): void => {
  const partial = partialPath(path);
  mkdirSync(dirname(path), { recursive: true });
  try {
    writeFileSync(partial, text);
    renameSync(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
};
