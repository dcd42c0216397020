import { type ExitCode, exitCodes } from '../exit-code.ts';
import { pageOf } from '../page.ts';
import { complain, unknownName } from '../refusal.ts';
import type { Terminal } from '../terminal.ts';
import { renderTables, tableFormatFrom } from './table.ts';
import { tenancyTables } from './tenancy.ts';

export interface TableOptions {
  readonly format?: string | undefined;
}

/** `muster tables`. */
export const performTables = (
  [name]: readonly string[],
  { format = 'text' }: TableOptions,
  terminal: Terminal,
): ExitCode => {
  const chosen = tableFormatFrom(format);
  if (typeof chosen !== 'string') {
    complain(terminal, chosen);
    return exitCodes.usage.code;
  }
  const tables = tenancyTables.filter((table) => name === undefined || table.name === name);
  if (tables.length === 0) {
    const names = tenancyTables.map((table) => table.name);
    const help = `there are ${names.join(', ')}`;
    complain(terminal, { help, ...unknownName('table', name ?? '', names) });
    return exitCodes.usage.code;
  }
  terminal.print(renderTables(tables, chosen, pageOf(terminal)));
  return exitCodes.ok.code;
};
