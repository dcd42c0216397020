import { command, onOff, several, single } from '../command.ts';

export const loadCommand = command({
  name: 'load',
  takes: '[profile]',
  describe:
    'Ask a service at a rate, whatever it answers, and say how far to trust what came of it',
  positionals: {
    profile:
      'A load file, or a shipped one such as muster:loads/morning-herd.yaml (default: a small one)',
  },
  options: {
    target: single('Address of the service, e.g. http://127.0.0.1:8080'),
    rate: single(
      'In place of the phases of the load: requests a second (default 100): 2000; 100..5000 rises; 100+50/10s goes up stairs; ' +
        '20000@15m are devices that ask once in that time; 5000@once come all at once',
    ),
    for: single('How long it is measured, e.g. 60s or 5m (default 10s)'),
    'warm-up': single('How long it is asked before that, at the same rate (default 2s)'),
    random: onOff('Requests come as independent callers do, not evenly'),
    devices: single("How many devices, in place of the load's number"),
    path: single('Ask any service for one thing with GET, and judge nothing'),
    body: single('A JSON body; makes it a POST'),
    header: several('A header of every request, `name: value`'),
    seed: single("Chance of devices and arrivals, in place of the load's (default 1)"),
    threads: single('Threads that make requests, beside the one that paces (default 1)'),
    connections: single('Connections over all threads (default 100)'),
    timeout: single('Nobody waits longer than this from when a request was due (default 10s)'),
    'in-flight': single('More than so many at once are dropped, and counted (default 10000)'),
    threshold: several('What must hold, e.g. `response_p99 < 50ms` or `lost == 0`'),
    'abort-on-fail': onOff('Stop as soon as a threshold can no longer hold'),
    plan: onOff('Say what would be asked and whether this machine can do it; ask nothing'),
    repeat: single('Measure so many times, for `muster compare` (default 1)'),
    honesty: single(
      'Result of `muster selftest honesty` to put into the report (default: the last one kept here)',
    ),
    out: single('Folder for summary.json, summary.md and report.html; of repeats, one for each'),
  },
  examples: [
    ['muster load --target http://127.0.0.1:8080', 'a small fleet against `muster serve`'],
    ['muster load muster:loads/vendor-outage.yaml --target URL --out run', 'with its record'],
    ['muster load --target URL --rate 1000 --for 60s', 'a thousand a second'],
    ['muster load --target URL --rate 100..5000 --path /health', 'more and more of one thing'],
    ["muster load --target URL --threshold 'response_p99 < 50ms'", 'exit 7 where that is missed'],
    ['muster load --target URL --rate 20000 --plan', 'can this machine do that?'],
  ],
  perform: async (words, options, terminal) =>
    (await import('../load/load.ts')).performLoad(words, options, terminal),
});
