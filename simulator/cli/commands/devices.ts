import { command, single } from '../command.ts';

export const devicesCommand = command({
  name: 'devices',
  takes: '<profile>',
  describe: 'Show devices of a fleet as people would meet them: names, models, users',
  positionals: {
    profile: 'A fleet file, or a shipped one such as muster:fleets/small-office.yaml',
  },
  options: {
    show: single('How many (default 20, at most 10000)'),
    from: single('Number of the first one; they count from 0 (default 0)'),
    seed: single("In place of the profile's seed: another seed, other devices"),
    format: single('text or json (default text)'),
  },
  examples: [
    ['muster devices scenarios/fleets/small-office.yaml', 'the first twenty'],
    [
      'muster devices muster:fleets/hundred-thousand-mixed.yaml --from 4711 --show 1',
      'one of many',
    ],
    ['muster devices fleet.yaml --show 1000 --format json', 'for another program'],
  ],
  perform: async (words, options, terminal) =>
    (await import('../devices/devices.ts')).performDevices(words, options, terminal),
});
