import { command } from '../command.ts';

export const schemaCommand = command({
  name: 'schema',
  takes: '[name]',
  describe: 'Print the JSON Schema of a kind of file',
  positionals: { name: 'scenario, tenant …; without it the names are listed' },
  options: {},
  examples: [
    ['muster schema', 'which there are, and where they are installed'],
    ['muster schema scenario > scenario.schema.json', 'a copy for an editor'],
  ],
  perform: async (words, _options, terminal) =>
    (await import('../schema.ts')).performSchema(words[0], terminal),
});
