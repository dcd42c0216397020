import { cannotShow } from './difference-text.ts';
import { listChange } from './list-change.ts';
import type { Paint } from './paint.ts';
import type { CaseResult, Difference, Outcome, Place } from './result.ts';

/** The code frame of a place, without a final line break; the caller has the files. */
export type FrameOf = (place: Place) => string | null;

const paintOf = (outcome: Outcome, paint: Paint): ((text: string) => string) => {
  if (outcome === 'violated' || outcome === 'error') return paint.bad;
  if (outcome === 'met') return paint.good;
  return paint.doubtful;
};

const indent = (text: string, by: string): string =>
  text
    .split('\n')
    .map((line) => (line === '' ? line : `${by}${line}`))
    .join('\n');

const differenceLines = (
  difference: Difference,
  frameOf: FrameOf,
  paint: Paint,
): readonly string[] => {
  const { place, offset, subject, field, expected, observed, basis } = difference;
  const what = field === '' ? subject : `${subject}.${field}`;
  const note = basis === 'documented' ? '' : ` (${basis})`;
  const frame = frameOf(place);
  const change = observed === null ? null : listChange(expected, observed);
  return [
    `  at ${offset}: ${paint.strong(what)}${note}`,
    ...(frame === null
      ? [`    ${place.file}:${place.line}:${place.column}`]
      : [indent(frame, '    ')]),
    `    expected  ${expected}`,
    `    observed  ${observed ?? cannotShow}`,
    ...(change === null ? [] : [`    so        ${change}`]),
  ];
};

/** What a terminal shows of one case that was not met: where, what, and how to see it again. */
export const caseText = (
  result: CaseResult,
  reproduce: string,
  frameOf: FrameOf,
  paint: Paint,
): string => {
  const covers = result.covers.length === 0 ? '' : ` [${result.covers.join(', ')}]`;
  const colour = paintOf(result.outcome, paint);
  const differences = result.differences.flatMap((each) => differenceLines(each, frameOf, paint));
  return [
    `${colour(result.outcome)} ${paint.strong(result.id)}`,
    `  ${result.title}${paint.faint(covers)}`,
    ...(result.because === null ? [] : [`  ${result.because}`]),
    ...differences,
    paint.faint(`  again: ${reproduce}`),
  ].join('\n');
};
