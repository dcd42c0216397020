import type { AskedRule } from '../../../core/rulebook.ts';

/** A rule looks for something: its meaning is `found`, or the question is `clear` of it. */
export const answerWord = ({ answer }: Pick<AskedRule, 'answer'>): 'found' | 'clear' =>
  answer === 'violated' ? 'found' : 'clear';
