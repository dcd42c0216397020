import { optional } from '../../source/collection.ts';
import { text } from '../../source/scalar.ts';
import { type Located, located } from '../../source/shape.ts';
import { unknownName } from '../../tenant/names.ts';
import type { TimelineState } from '../timeline-state.ts';

/** The user behind an act of an admin. */
export const askedBy = optional(
  located(text('the name of a user')),
  'The user who asks, whose roles then count. Default: somebody who may.',
);

/** The part of an operation that says so; a user the tenant does not know is reported. */
export const whoAsks = (
  { by }: { readonly by?: Located<string> },
  state: TimelineState,
): { readonly by?: string } => {
  if (by === undefined) return {};
  if (!state.users.has(by.value)) {
    unknownName(by.tree, 'user', by.value, state.users.keys(), state.report);
  }
  return { by: by.value };
};
