import { command, onOff, several, single } from '../command.ts';

export const runCommand = command({
  name: 'run',
  takes: '[paths..]',
  describe: 'Play scenarios and judge what the target does',
  positionals: {
    paths: 'Files and folders; default: `paths` of muster.yaml, else ./scenarios',
  },
  options: {
    id: several('Only this case or scenario, or ids that fit a pattern with *'),
    tag: several('Only cases with this tag'),
    req: several('Only cases that cover this requirement'),
    reading: several('Turn a reading for every case: name=value'),
    'all-readings': onOff('Turn each reading by itself, and list the results that change'),
    'only-failed': onOff('Only what failed in the run that the reports folder holds'),
    shuffle: { type: 'string', describe: 'Play in a random order; --shuffle=7 names the seed' },
    watch: onOff('Run again whenever a file changes, until Ctrl-C'),
    target: single(
      'Address of a service to judge, such as `muster serve` prints; default: the core',
    ),
    'target-file': single('How a service that is not Muster’s own is reached and what it can do'),
    threads: single(
      'How many threads read and play (default: one; one a core for a large library on four cores or more)',
    ),
    'known-failing': single('File with the list of known failures'),
    out: single('Folder for report.html, run.jsonl, summary.json, summary.md and junit.xml'),
    json: onOff('Print summary.json on standard output instead of text'),
  },
  examples: [
    ['muster run', 'every scenario of this folder'],
    ['muster run scenarios/connector --out report', 'one area, with reports'],
    ['muster run --id several-vendors/missed-second-scan', 'one scenario'],
    ['muster run --req MULTI-01 --req COMP-02', 'what covers two requirements'],
    ['muster run --reading ignoreUnresponsiveAs=missing', 'what another reading changes'],
    ['muster run --target http://127.0.0.1:8080', 'the same, over HTTP'],
    ['muster run --target-file target.yaml', 'a service of somebody else'],
    ['muster run --all-readings --threads 2', 'what rests on which reading'],
    ['muster run --only-failed --watch', 'until what failed is mended'],
  ],
  perform: async (words, options, terminal) =>
    (await import('../run/run.ts')).performRun(words, options, terminal),
});
