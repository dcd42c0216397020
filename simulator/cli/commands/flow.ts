import { command, single } from '../command.ts';

export const flowCommand = command({
  name: 'flow',
  takes: '[name]',
  describe: 'Show how users are led to access: screens, choices and where each leads',
  positionals: { name: 'ios, android, enrolled or defender; default: their titles' },
  options: { format: single('text, mermaid or json (default text)') },
  examples: [
    ['muster flow ios', 'a protected app on an unenrolled iPhone'],
    ['muster flow android --format mermaid', 'as a picture, for a Markdown page'],
  ],
  perform: async (words, options, terminal) =>
    (await import('../flow/flow.ts')).performFlow(words, options, terminal),
});
