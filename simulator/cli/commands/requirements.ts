import { command, onOff, single } from '../command.ts';

export const requirementsCommand = command({
  name: 'requirements',
  takes: '[ids..]',
  describe:
    'List the requirements, the rules that implement them and the scenarios that cover them',
  positionals: { ids: 'Ids, groups or the beginning of several: MULTI-01, CONN, MDE-' },
  options: {
    format: single('json or md (default md)'),
    core: onOff('Only the core subset'),
    uncovered: onOff('Only those that no scenario covers'),
  },
  examples: [
    ['muster requirements MULTI', 'what is asked of several vendors'],
    ['muster requirements --format json', 'all of them, for a program'],
    ['muster requirements --core --uncovered', 'where a scenario is missing'],
  ],
  perform: async (words, options, terminal) =>
    (await import('../requirements.ts')).performRequirements(words, options, terminal),
});
