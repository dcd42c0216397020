import { command, onOff, several, single } from '../command.ts';

export const fleetCommand = command({
  name: 'fleet',
  takes: '<profile>',
  describe: 'Play a fleet of devices in virtual time, and say what they come to',
  positionals: {
    profile: 'A fleet file, or a shipped one such as muster:fleets/small-office.yaml',
  },
  options: {
    tenant: single("A tenant file in place of the profile's own tenant"),
    versus: single('Play the same devices under this tenant as well, and compare'),
    devices: single("How many devices, in place of the profile's number"),
    days: single("How many days, in place of the profile's number"),
    seed: single("In place of the profile's seed: another seed, other devices"),
    threads: single('How many threads play (default: one a core); the result is the same'),
    shard: single('Play only this part: 1/4 is the first of four; `muster merge` joins them'),
    threshold: several("Judge this as well: 'noncompliant < 5%'"),
    reading: several('Turn a reading: name=value'),
    'check-determinism': onOff('Play again with other threads and shares, and compare'),
    device: single('Tell the life of this one device; needs --as-scenario'),
    'as-scenario': {
      type: 'string',
      describe: 'Write that life as a scenario, to a file or to standard output',
    },
    out: single('Folder for tally.json, summary.json, summary.md and report.html'),
    json: onOff('Print summary.json on standard output instead of text'),
  },
  examples: [
    ['muster fleet muster:fleets/small-office.yaml', 'fifty devices, a month, in a moment'],
    ['muster fleet fleet.yaml --tenant mine.yaml --versus changed.yaml --out what-if', 'what if'],
    ['muster fleet fleet.yaml --devices 1000000 --threshold "detection_p99 < 1h"', 'a large one'],
    ['muster fleet fleet.yaml --shard 2/8 --out part-2', 'one of eight machines'],
    ['muster fleet fleet.yaml --device 4711 --as-scenario life.yaml', 'one life, to look into'],
  ],
  perform: async (words, options, terminal) =>
    (await import('../fleet/fleet.ts')).performFleet(words, options, terminal),
});
