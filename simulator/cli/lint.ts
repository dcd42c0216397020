import { openFleet } from '../fleet/open-profile.ts';
import { openLoad } from '../load/profile/open-profile.ts';
import type { CheckFleet } from '../scenario/load.ts';
import { valueUnder } from '../source/tree.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { importPolicies, type Library, openLibrary } from './library.ts';
import { counted } from './refusal.ts';
import { checkSideFiles } from './side-file.ts';
import type { Terminal } from './terminal.ts';

export interface LintOptions {
  readonly expanded?: boolean | undefined;
}

/** More names than this are no summary any more. */
const mostNamed = 3;

const tenantsText = (files: readonly string[]): string => {
  const others = files.length - mostNamed;
  const names = [...files.slice(0, mostNamed), ...(others > 0 ? [`${others} more`] : [])];
  return `${counted(files.length, 'tenant')} by ${files.length === 1 ? 'itself' : 'themselves'} (${names.join(', ')})`;
};

/** What there is; a tenant that scenarios or fleets use is part of them. */
const summaryOf = ({ cases, loneTenants, fleets, loads }: Library): string => {
  const scenarios = new Set(cases.map(({ scenario }) => scenario)).size;
  const played = `${counted(scenarios, 'scenario')} with ${counted(cases.length, 'case')}`;
  const others = [
    ...(fleets.length > 0 ? [counted(fleets.length, 'fleet')] : []),
    ...(loads.length > 0 ? [counted(loads.length, 'load')] : []),
    ...(loneTenants.length > 0 ? [tenantsText(loneTenants)] : []),
  ];
  return (scenarios === 0 && others.length > 0 ? others : [played, ...others]).join(', ');
};

const checkFleet: CheckFleet = (file, documents) => {
  const kind = valueUnder(documents.open(file).tree ?? undefined, 'kind');
  const isLoad = kind?.kind === 'leaf' && kind.text === 'Load';
  return isLoad
    ? openLoad(file, documents, importPolicies)
    : openFleet(file, documents, { importFile: importPolicies });
};

/** `muster lint`: every error of every file has been told by the time the library is open. */
export const performLint = (
  paths: readonly string[],
  { expanded = false }: LintOptions,
  terminal: Terminal,
): ExitCode => {
  const { sound, isWrong, others } = checkSideFiles(paths, terminal);
  if (paths.length > 0 && others.length === 0) {
    if (isWrong) return exitCodes.usage.code;
    terminal.print(`${sound.join(', ')}, no errors`);
    return exitCodes.ok.code;
  }
  const { library } = openLibrary(others, terminal, { remarks: 'shown', checkFleet });
  if (library === null || isWrong) return exitCodes.usage.code;
  const { cases, printExpanded } = library;
  if (expanded) {
    const texts = cases.map(({ id }) => printExpanded(id) ?? '');
    terminal.print(texts.map((text) => text.trimEnd()).join('\n---\n'));
    return exitCodes.ok.code;
  }
  terminal.print(`${[summaryOf(library), ...sound].join(', ')}, no errors`);
  return exitCodes.ok.code;
};
