import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shippedScenarios } from '../source/package-root.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { complain, unknownName } from './refusal.ts';
import type { Terminal } from './terminal.ts';

const suffix = '.schema.json';

/** Names of the schemas the package ships, A to Z. */
export const schemaNames = (): readonly string[] =>
  readdirSync(shippedScenarios)
    .filter((file) => file.endsWith(suffix))
    .map((file) => file.slice(0, -suffix.length))
    .sort();

export const schemaPath = (name: string): string => join(shippedScenarios, `${name}${suffix}`);

export const performSchema = (name: string | undefined, terminal: Terminal): ExitCode => {
  const names = schemaNames();
  if (name === undefined) {
    for (const each of names) terminal.print(`${each}  ${schemaPath(each)}`);
    return exitCodes.ok.code;
  }
  if (!names.includes(name)) {
    const refusal = unknownName('schema', name, names);
    complain(terminal, { help: `there are ${names.join(', ')}`, ...refusal });
    return exitCodes.usage.code;
  }
  terminal.print(readFileSync(schemaPath(name), 'utf8').trimEnd());
  return exitCodes.ok.code;
};
