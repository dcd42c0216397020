import type { Readings } from '../../core/readings.ts';
import type { CaseResult } from '../../reports/result.ts';
import { readingsInForce } from '../run/readings-in-force.ts';
import { runCase } from '../run/run-case.ts';
import type { Case } from '../scenario/case.ts';
import { createInProcessTarget } from '../target/in-process.ts';
import { type Asked, recording } from './asked.ts';

/** One case under the documented rules: what it came to, and what it asked on the way. */
export interface Played {
  readonly result: CaseResult;
  readonly asked: Asked;
}

/** @param readings in force where the file names nothing else */
export const playDocumented = async (kase: Case, readings: Readings): Promise<Played> => {
  const { parts, questions, calls } = recording();
  const result = await runCase(kase, createInProcessTarget(parts), readings);
  const force = readingsInForce(readings, kase.readings, {});
  return { result, asked: { readings: force.readings, questions: questions(), calls: calls() } };
};

/** Only a case that shows nothing wrong by itself can notice that something else is. */
export const isSound = ({ outcome, differences }: CaseResult): boolean =>
  (outcome === 'met' || outcome === 'informational') && differences.length === 0;
