import type { ImportedConnector, ImportedPolicy, ImportResult } from '../graph/import-result.ts';
import { writeTenant } from '../graph/write-tenant.ts';
import type { Sources } from '../source/frame.ts';
import { hasErrors } from '../source/report.ts';
import { diskReason, writeWhole } from './atomic-file.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { readExports } from './exports.ts';
import { onDisk } from './library.ts';
import { type Page, pageOf } from './page.ts';
import { complain, complainAbout, counted } from './refusal.ts';
import type { Terminal } from './terminal.ts';

export interface ImportOptions {
  readonly out?: string | undefined;
}

export const sourcesOf = ({ files }: ImportResult): Sources =>
  new Map(files.flatMap(({ file, text }) => (text === null ? [] : [[file, text] as const])));

const entryLines = (
  name: string,
  { matters, ignored }: ImportedPolicy | ImportedConnector,
  page: Page,
): readonly string[] => {
  const left = ignored.length === 0 ? [] : [['does not matter to MTD', ignored.join(', ')]];
  const said = [...Object.entries(matters), ...left];
  return [
    `  ${name}`,
    ...said.flatMap(([what, value]) => page.lines(`${what}: ${value}`, '    ', '      ')),
  ];
};

/** What of each file matters, and what was passed over. */
const resultLines = (
  { files, policies, connectors }: ImportResult,
  page: Page,
): readonly string[] =>
  files.flatMap(({ file, outcome }) => [
    `${file}: ${outcome === 'nothing' ? 'nothing about Mobile Threat Defense' : outcome}`,
    ...policies
      .filter((policy) => policy.file === file)
      .flatMap((policy) => entryLines(policy.key, policy, page)),
    ...connectors
      .filter((connector) => connector.file === file)
      .flatMap((connector) => entryLines(connector.partner ?? 'unknown partner', connector, page)),
  ]);

/** `muster import`: the tenant to a file or to standard output, everything else to people. */
export const performImport = (
  paths: readonly string[],
  { out }: ImportOptions,
  terminal: Terminal,
): ExitCode => {
  const result = readExports(paths, terminal);
  const tell = out === undefined ? terminal.complain : terminal.print;
  for (const line of resultLines(result, pageOf(terminal))) tell(line);
  complainAbout(terminal, result.diagnostics, sourcesOf(result));
  if (hasErrors(result.diagnostics)) return exitCodes.usage.code;
  const text = writeTenant(result);
  if (out === undefined) {
    terminal.print(text.trimEnd());
    return exitCodes.ok.code;
  }
  try {
    writeWhole(onDisk(terminal, out), text);
  } catch (error) {
    complain(terminal, { message: `cannot write \`${out}\`: ${diskReason(error)}` });
    return exitCodes.usage.code;
  }
  const policies = counted(result.policies.length, 'policy', 'policies');
  const connectors = counted(result.connectors.length, 'connector');
  terminal.print(`${out}: a tenant with ${policies} and ${connectors}`);
  return exitCodes.ok.code;
};
