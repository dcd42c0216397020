import { type Decoded, decode } from './decode.ts';
import { looksLikeDsc } from './dsc.ts';
import { type Findings, findInDsc, findInJson } from './find.ts';
import type { ImportedFile } from './import-result.ts';
import type { IssueCode } from './issue-codes.ts';
import { type Text, textOf } from './places.ts';

/**
 * Largest file that is read, in bytes; callers ask for the size before they read. A dump of a large
 * tenant has some ten megabytes.
 */
export const largestImport = 16 * 1024 * 1024;

export interface FileToImport {
  /** As it is to be named in messages. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** A file that has been read, with the bodies found in it. */
export interface ReadFile {
  readonly source: Text;
  readonly encoding: ImportedFile['encoding'];
  readonly findings: Findings;
}

const problems: Readonly<Record<Extract<Decoded, { text: null }>['problem'], string>> = {
  empty: 'the file is empty',
  binary: 'the file is binary, not text',
  undecodable: 'the file is not text in a known encoding',
};

const nothing = (code: IssueCode, message: string): Findings => ({
  found: [],
  asides: [],
  problems: [{ severity: 'error', code, message, offset: 0 }],
  emptyResponse: false,
});

const find = (path: string, text: string): Findings => {
  const json = /^\s*[[{]/.test(text);
  const dsc = !json && (/\.(?:ps1|psd1|psm1)$/i.test(path) || looksLikeDsc(text));
  const findings = dsc ? findInDsc(text) : findInJson(path, text);
  const { found, asides, problems: wrong, emptyResponse } = findings;
  const known = found.length > 0 || asides.length > 0 || emptyResponse;
  if (known || wrong.some(({ severity }) => severity === 'error')) return findings;
  const message = 'the file holds no policy, connector or compliance settings';
  return {
    ...nothing('no-policy', message),
    problems: [...wrong, ...nothing('no-policy', message).problems],
  };
};

export const readFile = ({ path, bytes }: FileToImport): ReadFile => {
  const refused = (code: IssueCode, message: string): ReadFile => ({
    source: textOf(path, ''),
    encoding: null,
    findings: nothing(code, message),
  });
  if (bytes.length > largestImport) {
    const limit = largestImport / 1024 / 1024;
    return refused('too-large', `the file has more than ${limit} MiB, the most that is read`);
  }
  const decoded = decode(bytes);
  if (decoded.text === null) return refused(decoded.problem, problems[decoded.problem]);
  const { text, encoding } = decoded;
  return { source: textOf(path, text), encoding, findings: find(path, text) };
};
