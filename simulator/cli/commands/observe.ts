import { command, onOff, single } from '../command.ts';

export const observeCommand = command({
  name: 'observe',
  takes: '',
  describe: 'Watch the connectors that talk to a stand-in: which rules they keep, live',
  positionals: {},
  options: {
    control: single('Control surface of the stand-in, e.g. http://127.0.0.1:8081'),
    'tenant-id': single('Only this tenant'),
    contract: single('Contract profile in force, e.g. muster:contract/async.yaml'),
    once: onOff('Judge what has happened so far and end'),
    format: single('text or json (default text)'),
  },
  examples: [
    ['muster observe --control http://127.0.0.1:8081', 'live, until Ctrl-C, then in full'],
    ['muster observe --control http://127.0.0.1:8081 --once --format json', 'for a pipeline'],
  ],
  perform: async (_words, options, terminal) =>
    (await import('../observe/observe.ts')).performObserve(options, terminal),
});
