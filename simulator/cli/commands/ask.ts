import { command, onOff, several, single } from '../command.ts';

export const askCommand = command({
  name: 'ask',
  takes: '<tenant>',
  describe: 'Ask what would be decided about a device, without writing a scenario',
  positionals: { tenant: 'A tenant file' },
  options: {
    device: single('Device of the tenant; may be left out where there is one'),
    report: several('What a partner has reported: lookout=highSeverity'),
    silent: several('How long a partner has been silent: zimperium=8d'),
    launch: several('An app that is opened: outlook'),
    resource: several('A resource whose access is asked for; default: all of the tenant'),
    at: single('When, as an offset from the start: 2d (default: at once)'),
    reading: several('Turn a reading: name=value'),
    rules: onOff('Print every rule that was asked as well'),
    json: onOff('Print the answer as JSON, for a program'),
    'as-scenario': {
      type: 'string',
      describe: 'Write it down as a scenario, to a file or to standard output',
    },
  },
  examples: [
    ['muster ask tenant.yaml --report lookout=highSeverity', 'a threat'],
    ['muster ask tenant.yaml --device pixel --silent zimperium=8d --at 2d', 'a silent partner'],
    ['muster ask tenant.yaml --launch outlook --as-scenario first.yaml', 'kept as a scenario'],
  ],
  perform: async (words, options, terminal) =>
    (await import('../ask/ask.ts')).performAsk(words, options, terminal),
});
