import { partnerKeys } from '../../../core/partners.ts';
import type { Operation } from '../../port/operation.ts';
import type { Choice } from '../../source/collection.ts';
import { text, word } from '../../source/scalar.ts';
import { located, named, refined, type Shape } from '../../source/shape.ts';
import type { Tree } from '../../source/tree.ts';
import type { TimelineState } from '../timeline-state.ts';

/**
 * Makes the operation once everything before it in the timeline is known; undefined after a
 * report.
 */
export type Act = (state: TimelineState) => Operation | undefined;

/** A verb of `do`: what it says, the shape of its arguments, and the operation it becomes. */
export const verb = <Args>(
  description: string,
  shape: Shape<Args>,
  act: (args: Args, state: TimelineState, tree: Tree) => Operation | undefined,
): Choice<Act> => ({
  description,
  shape: refined(
    shape,
    (args, tree): Act =>
      (state) =>
        act(args, state, tree),
  ),
});

export const partner = named('partner', word('partner', partnerKeys));

/** Names are looked up when the timeline is compiled, so here they are any text. */
export const deviceName = located(text('the name of a device'));
export const appName = located(text('the key of an app'));
