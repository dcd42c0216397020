import type { Duration } from '../../core/time.ts';
import type { Basis } from '../../core/vocabulary.ts';

/** What every parameter of the contract says of itself. */
interface About {
  readonly basis: Basis;
  /** One sentence: what it rules. */
  readonly meaning: string;
  /** Where the default comes from: a public analogue, a standard, or Muster's own choice. */
  readonly source: string;
}

export interface CountParameter extends About {
  readonly type: 'count';
  readonly value: number;
  readonly least: number;
  readonly most: number;
}

export interface DurationParameter extends About {
  readonly type: 'duration';
  readonly value: Duration;
}

export interface StatusParameter extends About {
  readonly type: 'status';
  /** An HTTP status code. */
  readonly value: number;
}

export interface ChoiceParameter<Word extends string = string> extends About {
  readonly type: 'choice';
  readonly value: Word;
  readonly words: readonly Word[];
}

export interface TextParameter extends About {
  readonly type: 'text';
  readonly value: string;
}

export type Parameter =
  | CountParameter
  | DurationParameter
  | StatusParameter
  | ChoiceParameter
  | TextParameter;

export type ParameterValue<P extends Parameter> =
  P extends ChoiceParameter<infer Word> ? Word : P extends TextParameter ? string : number;

type Founded = readonly [Basis, string];

export const count = (
  value: number,
  [basis, source]: Founded,
  meaning: string,
  most = 1_000_000,
): CountParameter => ({ type: 'count', value, least: 1, most, basis, source, meaning });

export const lasting = (
  value: Duration,
  [basis, source]: Founded,
  meaning: string,
): DurationParameter => ({ type: 'duration', value, basis, source, meaning });

export const status = (
  value: number,
  [basis, source]: Founded,
  meaning: string,
): StatusParameter => ({ type: 'status', value, basis, source, meaning });

export const choice = <const Word extends string>(
  words: readonly [Word, ...Word[]],
  [basis, source]: Founded,
  meaning: string,
): ChoiceParameter<Word> => ({ type: 'choice', value: words[0], words, basis, source, meaning });

export const text = (value: string, [basis, source]: Founded, meaning: string): TextParameter => ({
  type: 'text',
  value,
  basis,
  source,
  meaning,
});
