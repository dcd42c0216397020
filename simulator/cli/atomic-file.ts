import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const becauseOf: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
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

/**
 * Makes a folder and those above it, one by one: Node's own `recursive` never returns where the
 * system refuses a folder as if its parent were missing, as it does under /proc.
 */
export const makeFolder = (path: string): void => {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
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
  makeFolder(dirname(path));
  try {
    writeFileSync(partial, text);
    renameSync(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
};
