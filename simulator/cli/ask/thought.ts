import type { Tenant } from '../../../core/tenant.ts';
import type { Case } from '../../scenario/case.ts';
import { compile, type ScenarioIo } from '../../scenario/compile.ts';
import { diskIo } from '../../scenario/load.ts';
import type { Diagnostic } from '../../source/diagnostic.ts';
import { documentsOf } from '../../source/documents.ts';
import type { Sources } from '../../source/frame.ts';
import { hasErrors } from '../../source/report.ts';
import { openTenant } from '../../tenant/open.ts';
import { importPolicies } from '../library.ts';
import { complain, complainAbout } from '../refusal.ts';
import type { Terminal } from '../terminal.ts';

/** Texts that are on no disk yet, by the path they would have. */
export type Thoughts = ReadonlyMap<string, string>;

/** Where a scenario stands while it is only a thought. */
const thoughtPath = 'asked.yaml';

const isThought = ({ span }: { readonly span: { readonly file: string } }): boolean =>
  span.file === thoughtPath;

/** Nobody has seen the thought, so a place in it says nothing. */
const tellAll = (
  diagnostics: readonly Diagnostic[],
  sources: Sources,
  terminal: Terminal,
): void => {
  for (const { message, help } of diagnostics.filter(isThought)) {
    complain(terminal, { message, ...(help !== undefined && { help }) });
  }
  const placed = diagnostics.filter((diagnostic) => !isThought(diagnostic));
  const related = ({ related: others = [] }: Diagnostic) =>
    others.filter((other) => !isThought(other));
  complainAbout(
    terminal,
    placed.map((diagnostic) => ({ ...diagnostic, related: related(diagnostic) })),
    sources,
  );
};

/** The disk, with texts on it that are not there yet. */
const ioWith = (texts: Thoughts, terminal: Terminal): ScenarioIo => {
  const io = diskIo({ directory: terminal.cwd, importFile: importPolicies });
  return {
    ...io,
    read: (path, limit) => {
      const thought = texts.get(path);
      return thought === undefined
        ? io.read(path, limit)
        : { kind: 'bytes', bytes: new TextEncoder().encode(thought) };
    },
  };
};

/**
 * Compiles a scenario that is on no disk, against the files that are; null after every error has
 * been told.
 */
export const caseOf = (text: string, others: Thoughts, terminal: Terminal): Case | null => {
  const texts = new Map([...others, [thoughtPath, text]]);
  const { cases, diagnostics, sources } = compile([thoughtPath], ioWith(texts, terminal));
  tellAll(diagnostics, sources, terminal);
  return hasErrors(diagnostics) ? null : (cases[0] ?? null);
};

/** The tenant of a file; null after every error has been told. Its warnings wait for `lint`. */
export const tenantOf = (path: string, texts: Thoughts, terminal: Terminal): Tenant | null => {
  const io = ioWith(texts, terminal);
  const documents = documentsOf(io);
  const { draft, diagnostics } = openTenant(path, documents, io.importFile);
  if (draft === null) complainAbout(terminal, diagnostics, documents.sources);
  return draft?.tenant ?? null;
};
