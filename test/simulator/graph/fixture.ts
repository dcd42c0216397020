import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileToImport } from '../../../simulator/graph/read-file.ts';

const folder = join(import.meta.dirname, 'fixtures');

/** A file of the fixtures, named as it stands there. */
export const fixture = (path: string): FileToImport => ({
  path,
  bytes: readFileSync(join(folder, path)),
});

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** UTF-16 as PowerShell writes it, with a byte order mark unless told otherwise. */
export const utf16 = (text: string, order: 'le' | 'be' = 'le', mark = true): Uint8Array => {
  const bytes = Buffer.from(mark ? `\uFEFF${text}` : text, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
};
