import type { Diagnostic } from '../source/diagnostic.ts';
import { type Documents, resolveReference } from '../source/documents.ts';
import { didYouMean } from '../source/nearest.ts';
import type { Report } from '../source/report.ts';
import type { Contents } from '../source/text.ts';
import { fromPlain, isMapping, type Mapping, merge, valueUnder } from '../source/tree.ts';
import type { PolicySection } from './policy-body.ts';

/** One policy of an exported file, as a Graph body in Graph's own property names. */
export interface ImportedPolicy {
  readonly section: PolicySection;
  /** The name in the admin centre. */
  readonly name: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface ImportedFile {
  readonly policies: readonly ImportedPolicy[];
  /** Positions are those of the exported file. */
  readonly diagnostics: readonly Diagnostic[];
  /** As decoded, for code frames. */
  readonly text?: string | null;
}

/** Reads an export; simulator/graph knows how. `path` is for the diagnostics. */
export type ImportFile = (path: string, bytes: Uint8Array) => ImportedFile;

/** Largest exported file, in bytes: a folder of a large tenant in one JSON has some ten MiB. */
const largestExport = 16 * 1024 * 1024;

export interface ImportContext {
  readonly documents: Documents;
  readonly importFile: ImportFile | null;
  readonly report: Report;
  readonly add: (diagnostic: Diagnostic) => void;
}

const whyNot = (contents: Exclude<Contents, { kind: 'bytes' }>): string => {
  switch (contents.kind) {
    case 'missing':
      return 'does not exist';
    case 'folder':
      return 'is a folder';
    case 'too-large':
      return 'is too large';
    case 'unreadable':
      return `cannot be read: ${contents.because}`;
  }
};

/**
 * The body with what it imports underneath: keys written beside `import` win. The same body where
 * it imports nothing, null after a report.
 */
export const withImport = (
  section: PolicySection,
  body: Mapping,
  { documents, importFile, report, add }: ImportContext,
): Mapping | null => {
  const named = valueUnder(body, 'import');
  if (named === undefined) return body;
  if (named.kind !== 'leaf' || typeof named.value !== 'string') {
    report(named, 'type', '`import` is the path of an exported policy');
    return null;
  }
  const [reference = '', wanted] = named.value.split('#', 2);
  const path = resolveReference(named.span.file, reference, documents.shipped);
  const contents = path === null ? null : documents.contents(path, largestExport);
  if (path === null || contents === null || contents.kind !== 'bytes') {
    const isOutside = contents === null || contents.kind === 'bytes';
    const why = isOutside ? 'leads out of the package' : whyNot(contents);
    report(named, 'include', `\`${reference}\` ${why}`);
    return null;
  }
  if (importFile === null) {
    report(named, 'include', '`import` cannot be used here');
    return null;
  }
  const { policies, diagnostics, text } = importFile(path, contents.bytes);
  if (typeof text === 'string') documents.keep(path, text);
  for (const diagnostic of diagnostics) {
    add({ ...diagnostic, related: [{ span: named.span, message: 'imported from here' }] });
  }
  const fitting = policies.filter((policy) => policy.section === section);
  const chosen = wanted === undefined ? fitting : fitting.filter(({ name }) => name === wanted);
  const [policy] = chosen;
  if (policy === undefined || chosen.length > 1) {
    const names = fitting.map(({ name }) => name);
    report(named, 'include', `\`${reference}\` has ${chosen.length} such policies, not one`, {
      label: names.length === 0 ? `none belongs under ${section}` : `it has: ${names.join(', ')}`,
      ...(wanted === undefined
        ? names.length > 1 && { help: `name one: \`${reference}#${names[0]}\`` }
        : didYouMean(wanted, names)),
    });
    return null;
  }
  const own = { ...body, entries: body.entries.filter(({ key }) => key !== 'import') };
  const merged = merge(fromPlain(policy.body, named), own);
  return isMapping(merged) ? merged : null;
};
