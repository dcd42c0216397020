import { describe, expect, test } from 'vitest';
import { importFiles } from '../../simulator/graph/import.ts';
import { type IssueCode, issueCodes } from '../../simulator/graph/issue-codes.ts';
import { compile } from '../../simulator/scenario/compile.ts';
import type { Diagnostic } from '../../simulator/source/diagnostic.ts';
import { renderDiagnostics, type Sources } from '../../simulator/source/frame.ts';
import { type DiagnosticCode, diagnosticCodes } from '../../simulator/source/report.ts';
import type { Contents } from '../../simulator/source/text.ts';
import { memory } from '../simulator/scenario/memory.ts';
import { fileExamples, policyExamples } from './file-examples.ts';
import { importExamples, importedOn } from './import-examples.ts';

interface Told {
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: Sources;
}

const bytesOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content;

const toldOfFiles = (files: Readonly<Record<string, string | Uint8Array | Contents>>): Told => {
  const read = (path: string): Contents => {
    const content = files[path];
    if (content === undefined) return { kind: 'missing' };
    return typeof content === 'string' || content instanceof Uint8Array
      ? { kind: 'bytes', bytes: bytesOf(content) }
      : content;
  };
  const named = Object.keys(files).filter((path) => path !== 'tenant.yaml');
  return compile(named.length === 0 ? ['first.yaml'] : named, memory({}, { read }));
};

const toldOfImport = (files: Readonly<Record<string, string | Uint8Array>>): Told => {
  const exported = Object.entries(files).map(([path, content]) => ({
    path,
    bytes: bytesOf(content),
  }));
  const { diagnostics, files: read } = importFiles(exported, { now: importedOn });
  const sources = new Map(read.flatMap(({ file, text }) => (text === null ? [] : [[file, text]])));
  return { diagnostics, sources };
};

interface Entry {
  readonly code: string;
  readonly meaning: string;
  readonly allowed: string;
  readonly told: Told;
}

const ofFiles: readonly Entry[] = (Object.keys(diagnosticCodes) as DiagnosticCode[]).map(
  (code) => ({ code, ...diagnosticCodes[code], told: toldOfFiles(fileExamples[code]) }),
);

const isByHand = (code: IssueCode): code is keyof typeof policyExamples =>
  Object.hasOwn(policyExamples, code);

const toldOfPolicy = (code: IssueCode): Told =>
  isByHand(code) ? toldOfFiles(policyExamples[code]) : toldOfImport(importExamples[code]);

const ofPolicies: readonly Entry[] = (Object.keys(issueCodes) as IssueCode[]).map((code) => {
  const [meaning, allowed] = issueCodes[code];
  return { code, meaning, allowed, told: toldOfPolicy(code) };
});

const exampleOf = ({ code, told }: Entry): string => {
  const [one] = told.diagnostics.filter((diagnostic) => diagnostic.code === code);
  return one === undefined ? 'no example' : renderDiagnostics([one], told.sources).trimEnd();
};

const entryText = (entry: Entry): string =>
  [
    `### \`${entry.code}\``,
    '',
    `${entry.meaning[0]?.toUpperCase()}${entry.meaning.slice(1)}. Allowed: ${entry.allowed}.`,
    '',
    '```text',
    exampleOf(entry),
    '```',
    '',
  ].join('\n');

const page = `# Errors and warnings

Whatever is wrong with a file is told all at once, each thing with its place, the line it stands on,
and a code in brackets that never changes. With an error nothing is played or written, and the exit
code is 2. A warning changes no exit code. What is allowed often stands under the caret, and the
word that was probably meant below it. What is wrong with a command line has no code and no place,
and ends with exit code 2 as well ([exit codes](exit-codes.md)).

This page is made from the code and shows what it really says.

## Scenarios, tenants, projects and lists of known failures

${ofFiles.map(entryText).join('\n')}
## Policies and connectors, exported or written by hand

The first are about the file, then come single properties, then what is read otherwise than
somebody may think, and last what bites people although Intune accepts it, which only \`muster import\`
says. [Importing](importing.md) tells more of them.

${ofPolicies.map(entryText).join('\n')}`;

describe('docs/errors.md', () => {
  test.each([...ofFiles, ...ofPolicies])('has an example that says $code', (entry) => {
    expect(entry.told.diagnostics.map(({ code }) => code)).toContain(entry.code);
  });

  /** After a change, write it anew with `npx vitest run test/docs/errors.test.ts -u`. */
  test('is what the code says', async () => {
    await expect(page).toMatchFileSnapshot('../../docs/errors.md');
  });
});
