import { command, single } from '../command.ts';

export const readingsCommand = command({
  name: 'readings',
  takes: '[name]',
  describe: 'List what the documents leave open: the choices, the default and who is silent',
  positionals: { name: 'One reading; default: all of them' },
  options: { format: single('text, md or json (default text)') },
  examples: [
    ['muster readings', 'every open question'],
    ['muster readings scanAgeing', 'one of them'],
    ['muster readings --format json', 'for a program'],
  ],
  perform: async (words, options, terminal) =>
    (await import('../open-questions/open-questions.ts')).performReadings(words, options, terminal),
});
