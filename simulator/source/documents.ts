import { posix } from 'node:path';
import type { Diagnostic } from './diagnostic.ts';
import { readDocument } from './document.ts';
import type { Sources } from './frame.ts';
import { collector } from './report.ts';
import { type Contents, largestFile, readText } from './text.ts';
import type { Tree } from './tree.ts';

/** How files are reached. Paths have forward slashes; tests need no disk. */
export interface Files {
  /** Must not read more than `limit` bytes. */
  readonly read: (path: string, limit: number) => Contents;
  /** Folder of the scenarios and tenants the package ships, which `muster:` stands for. */
  readonly shipped: string;
}

export interface Opened {
  /** Null after at least one diagnostic. */
  readonly tree: Tree | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** YAML files, each read and parsed once, with their texts for code frames. */
export interface Documents {
  readonly open: (file: string) => Opened;
  /** The bytes of a file that is no YAML, e.g. an exported policy. */
  readonly contents: (file: string, limit: number) => Contents;
  readonly sources: Sources;
  /** Every file that was asked for so far, whether it was there or not. */
  readonly asked: ReadonlySet<string>;
  /** Adds the text of another kind of file to the sources. */
  readonly keep: (file: string, text: string) => void;
  readonly shipped: string;
}

export const documentsOf = (files: Files): Documents => {
  const sources = new Map<string, string>();
  const opened = new Map<string, Opened>();
  const asked = new Set<string>();
  const contents = (file: string, limit: number): Contents => {
    asked.add(file);
    return files.read(file, limit);
  };
  const parse = (file: string): Opened => {
    const read = readText(file, contents(file, largestFile));
    if ('diagnostic' in read) return { tree: null, diagnostics: [read.diagnostic] };
    sources.set(file, read.text);
    const { report, list } = collector();
    const tree = readDocument(file, read.text, report);
    return { tree, diagnostics: list() };
  };
  const open = (file: string): Opened => {
    const before = opened.get(file);
    if (before !== undefined) return before;
    const fresh = parse(file);
    opened.set(file, fresh);
    return fresh;
  };
  const keep = (file: string, text: string): void => {
    sources.set(file, text);
  };
  return { open, sources, asked, keep, shipped: files.shipped, contents };
};

const shippedPrefix = 'muster:';

/**
 * The file that `reference` names when it stands in `from`: relative to that file, or
 * `muster:tenants/…` for what the package ships. Null where it would leave the package.
 */
export const resolveReference = (
  from: string,
  reference: string,
  shipped: string,
): string | null => {
  const path = reference.replaceAll('\\', '/');
  if (!path.startsWith(shippedPrefix)) {
    return posix.isAbsolute(path) || /^[A-Za-z]:\//.test(path)
      ? posix.normalize(path)
      : posix.join(posix.dirname(from), path);
  }
  const inside = posix.normalize(path.slice(shippedPrefix.length));
  return inside.startsWith('..') || posix.isAbsolute(inside) ? null : posix.join(shipped, inside);
};
