import type { Diagnostic } from './diagnostic.ts';
import type { DiagnosticCode } from './report.ts';

/** What reading a file gave; how files are reached is the caller's business. */
export type Contents =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'missing' }
  | { readonly kind: 'folder' }
  | { readonly kind: 'too-large'; readonly size: number }
  | { readonly kind: 'unreadable'; readonly because: string };

/**
 * Largest scenario, tenant or project file, in bytes. The largest sensible table has some
 * thousand rows of a hundred characters; beyond that somebody named the wrong file.
 */
export const largestFile = 1024 * 1024;

const wholeFile = (file: string) => ({ file, line: 1, column: 1, length: 1 });

const refuse = (
  file: string,
  code: DiagnosticCode,
  message: string,
  help?: string,
): { diagnostic: Diagnostic } => ({
  diagnostic: {
    severity: 'error',
    code,
    message,
    span: wholeFile(file),
    ...(help !== undefined && { help }),
  },
});

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MiB`;

/** The text of a file with line ends as `\n` and without byte order mark, or why there is none. */
export const readText = (
  file: string,
  contents: Contents,
): { readonly text: string } | { readonly diagnostic: Diagnostic } => {
  switch (contents.kind) {
    case 'missing':
      return refuse(file, 'not-found', `\`${file}\` does not exist`);
    case 'folder':
      return refuse(file, 'unreadable', `\`${file}\` is a folder, not a file`);
    case 'unreadable':
      return refuse(file, 'unreadable', `\`${file}\` cannot be read: ${contents.because}`);
    case 'too-large':
      return refuse(
        file,
        'too-large',
        `\`${file}\` has ${megabytes(contents.size)}, the most is ${megabytes(largestFile)}`,
      );
    case 'bytes':
      return decode(file, contents.bytes);
  }
};

const decode = (
  file: string,
  bytes: Uint8Array,
): { readonly text: string } | { readonly diagnostic: Diagnostic } => {
  if (bytes.length > largestFile) {
    return readText(file, { kind: 'too-large', size: bytes.length });
  }
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return refuse(file, 'not-text', `\`${file}\` is UTF-16`, 'save it as UTF-8');
  }
  if (bytes.includes(0)) return refuse(file, 'not-text', `\`${file}\` is a binary file`);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { text: text.replace(/\r\n?/g, '\n') };
  } catch {
    return refuse(file, 'not-text', `\`${file}\` is not UTF-8`, 'save it as UTF-8');
  }
};
