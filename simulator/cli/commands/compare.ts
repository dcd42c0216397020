import { command } from '../command.ts';

export const compareCommand = command({
  name: 'compare',
  takes: '<before> <after>',
  describe: 'Compare load runs: what changed, how surely, and whether that is more than noise',
  positionals: {
    before: 'Folder of a load run, or of its repeats',
    after: 'The same of what it is held against',
  },
  options: {},
  examples: [
    ['muster load --target URL --repeat 5 --out before', 'five repeats of the same run'],
    ['muster compare before after', 'exit 7 where something became worse, 9 for an INVALID run'],
  ],
  perform: async (words, _options, terminal) =>
    (await import('../load/compare.ts')).performCompare(words, terminal),
});
