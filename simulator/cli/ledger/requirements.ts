import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ledgerRows } from '../../../core/requirements/catalogue.ts';
import { selectRequirements, unmatchedPrefixes } from '../../../core/requirements/selection.ts';
import { sourceDocuments } from '../../../core/requirements/sources.ts';
import { type LedgerEntry, ledgerOf } from '../../grade/ledger.ts';
import { type Status, statusNames } from '../../grade/status.ts';
import type { Case } from '../../scenario/case.ts';
import { loadScenarios } from '../../scenario/load.ts';
import { packageRoot, shippedScenarios } from '../../source/package-root.ts';
import { compiledLibrary } from '../compiled-library.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { importPolicies, openLibrary } from '../library.ts';
import { pageOf } from '../page.ts';
import { defaultPaths, projectFile } from '../project.ts';
import { complain, isRefusal, type Refusal, unknownName } from '../refusal.ts';
import type { Terminal } from '../terminal.ts';
import { ledgerJson } from './json.ts';
import { ledgerPage } from './page.ts';
import { sourcePage } from './source-page.ts';
import { type Staleness, staleAmong, stalenessFrom } from './stale.ts';
import { ledgerText } from './text.ts';

export interface RequirementOptions {
  readonly format?: string | undefined;
  readonly status?: string | undefined;
  readonly stale?: string | undefined;
  readonly 'as-of'?: string | undefined;
  readonly core?: boolean | undefined;
  readonly uncovered?: boolean | undefined;
  /** Slug of a source document. */
  readonly document?: string | undefined;
}

const formats: readonly string[] = ['text', 'json', 'md'];

const refuse = (ids: readonly string[], format: string, status: string | null): Refusal | null => {
  if (!formats.includes(format)) {
    return { help: 'there are text, json and md', ...unknownName('format', format, formats) };
  }
  if (status !== null && !statusNames.includes(status as Status)) {
    const known = { help: `there are ${statusNames.join(', ')}` };
    return { ...known, ...unknownName('status', status, statusNames) };
  }
  const [unmatched] = unmatchedPrefixes(ids);
  if (unmatched === undefined) return null;
  return unknownName(
    'requirement',
    unmatched,
    ledgerRows.map(({ id }) => id),
  );
};

/** The cases that the package ships, and those of this folder where it has any of its own. */
const casesFor = (terminal: Terminal): readonly Case[] | null => {
  const { cwd } = terminal;
  const shipped = loadScenarios([shippedScenarios], {
    directory: cwd,
    importFile: importPolicies,
    compiled: compiledLibrary(),
  });
  const hasOwn = [projectFile, ...defaultPaths].some((path) => existsSync(join(cwd, path)));
  if (!hasOwn || cwd === packageRoot) return shipped.cases;
  const { library } = openLibrary([], terminal);
  return library && [...shipped.cases, ...library.cases];
};

const render = (
  entries: readonly LedgerEntry[],
  format: string,
  stale: Staleness | null,
  terminal: Terminal,
): string => {
  if (format === 'json') return ledgerJson(entries);
  return format === 'md' ? ledgerPage(entries) : ledgerText(entries, pageOf(terminal), stale);
};

/** `muster requirements --document`: the page of one of the first documents. */
const performDocument = async (slug: string, terminal: Terminal): Promise<ExitCode> => {
  const documents = Object.values(sourceDocuments);
  const document = documents.find((one) => one.slug === slug);
  if (document === undefined) {
    const slugs = documents.map((one) => one.slug);
    const help = `there are ${slugs.join(', ')}`;
    complain(terminal, { help, ...unknownName('document', slug, slugs) });
    return exitCodes.usage.code;
  }
  const cases = casesFor(terminal);
  if (cases === null) return exitCodes.usage.code;
  terminal.print(sourcePage(document, await ledgerOf(ledgerRows, cases)));
  return exitCodes.ok.code;
};

/** `muster requirements`. */
export const performRequirements = async (
  ids: readonly string[],
  options: RequirementOptions,
  terminal: Terminal,
): Promise<ExitCode> => {
  if (options.document !== undefined) return performDocument(options.document, terminal);
  const { format = 'text', status = null, core = false, uncovered = false } = options;
  const stale = stalenessFrom(options.stale, options['as-of'], terminal.today);
  const refusal =
    refuse(ids, format, status) ?? (stale !== null && isRefusal(stale) ? stale : null);
  if (refusal !== null) {
    complain(terminal, refusal);
    return exitCodes.usage.code;
  }
  const rows = selectRequirements({ prefixes: ids, ...(core && { core }) });
  if (terminal.isInteractive) terminal.complain('playing the library against its variants …');
  const cases = casesFor(terminal);
  if (cases === null) return exitCodes.usage.code;
  const entries = (await ledgerOf(rows, cases))
    .filter((entry) => status === null || entry.status === status)
    .filter(({ scenarios }) => !uncovered || scenarios.length === 0);
  const old = stale as Staleness | null;
  const shown = old === null ? entries : staleAmong(entries, old);
  terminal.print(render(shown, format, old, terminal));
  return exitCodes.ok.code;
};
