/** How a text is made to stand out; the identity everywhere but on a terminal. */
export interface Paint {
  readonly bad: (text: string) => string;
  readonly good: (text: string) => string;
  readonly doubtful: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
}

const same = (text: string): string => text;

export const noPaint: Paint = {
  bad: same,
  good: same,
  doubtful: same,
  strong: same,
  faint: same,
};
