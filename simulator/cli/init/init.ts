import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeTenant } from '../../graph/write-tenant.ts';
import { hasErrors } from '../../source/report.ts';
import { diskReason, writeWhole } from '../atomic-file.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { readExports } from '../exports.ts';
import { sourcesOf } from '../import.ts';
import { projectFile } from '../project.ts';
import { complain, complainAbout, type Refusal } from '../refusal.ts';
import type { Terminal } from '../terminal.ts';
import { editorSettings } from './editor-settings.ts';
import { firstScenario } from './first-scenario.ts';
import { installedIn } from './installed.ts';
import {
  exampleScenario,
  exampleTenant,
  type Installed,
  projectText,
  workflowText,
} from './templates.ts';

const tenantPath = 'tenant.yaml';
const scenarioPath = 'scenarios/first.yaml';
const workflowPath = '.github/workflows/muster.yml';

type Texts = ReadonlyMap<string, string>;

/** The tenant of the exports with a scenario that passes on it; null after an error. */
const fromExports = async (paths: readonly string[], terminal: Terminal): Promise<Texts | null> => {
  const result = readExports(paths, terminal);
  complainAbout(terminal, result.diagnostics, sourcesOf(result));
  if (hasErrors(result.diagnostics)) return null;
  const tenant = writeTenant(result);
  const scenario = await firstScenario(tenantPath, tenant, terminal);
  if (scenario === null) return null;
  return new Map([
    [tenantPath, tenant],
    [scenarioPath, scenario],
  ]);
};

const examples: Texts = new Map([
  [tenantPath, exampleTenant],
  [scenarioPath, exampleScenario],
]);

const surroundings = (folder: string, installed: Installed): Texts =>
  new Map([
    [projectFile, projectText],
    ['.vscode/settings.json', editorSettings(folder)],
    [workflowPath, workflowText(installed)],
  ]);

const alreadyThere = (folder: string, texts: Texts): Refusal | null => {
  const there = [...texts.keys()].filter((path) => existsSync(join(folder, path)));
  if (there.length === 0) return null;
  const verb = there.length === 1 ? 'is' : 'are';
  const message = `nothing is overwritten, and ${there.join(', ')} ${verb} there already`;
  return { message, help: 'begin in an empty folder' };
};

/** All of the files or none of them. */
const writeAll = (folder: string, texts: Texts): Refusal | null => {
  const written: string[] = [];
  for (const [path, text] of texts) {
    try {
      writeWhole(join(folder, path), text);
      written.push(path);
    } catch (error) {
      for (const done of written) rmSync(join(folder, done), { force: true });
      return { message: `cannot write \`${path}\`: ${diskReason(error)}` };
    }
  }
  return null;
};

/** `muster init`. */
export const performInit = async (
  exports: readonly string[],
  terminal: Terminal,
): Promise<ExitCode> => {
  const folder = terminal.cwd;
  const installed = installedIn(folder);
  const around = surroundings(folder, installed);
  const own = exports.length === 0 ? examples : await fromExports(exports, terminal);
  if (own === null) return exitCodes.usage.code;
  const texts = new Map([...own, ...around]);
  const refusal = alreadyThere(folder, texts) ?? writeAll(folder, texts);
  if (refusal !== null) {
    complain(terminal, refusal);
    return exitCodes.usage.code;
  }
  for (const path of texts.keys()) terminal.print(`wrote ${path}`);
  if (installed.from === 'tarball' && !existsSync(join(folder, installed.file))) {
    terminal.print(`\n${workflowPath} needs ${installed.file} in this folder, which \`npm pack\``);
    terminal.print('in a clone of Muster makes');
  }
  terminal.print('\nnow `muster run` plays the scenario, and `muster explain` says why it passes');
  return exitCodes.ok.code;
};
