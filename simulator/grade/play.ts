import { defaultReadings, openQuestions, type ReadingName } from '../../core/readings.ts';
import { runCase } from '../run/run-case.ts';
import type { Case } from '../scenario/case.ts';
import { inProcessTarget } from '../target/in-process.ts';
import { isSound } from './baseline.ts';
import { differenceText } from './notice.ts';

/** Whether one of the cases is met under the documented rules. */
export const isMet = async (cases: readonly Case[]): Promise<boolean> => {
  for (const kase of cases) {
    if (isSound(await runCase(kase, inProcessTarget, defaultReadings))) return true;
  }
  return false;
};

export interface Turned {
  /** `name=choice`. */
  readonly variant: string;
  /** The case that comes out otherwise, and in what. */
  readonly check: string;
  readonly difference: string;
}

/** The first of the cases that is met, and no longer once the reading is turned. */
export const turnedBy = async (
  reading: ReadingName,
  cases: readonly Case[],
): Promise<Turned | null> => {
  const [standing, ...others] = openQuestions[reading].choices;
  for (const kase of cases) {
    if ((kase.readings[reading] ?? standing) !== standing) continue;
    if (!isSound(await runCase(kase, inProcessTarget, defaultReadings))) continue;
    for (const choice of others) {
      const turned = { [reading]: choice };
      const { differences } = await runCase(kase, inProcessTarget, defaultReadings, turned);
      const [difference] = differences;
      if (difference === undefined) continue;
      const variant = `${reading}=${choice}`;
      return { variant, check: kase.id, difference: differenceText(difference) };
    }
  }
  return null;
};
