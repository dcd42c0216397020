import type { Outcome } from '../../reports/result.ts';
import type { Terminal } from './terminal.ts';

/** One line that says how far a run has come. */
export interface Progress {
  readonly ended: (outcome: Outcome) => void;
  readonly finish: () => void;
}

/** Marks on a line that is not rewritten; each stands for the worst of the cases it covers. */
const marksMax = 80;

const marks: Readonly<Record<Outcome, string>> = {
  error: 'E',
  violated: 'F',
  'not-demonstrated': '?',
  'known-failing': 'k',
  interpretive: 'i',
  informational: 'i',
  met: '.',
  'not-run': '-',
};
/** Worst first. */
const severity = 'EF?ki.-';

const worse = (a: string, b: string): string =>
  severity.indexOf(a) <= severity.indexOf(b) ? a : b;

const dots = (terminal: Terminal, planned: number): Progress => {
  const perMark = Math.max(1, Math.ceil(planned / marksMax));
  let pending = '';
  let count = 0;
  const flush = (): void => {
    if (pending !== '') terminal.write(pending);
    pending = '';
  };
  return {
    ended: (outcome) => {
      pending = pending === '' ? marks[outcome] : worse(pending, marks[outcome]);
      count += 1;
      if (count % perMark === 0) flush();
    },
    finish: () => {
      flush();
      terminal.write('\n');
    },
  };
};

const counter = (terminal: Terminal, planned: number): Progress => {
  let done = 0;
  let failed = 0;
  return {
    ended: (outcome) => {
      done += 1;
      if (outcome === 'violated' || outcome === 'error') failed += 1;
      const bad = failed === 0 ? '' : `, ${terminal.paint.bad(`${failed} failed`)}`;
      terminal.write(`\r\u001b[K${done} of ${planned}${bad}`);
    },
    finish: () => terminal.write('\r\u001b[K'),
  };
};

export const progressOn = (terminal: Terminal, planned: number): Progress =>
  terminal.isInteractive ? counter(terminal, planned) : dots(terminal, planned);
