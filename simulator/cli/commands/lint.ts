import { command, onOff } from '../command.ts';

export const lintCommand = command({
  name: 'lint',
  takes: '[paths..]',
  describe: 'Check scenario files without playing them; all errors of all files at once',
  positionals: {
    paths: 'Files and folders; default: `paths` of muster.yaml, else ./scenarios',
  },
  options: {
    expanded: onOff('Print every case as it is after `use:`, `${}` and tables are worked out'),
  },
  examples: [
    ['muster lint', 'every scenario of this folder'],
    ['muster lint scenarios/wipe/first.yaml --expanded', 'what one file says in full'],
    ['muster lint target.yaml contract.yaml', 'files that other commands are given'],
  ],
  perform: async (words, options, terminal) =>
    (await import('../lint.ts')).performLint(words, options, terminal),
});
