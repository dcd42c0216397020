/** How a command ends, for whoever reads only that. The same for every command. */
export const exitCodes = {
  ok: { code: 0, meaning: 'all judged cases are met, informational or interpretive' },
  violated: {
    code: 1,
    meaning:
      'a case is violated, a known-failing entry is met, expired or matches nothing, or a suite ' +
      'is below its bar',
  },
  usage: { code: 2, meaning: 'the command or a file it was given is not valid' },
  nothingRan: { code: 3, meaning: 'nothing ran, or fewer cases than were planned' },
  error: { code: 4, meaning: 'the harness or the adapter of the target broke' },
  setUp: {
    code: 5,
    meaning: 'the set-up check of the target failed, and nothing was judged',
  },
  notDemonstrated: {
    code: 6,
    meaning: 'a case is not demonstrated, and nothing worse is the matter',
  },
  threshold: { code: 7, meaning: 'a threshold was missed' },
  vacuous: {
    code: 8,
    meaning: 'what a threshold or a claim speaks of never occurred',
  },
  invalid: { code: 9, meaning: 'a measurement is INVALID' },
  wrongUnderLoad: { code: 10, meaning: 'a decision under load was wrong' },
  interrupted: { code: 130, meaning: 'it was interrupted' },
} as const satisfies Record<string, { readonly code: number; readonly meaning: string }>;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]['code'];

/** Which of several wins, the first that holds; none of them is 0. */
export const precedence: readonly ExitCode[] = [130, 4, 2, 5, 3, 10, 1, 6, 9, 7, 8];

export const worstExit = (codes: Iterable<ExitCode>): ExitCode => {
  const held = new Set(codes);
  return precedence.find((code) => held.has(code)) ?? exitCodes.ok.code;
};
