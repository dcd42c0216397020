import type { Case } from '../../scenario/case.ts';
import { type Library, onDisk } from '../library.ts';
import { defaultOut } from '../project.ts';
import type { Refusal } from '../refusal.ts';
import { select } from '../selection.ts';
import type { Terminal } from '../terminal.ts';
import { failedBefore } from './failed-before.ts';
import type { RunRequest } from './request.ts';

/** The cases that a run is about; `nothing` where none failed in the run it takes up. */
export const chooseCases = (
  library: Library,
  request: RunRequest,
  terminal: Terminal,
): readonly Case[] | Refusal | 'nothing' => {
  const selection = select(library.cases, request.filters);
  if (selection.kind === 'refused') return selection.refusal;
  if (!request.onlyFailed) return selection.cases;
  const folder = request.out ?? library.project.out ?? defaultOut;
  const failed = failedBefore(onDisk(terminal, folder));
  if (!('has' in failed)) return failed;
  const cases = selection.cases.filter(({ id }) => failed.has(id));
  return cases.length === 0 ? 'nothing' : cases;
};
