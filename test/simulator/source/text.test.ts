import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDisk } from '../../../simulator/source/disk.ts';
import { largestFile, readText } from '../../../simulator/source/text.ts';

const bytesOf = (...parts: (string | number[])[]): Uint8Array =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part)] : part)),
  );

const read = (bytes: Uint8Array) => readText('f.yaml', { kind: 'bytes', bytes });

describe('the text of a file', () => {
  it.each([
    ['as it is', bytesOf('a: 1\nb: ü\n')],
    ['with CRLF', bytesOf('a: 1\r\nb: ü\r\n')],
    ['with old Mac line ends', bytesOf('a: 1\rb: ü\r')],
    ['with a byte order mark', bytesOf([0xef, 0xbb, 0xbf], 'a: 1\nb: ü\n')],
    ['with both', bytesOf([0xef, 0xbb, 0xbf], 'a: 1\r\nb: ü\r\n')],
  ])('%s reads the same', (_how, bytes) => {
    expect(read(bytes)).toEqual({ text: 'a: 1\nb: ü\n' });
  });

  it.each([
    ['binary', bytesOf('a: ', [0, 1, 2]), 'not-text', '`f.yaml` is a binary file'],
    ['UTF-16', bytesOf([0xff, 0xfe, 0x61, 0]), 'not-text', '`f.yaml` is UTF-16'],
    ['Latin-1', bytesOf('a: ', [0xfc], '\n'), 'not-text', '`f.yaml` is not UTF-8'],
    [
      'huge',
      new Uint8Array(largestFile + 1),
      'too-large',
      '`f.yaml` has 1.0 MiB, the most is 1.0 MiB',
    ],
  ])('%s is refused', (_what, bytes, code, message) => {
    expect(read(bytes)).toMatchObject({ diagnostic: { severity: 'error', code, message } });
  });
});

describe('the disk', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'muster-source-'));
    mkdirSync(join(folder, 'sub'));
    writeFileSync(join(folder, 'small.yaml'), 'a: 1\n');
    writeFileSync(join(folder, 'huge.yaml'), '');
    // A sparse file: 100 MB that take no room, and that must not be read.
    truncateSync(join(folder, 'huge.yaml'), 100 * 1024 * 1024);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('gives the bytes of a file', () => {
    const contents = readDisk(join(folder, 'small.yaml'));
    expect(contents.kind === 'bytes' && Buffer.from(contents.bytes).toString()).toBe('a: 1\n');
  });

  it.each([
    ['missing.yaml', { kind: 'missing' }],
    ['small.yaml/under', { kind: 'missing' }],
    ['sub', { kind: 'folder' }],
    ['huge.yaml', { kind: 'too-large', size: 100 * 1024 * 1024 }],
  ])('%s', (name, contents) => {
    expect(readDisk(join(folder, name))).toEqual(contents);
  });

  it.skipIf(process.platform === 'win32')(
    'something that is no ordinary file is not opened',
    () => {
      expect(readDisk('/dev/null')).toEqual({
        kind: 'unreadable',
        because: 'it is no ordinary file',
      });
    },
  );
});
