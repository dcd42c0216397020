import { command, single } from '../command.ts';

export const reportCommand = command({
  name: 'report',
  takes: '<records..>',
  describe: 'Make a page or a file of a stored run, or say what has changed between two',
  positionals: {
    records: 'A record (run.jsonl, summary.json of a fleet) or its folder; two compare cases',
  },
  options: {
    format: single(
      'html, md, json, and of cases junit or ctrf; of two records text, md, json or html',
    ),
    out: single('File to write; default: report.html beside the record, all else is printed'),
  },
  examples: [
    ['muster report report', 'the page of a run, beside its record'],
    ['muster report report --format ctrf --out ctrf.json', 'the same run for another tool'],
    ['muster report before after', 'what is newly violated, newly met, new, gone or renamed'],
    ['muster report before after --format html --out changes.html', 'the page with its changes'],
  ],
  perform: async (words, options, terminal) =>
    (await import('../report/report.ts')).performReport(words, options, terminal),
});
