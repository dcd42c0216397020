import { command } from '../command.ts';

export const initCommand = command({
  name: 'init',
  takes: '[exports..]',
  describe: 'Set up an empty folder: a tenant, a first scenario, editor settings, a CI file',
  positionals: { exports: 'Exported policies to make the tenant from' },
  options: {},
  examples: [
    ['muster init', 'with an example tenant'],
    ['muster init ../exports', 'with your own policies'],
  ],
  perform: async (words, _options, terminal) =>
    (await import('../init/init.ts')).performInit(words, terminal),
});
