import { command, single } from '../command.ts';

export const defenderCommand = command({
  name: 'defender',
  takes: '[what] [paths..]',
  describe: "Look up Defender's matrices, or judge a pilot by its exit criteria",
  positionals: {
    what: 'pilot: judge device sets; default: look up what is supported',
    paths: "Of a pilot: scenario files or folders, or a fleet's summary.json",
  },
  options: {
    platform: single('Only of android or ios'),
    scenario: single('One enrolment scenario: cope, cobo, mam, supervised …'),
    criteria: single('Of a pilot: inventory, phishing, alerts (default all of them)'),
    format: single('text, json or md (default text)'),
  },
  examples: [
    ['muster defender', 'enrolment, capabilities, onboarding, privacy, criteria'],
    ['muster defender --platform android --scenario cope', 'one scenario'],
    ['muster defender pilot scenarios/defender/pilot', 'may the rollout be widened?'],
    ['muster defender pilot report/summary.json', 'the same of a fleet that was played'],
  ],
  perform: async (words, options, terminal) =>
    (await import('../defender/defender.ts')).performDefender(words, options, terminal),
});
