import { command, single } from '../command.ts';

export const importCommand = command({
  name: 'import',
  takes: '<exports..>',
  describe: 'Read exported policies and write a tenant',
  positionals: { exports: 'Exported files, or folders of them' },
  options: { out: single('File to write; default: the tenant goes to standard output') },
  examples: [
    ['muster import exports --out tenant.yaml', 'a folder of exports'],
    ['muster import android.json ca.json --out tenant.yaml', 'two files'],
  ],
  perform: async (words, options, terminal) =>
    (await import('../import.ts')).performImport(words, options, terminal),
});
