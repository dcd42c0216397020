export type Encoding = 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export type Decoded =
  | { readonly text: string; readonly encoding: Encoding }
  | { readonly text: null; readonly problem: 'empty' | 'binary' | 'undecodable' };

const startsWith = (bytes: Uint8Array, ...marks: readonly number[]): boolean =>
  marks.every((mark, index) => bytes[index] === mark);

/** UTF-16 without a mark shows in Western JSON: every other byte of the beginning is zero. */
const looksLikeUtf16 = (bytes: Uint8Array, zeroAt: 0 | 1): boolean => {
  const length = Math.min(bytes.length, 64) & ~1;
  if (length < 4) return false;
  for (let index = 0; index < length; index++) {
    if ((bytes[index] === 0) !== (index % 2 === zeroAt)) return false;
  }
  return true;
};

const detect = (bytes: Uint8Array): { readonly encoding: Encoding; readonly skip: number } => {
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return { encoding: 'utf-8-bom', skip: 3 };
  if (startsWith(bytes, 0xff, 0xfe)) return { encoding: 'utf-16le', skip: 2 };
  if (startsWith(bytes, 0xfe, 0xff)) return { encoding: 'utf-16be', skip: 2 };
  if (looksLikeUtf16(bytes, 1)) return { encoding: 'utf-16le', skip: 0 };
  if (looksLikeUtf16(bytes, 0)) return { encoding: 'utf-16be', skip: 0 };
  return { encoding: 'utf-8', skip: 0 };
};

const decodeAs = (label: string, bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

/** Control characters that no text of ours has. */
const hasControlCharacters = (text: string): boolean => {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 0x20 && code !== 9 && code !== 10 && code !== 12 && code !== 13) return true;
  }
  return false;
};

/**
 * Decodes what tools write: UTF-8 and UTF-16 in both byte orders, each with a byte order mark or
 * without, and Windows-1252, which older PowerShell writes by default. Line ends become `\n`.
 */
export const decode = (bytes: Uint8Array): Decoded => {
  const { encoding, skip } = detect(bytes);
  const content = bytes.subarray(skip);
  const label = encoding === 'utf-8-bom' ? 'utf-8' : encoding;
  let text = decodeAs(label, content);
  let found = encoding;
  if (text === undefined && encoding === 'utf-8') {
    text = decodeAs('windows-1252', content);
    found = 'windows-1252';
  }
  if (text === undefined) return { text: null, problem: 'undecodable' };
  if (text.trim() === '') return { text: null, problem: 'empty' };
  if (hasControlCharacters(text)) return { text: null, problem: 'binary' };
  return { text: text.replace(/\r\n?/g, '\n'), encoding: found };
};
