import { command, onOff, single } from '../command.ts';

export const explainCommand = command({
  name: 'explain',
  takes: '<case> [paths..]',
  describe: 'Play a case to an instant and say what is decided there, by which rules, and why',
  positionals: {
    case: 'Id of a case, or of a scenario with one case',
    paths: 'Files and folders; default: `paths` of muster.yaml, else ./scenarios',
  },
  options: {
    at: single('Instant, as an offset from the start: 7d, 6h+1s (default: the last step)'),
    device: single('Only this device'),
    json: onOff('Print it as JSON, for a program'),
  },
  examples: [
    ['muster explain several-vendors/missed-second-scan', 'at the end of the scenario'],
    ['muster explain connector/unresponsive/ignored-after-n-days --at 7d', 'at the boundary'],
  ],
  perform: async (words, options, terminal) =>
    (await import('../explain/explain.ts')).performExplain(words, options, terminal),
});
