import { logSteps, roundSteps } from './scale.ts';

/** One line of a chart. */
export interface Line {
  readonly name: string;
  /** Colour, see the style of charts. */
  readonly look: string;
  /** Which dashes it is drawn with, so that colour is not the only sign. */
  readonly dash: number;
  /** Null: nothing is known of that moment, and the line has a gap. */
  readonly values: readonly (number | null)[];
  /** Whether it is drawn before anybody asks for it. */
  readonly isShown: boolean;
}

export const dashes: readonly (readonly number[])[] = [[], [7, 3], [2, 3], [9, 3, 2, 3]];

/** What runs from left to right, the same for every chart of a page. */
export interface TimeAxis {
  /** Where the run ends; it begins at 0. */
  readonly until: number;
  readonly steps: (from: number, until: number, most: number) => readonly number[];
  readonly tick: (moment: number) => string;
  /** A moment in words, e.g. `after 11d 9h`. */
  readonly moment: (moment: number) => string;
}

/** What runs from the bottom to the top. */
export interface ValueScale {
  readonly isLogarithmic: boolean;
  /** Round values, of which the first and the last are the ends of the chart. */
  readonly steps: (least: number, most: number) => readonly number[];
  readonly text: (value: number) => string;
}

/** From nothing, in equal steps. */
export const linear = (text: (value: number) => string): ValueScale => ({
  isLogarithmic: false,
  steps: (_, most) => roundSteps(most),
  text,
});

/** Every step is so many times the last. */
export const logarithmic = (text: (value: number) => string): ValueScale => ({
  isLogarithmic: true,
  steps: logSteps,
  text,
});

/** Something that began at a moment, marked in every chart. */
export interface Mark {
  readonly at: number;
  readonly name: string;
}

/** What a chart over the time of a run shows. */
export interface LineChart {
  readonly id: string;
  readonly title: string;
  readonly how: string;
  /** The moment of each value. */
  readonly at: readonly number[];
  readonly lines: readonly Line[];
  readonly axis: TimeAxis;
  readonly scale: ValueScale;
  readonly marks: readonly Mark[];
}

/** The ends of what some lines hold; a logarithm knows no nothing. */
export const stepsFor = ({ scale }: LineChart, lines: readonly Line[]): readonly number[] => {
  const isKnown = (value: number | null): value is number =>
    value !== null && (!scale.isLogarithmic || value > 0);
  const values = lines.flatMap((line) => line.values.filter(isKnown));
  const least = values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  return scale.steps(
    least,
    values.reduce((a, b) => Math.max(a, b), 0),
  );
};

/** Where a value stands between the first step and the last, 0 to 1. */
export const heightIn = (
  { isLogarithmic }: ValueScale,
  steps: readonly number[],
  value: number,
): number => {
  const [first = 0, last = 1] = [steps[0], steps.at(-1)];
  if (!isLogarithmic) return (value - first) / (last - first);
  return Math.max(0, Math.log(value / first) / Math.log(last / first));
};
