import { command, onOff, single } from '../command.ts';

export const mergeCommand = command({
  name: 'merge',
  takes: '<folders..>',
  describe: 'Put the shards of one fleet run together',
  positionals: { folders: 'The --out folders of all shards, in whatever order' },
  options: {
    out: single('Folder for tally.json, summary.json, summary.md and report.html'),
    json: onOff('Print summary.json on standard output instead of text'),
  },
  examples: [['muster merge part-1 part-2 --out whole', 'the same bytes as one run']],
  perform: async (words, options, terminal) =>
    (await import('../fleet/merge.ts')).performMerge(words, options, terminal),
});
