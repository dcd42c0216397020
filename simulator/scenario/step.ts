import type { Basis } from '../../core/vocabulary.ts';
import { formatDuration, longestDuration } from '../source/duration.ts';
import type { Located } from '../source/shape.ts';
import { type Entry, entryOf, type Mapping, valueUnder } from '../source/tree.ts';
import type { Expectation, GradedAlternative, Step } from './case.ts';
import { plainExpectations } from './expectation.ts';
import { gradeShape, repliesShape } from './expectation-shape.ts';
import { mostOperations } from './limits.ts';
import { gradedShape, type StepEntry } from './step-shape.ts';
import type { TimelineState } from './timeline-state.ts';

/** A step whose operations are made; what it expects is read once the timeline is known. */
export interface PlayedStep {
  readonly entry: StepEntry;
  readonly tree: Mapping;
  readonly step: Omit<Step, 'expectations' | 'graded'>;
}

const operationsOf = (entry: StepEntry, state: TimelineState): Step['operations'] => {
  const acts = entry.do ?? [];
  const over = acts[mostOperations];
  if (over !== undefined) {
    state.report(over.tree, 'limit', `a step has at most ${mostOperations} operations`);
    return [];
  }
  return acts.flatMap(({ value: act, tree }) => {
    const operation = act(state);
    return operation === undefined ? [] : [{ operation, span: tree.span }];
  });
};

/** Makes the operations of a step; null where it cannot be said when it is. */
export const playStep = (
  { value: entry, tree }: Located<StepEntry>,
  basis: Basis,
  state: TimelineState,
): PlayedStep | null => {
  const operations = operationsOf(entry, state);
  const { at } = entry;
  if (at === undefined || tree.kind !== 'map') return null;
  if (at.value.total > longestDuration) {
    const longest = formatDuration(longestDuration);
    state.report(at.tree, 'time', `a scenario lasts at most ${longest}`);
    return null;
  }
  const step = {
    at: state.start + at.value.total,
    offset: at.value.text,
    note: entry.note ?? null,
    span: at.tree.span,
    basis: entry.basis ?? basis,
    operations,
  };
  return { entry, tree, step };
};

const replyExpectations = (entry: Entry, step: PlayedStep, state: TimelineState): Expectation[] => {
  const replies = repliesShape.read(entry.value, state.report);
  const acts = valueUnder(step.tree, 'do');
  const count = acts?.kind === 'list' ? acts.items.length : 0;
  const given = entry.value.kind === 'list' ? entry.value.items.length : 0;
  if (replies === undefined) return [];
  if (given !== count) {
    const message = `${given} replies are expected of ${count} operations`;
    state.report(entry.value, 'value', message, {
      help: 'write one word for each item of `do`, `~` where it does not matter',
    });
    return [];
  }
  return replies.flatMap(({ value }, operation): Expectation[] =>
    value === null
      ? []
      : [{ kind: 'reply', operation, expected: value.value, span: value.tree.span }],
  );
};

const gradedAlternatives = (entry: Entry, state: TimelineState): GradedAlternative[] => {
  const alternatives = gradedShape.read(entry.value, state.report) ?? [];
  return alternatives.flatMap((alternative) => {
    const written = entryOf(alternative, 'grade');
    if (written === undefined) {
      state.report(alternative, 'missing-field', 'an alternative says its `grade`');
    }
    const grade = written && gradeShape.read(written.value, state.report);
    const expectations = plainExpectations(alternative, ['grade'], state);
    if (alternative.entries.length === (written === undefined ? 0 : 1)) {
      state.report(alternative, 'expects-nothing', 'this alternative looks at nothing');
    }
    return grade === undefined ? [] : [{ grade, span: alternative.span, expectations }];
  });
};

/** Adds what the step expects; every name of the whole timeline is known by now. */
export const finishStep = (played: PlayedStep, state: TimelineState): Step => {
  const expect = played.entry.expect;
  if (expect === undefined) return { ...played.step, expectations: [], graded: [] };
  if (expect.entries.length === 0) {
    state.report(expect, 'expects-nothing', '`expect` looks at nothing');
  }
  const replies = entryOf(expect, 'replies');
  const graded = entryOf(expect, 'graded');
  return {
    ...played.step,
    expectations: [
      ...(replies === undefined ? [] : replyExpectations(replies, played, state)),
      ...plainExpectations(expect, ['replies', 'graded'], state),
    ],
    graded: graded === undefined ? [] : gradedAlternatives(graded, state),
  };
};

/** Steps are in the order of time; several may share an instant. */
export const checkOrder = (steps: readonly PlayedStep[], state: TimelineState): void => {
  let last: PlayedStep | null = null;
  for (const current of steps) {
    if (last !== null && current.step.at < last.step.at) {
      const place = current.entry.at?.tree ?? current.tree;
      const origin = [
        { span: last.step.span, message: 'the step before' },
        ...(place.origin ?? []),
      ];
      const message = `\`${current.step.offset}\` is before \`${last.step.offset}\``;
      const help = 'steps stand in the order of time; move the step up';
      state.report({ span: place.span, origin }, 'time', message, { help });
    } else {
      last = current;
    }
  }
};
