import { command, single } from '../command.ts';

export const selftestCommand = command({
  name: 'selftest',
  takes: '<what>',
  describe: 'Does the load driver tell the truth here? It is held against servers with logs',
  positionals: { what: 'honesty: some 75 s, best on a machine that is otherwise idle' },
  options: { out: single('One more file for the figures, as JSON; the last ones are always kept') },
  examples: [
    [
      'muster selftest honesty',
      'exit 9 where a figure is beyond its tolerance, or the machine is too busy to tell',
    ],
  ],
  perform: async (words, options, terminal) =>
    (await import('../load/selftest.ts')).performSelftest(words, options, terminal),
});
