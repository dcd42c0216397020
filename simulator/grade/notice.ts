import type { Readings } from '../../core/readings.ts';
import type { CaseResult, Difference } from '../../reports/result.ts';
import { runCase } from '../run/run-case.ts';
import type { Case } from '../scenario/case.ts';
import { createInProcessTarget } from '../target/in-process.ts';
import type { Variant } from './variant.ts';

/** A case that notices a variant, and by what. */
export interface Notice {
  readonly case: string;
  /** Its first expectation that the variant does not meet; null where the variant broke. */
  readonly difference: Difference | null;
  readonly text: string;
}

export const differenceText = ({
  subject,
  field,
  offset,
  expected,
  observed,
}: Difference): string => {
  const name = field === '' ? subject : `${subject}.${field}`;
  return `${name} at ${offset}: expected ${expected}, observed ${observed ?? 'nothing'}`;
};

const noticeOf = ({ id, outcome, because, differences }: CaseResult): Notice | null => {
  const [difference] = differences;
  if (difference !== undefined) return { case: id, difference, text: differenceText(difference) };
  return outcome === 'error' ? { case: id, difference: null, text: because ?? 'it broke' } : null;
};

/** One suite's cases played against one variant, each at most once. */
export interface Trial {
  /** Whether the case at this place notices, and how. */
  readonly noticed: (place: number) => Promise<Notice | null>;
  /** The first of these places that notices. */
  readonly first: (places: readonly number[]) => Promise<Notice | null>;
}

/** @param readings in force where a case names nothing else */
export const trialOf = (variant: Variant, cases: readonly Case[], readings: Readings): Trial => {
  const target = createInProcessTarget(variant.parts, variant.id);
  const known = new Map<number, Notice | null>();
  const noticed = async (place: number): Promise<Notice | null> => {
    const before = known.get(place);
    if (before !== undefined) return before;
    const kase = cases[place];
    const notice = kase === undefined ? null : noticeOf(await runCase(kase, target, readings));
    known.set(place, notice);
    return notice;
  };
  const first = async (places: readonly number[]): Promise<Notice | null> => {
    for (const place of places) {
      const notice = await noticed(place);
      if (notice !== null) return notice;
    }
    return null;
  };
  return { noticed, first };
};
