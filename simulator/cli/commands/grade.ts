import { command, several, single } from '../command.ts';

export const gradeCommand = command({
  name: 'grade',
  takes: '[paths..]',
  describe: 'Try scenarios against evaluators that are known to be wrong, and say what they miss',
  positionals: {
    paths:
      'Files and folders; default: as for `run`, and where there are none the library of Muster',
  },
  options: {
    'require-demonstrated': single('Exit with 1 unless p0 (the core), p1 or all is demonstrated'),
    variant: several('Only this variant, or ids that fit a pattern with *'),
    req: several('Only variants that break this requirement'),
    threads: single('How many threads work (default 1); what comes out is the same'),
    format: single('text (the default), md, json, or mte for mutation-testing-elements'),
    out: single('Folder for grade.json, grade.md, mutation.json and a file for each witness'),
  },
  examples: [
    ['muster grade', 'what the scenarios of this folder would notice'],
    ['muster grade scenarios --require-demonstrated p0', 'a bar for a pipeline'],
    ["muster grade --variant 'setting/*'", 'how each variant of one stage fares'],
    ['muster grade --req MULTI-01 --format md', 'what is known of one requirement'],
  ],
  perform: async (words, options, terminal) =>
    (await import('../grade/grade.ts')).performGrade(words, options, terminal),
});
