import { command, several, single } from '../command.ts';

export const ceilingCommand = command({
  name: 'ceiling',
  takes: '',
  describe: 'Ask a route as often as it answers: the most it gives in a closed loop, no latency',
  positionals: {},
  options: {
    target: single('Address of the service, e.g. http://127.0.0.1:8080'),
    path: single('What is asked for with GET (default /)'),
    body: single('A JSON body; makes it a POST'),
    header: several('A header of every request, `name: value`'),
    'header-env': several(
      'A header whose value is in a variable of the environment, `authorization: TOKEN`',
    ),
    control: single('Control surface of a service of ours, to get a token for the route from'),
    partner: single('With --control: a token of this partner, not of the admin'),
    connections: single('Connections, each of which asks again at once (default 50)'),
    pipelining: single('Requests under way on each connection (default 1)'),
    for: single('How long it is measured, at least 1s (default 10s)'),
    'warm-up': single('How long it is asked before that (default 2s)'),
    out: single('Folder for ceiling.json and ceiling.md'),
  },
  examples: [
    ['muster ceiling --target http://127.0.0.1:8080 --path /health', 'the most it answers'],
    [
      'muster ceiling --target URL --control CONTROL_URL --path /beta/deviceManagement/managedDevices',
      'a route of a service of ours, with a token',
    ],
    [
      "muster ceiling --target URL --header-env 'authorization: TOKEN' --out ceiling",
      'a secret that no command line shows',
    ],
  ],
  perform: async (_words, options, terminal) =>
    (await import('../load/ceiling.ts')).performCeiling(options, terminal),
});
