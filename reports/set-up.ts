import type { Plan, SetUpFinding } from './result.ts';

/** What of a target was not as it must be; then nothing was judged. */
export const setUpFaults = ({ setUp = [] }: Pick<Plan, 'setUp'>): readonly SetUpFinding[] =>
  setUp.filter(({ isGood }) => isGood === false);
