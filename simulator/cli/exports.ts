import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { importFiles } from '../graph/import.ts';
import type { ImportResult } from '../graph/import-result.ts';
import type { FileToImport } from '../graph/read-file.ts';
import { largestImport } from '../graph/read-file.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import { readDisk } from '../source/disk.ts';
import type { DiagnosticCode } from '../source/report.ts';
import { onDisk } from './library.ts';
import type { Terminal } from './terminal.ts';

/** What exports are called; other files of a folder are passed over. */
const isExport = (name: string): boolean => /\.(?:json|ps1|psd1|psm1)$/i.test(name);

const isSkipped = (name: string): boolean => name.startsWith('.') || name === 'node_modules';

/** Exports below a folder, A to Z whatever the locale; links are not followed. */
const exportsUnder = (folder: string, shown: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (isSkipped(entry.name)) return [];
      const path = `${shown.replace(/\/$/, '')}/${entry.name}`;
      if (entry.isDirectory()) return exportsUnder(join(folder, entry.name), path);
      return entry.isFile() && isExport(entry.name) ? [path] : [];
    });

const errorAt = (file: string, code: DiagnosticCode, message: string): Diagnostic => ({
  severity: 'error',
  code,
  message,
  span: { file, line: 1, column: 1, length: 1 },
});

const isFolder = (path: string): boolean =>
  statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

const megabytes = (bytes: number): number => Math.ceil(bytes / 1024 / 1024);

const readOne = (path: string, terminal: Terminal): FileToImport | Diagnostic => {
  if (/\.ya?ml$/i.test(path) && existsSync(onDisk(terminal, path))) {
    const message = `\`${path}\` is YAML; exports are JSON or Desired State Configuration`;
    return { ...errorAt(path, 'type', message), help: 'a tenant file is imported already' };
  }
  const contents = readDisk(onDisk(terminal, path), largestImport);
  switch (contents.kind) {
    case 'bytes':
      return { path, bytes: contents.bytes };
    case 'missing':
      return errorAt(path, 'not-found', `\`${path}\` does not exist`);
    case 'folder':
      return errorAt(path, 'unreadable', `\`${path}\` is a folder, not a file`);
    case 'unreadable':
      return errorAt(path, 'unreadable', `\`${path}\` cannot be read: ${contents.because}`);
    case 'too-large': {
      const most = megabytes(largestImport);
      const message = `\`${path}\` has ${megabytes(contents.size)} MiB, the most is ${most} MiB`;
      return errorAt(path, 'too-large', message);
    }
  }
};

const pathsBelow = (path: string, terminal: Terminal): readonly string[] | Diagnostic => {
  const onThisDisk = onDisk(terminal, path);
  if (!isFolder(onThisDisk)) return [path];
  const found = exportsUnder(onThisDisk, path);
  if (found.length > 0) return found;
  return errorAt(path, 'not-found', `there is no export (.json, .ps1) under \`${path}\``);
};

/** Reads every export that the paths name; what cannot even be read is among the diagnostics. */
export const readExports = (paths: readonly string[], terminal: Terminal): ImportResult => {
  const files: FileToImport[] = [];
  const unreadable: Diagnostic[] = [];
  for (const path of paths) {
    const below = pathsBelow(path, terminal);
    if ('message' in below) {
      unreadable.push(below);
      continue;
    }
    for (const each of below) {
      const file = readOne(each, terminal);
      if ('bytes' in file) files.push(file);
      else unreadable.push(file);
    }
  }
  const now = Date.parse(`${terminal.today}T00:00:00Z`);
  const result = importFiles(files, { now });
  return { ...result, diagnostics: [...unreadable, ...result.diagnostics] };
};
