import type { SetUpFinding } from '../../../reports/result.ts';
import type { TargetChoice } from '../../run/share.ts';
import type { TargetSetup } from '../../target/http/setup.ts';
import type { Terminal } from '../terminal.ts';
import type { TargetRequest } from './request.ts';

/** A target that was asked for, and what the set-up check found of it. */
export interface CheckedTarget {
  /** What records call it. */
  readonly name: string;
  /** Null where the check failed, so that nothing may be judged. */
  readonly choice: TargetChoice | null;
  readonly setUp: readonly SetUpFinding[];
  /** That name it on the command line. */
  readonly options: readonly string[];
}

/** One that may be judged. */
export interface ReadyTarget extends CheckedTarget {
  readonly choice: TargetChoice;
}

export const isReady = (target: CheckedTarget): target is ReadyTarget => target.choice !== null;

/** None of them holds a secret. */
const optionsOf = (request: TargetRequest): readonly string[] => {
  if (request.kind === 'in-process') return [];
  const { address } = request;
  const target = address === null ? [] : ['--target', address];
  return request.kind === 'own' ? target : [...target, '--target-file', request.file];
};

const check = async (
  name: string,
  setup: TargetSetup,
  options: readonly string[],
): Promise<CheckedTarget> => {
  const { checkSetUp } = await import('../../target/http/check/check.ts');
  const setUp = await checkSetUp(setup);
  const failed = setUp.some(({ isGood }) => isGood === false);
  return { name, choice: failed ? null : setup, setUp, options };
};

/**
 * Finds the target and looks whether it can be judged at all; nothing is played. Null after a
 * target file that is wrong was complained of.
 */
export const checkTarget = async (
  request: TargetRequest,
  terminal: Terminal,
): Promise<CheckedTarget | null> => {
  if (request.kind === 'in-process') {
    return { name: 'in-process', choice: 'in-process', setUp: [], options: [] };
  }
  const options = optionsOf(request);
  if (request.kind === 'file') {
    const { openTargetFile } = await import('./target-file.ts');
    const setup = openTargetFile(request.file, request.address, terminal);
    return setup === null ? null : check(setup.name, setup, options);
  }
  const { findOwn } = await import('../../target/http/find-own.ts');
  const found = await findOwn(request.address);
  if (!('because' in found)) return check(request.address, found, options);
  const { because: said, help } = found;
  const setUp = [{ what: 'reachable', isGood: false, said, help }];
  return { name: request.address, choice: null, setUp, options };
};
