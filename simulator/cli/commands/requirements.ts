import { command, onOff, single } from '../command.ts';

export const requirementsCommand = command({
  name: 'requirements',
  takes: '[ids..]',
  describe:
    'List the requirements with their sources, rules and scenarios, and what is shown of them',
  positionals: { ids: 'Ids, groups or the beginning of several: MULTI-01, CONN, MDE-' },
  options: {
    format: single('text, json or md (default text)'),
    status: single('Only those demonstrated, exercised, labelled, planned or outside'),
    stale: single('Only those whose source was read longer ago than this, e.g. 180d'),
    'as-of': single('The date from which --stale looks back (default today)'),
    core: onOff('Only the core subset'),
    document: single('What one of the first documents says, as a page: intune-overview …'),
    uncovered: onOff('Only those that no scenario covers'),
  },
  examples: [
    ['muster requirements MULTI', 'what is asked of several vendors'],
    ['muster requirements --format json', 'all of them, for a program'],
    ['muster requirements --status planned', 'what is not built yet'],
    ['muster requirements --document defender-overview', 'one source document, checked off'],
    ['muster requirements --stale 180d', 'what should be read again'],
  ],
  perform: async (words, options, terminal) =>
    (await import('../ledger/requirements.ts')).performRequirements(words, options, terminal),
});
