import { command, single } from '../command.ts';

export const tablesCommand = command({
  name: 'tables',
  takes: '[name]',
  describe: 'Look up what the documents state of partners, roles, clouds, check-ins and the rest',
  positionals: { name: 'One table; default: all of them' },
  options: { format: single('text, json or md (default text)') },
  examples: [
    ['muster tables', 'all of them'],
    ['muster tables roles', 'who may do what'],
    ['muster tables applicability --format md', 'what applies to which management type'],
  ],
  perform: async (words, options, terminal) =>
    (await import('../tables/tables.ts')).performTables(words, options, terminal),
});
