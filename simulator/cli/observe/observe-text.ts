import type { Fault } from '../../partner/judge/check.ts';
import { marks } from '../../partner/judge/check.ts';
import type { CheckResult, Judgement, Verdict } from '../../partner/judge/judge.ts';
import { counted } from '../refusal.ts';
import type { Terminal } from '../terminal.ts';

const words: Readonly<Record<Verdict, string>> = {
  passed: 'passed',
  failed: 'FAILED',
  warning: 'warning',
  'not-demonstrated': 'not demonstrated',
};

const width = Math.max(...Object.values(words).map(({ length }) => length));

const painted = (verdict: Verdict, { paint }: Terminal): string => {
  const text = words[verdict].padEnd(width);
  if (verdict === 'passed') return paint.good(text);
  if (verdict === 'failed') return paint.bad(text);
  return verdict === 'warning' ? paint.doubtful(text) : paint.faint(text);
};

export const faultText = ({ exchange, expected, observed }: Fault): string =>
  `exchange ${exchange}: expected ${expected}, observed ${observed}`;

/** A rule that nobody published is never told as if somebody had. */
const ownRule = "this is the reference contract's rule, not a published Microsoft rule";

/** One check in a line, its faults and what it rests on below. */
const resultLines = (result: CheckResult, terminal: Terminal): readonly string[] => {
  const { check, verdict, seen, missing, faults, faultCount } = result;
  const { id, title, mark, severity, rule } = check;
  const times = seen === 0 ? '' : ` (seen ${counted(seen, 'time')})`;
  const still =
    verdict === 'not-demonstrated' && seen > 0 ? `, not yet: ${missing.join(', ')}` : '';
  const head = `${painted(verdict, terminal)}  ${id}  ${title}${times}${still}`;
  if (faults.length === 0) return [head];
  return [
    head,
    ...faults.slice(0, 3).map((fault) => `    ${faultText(fault)}`),
    ...(faultCount > 3 ? [`    and ${faultCount - 3} more`] : []),
    `    ${severity}, rule [${mark}, ${marks[mark]}]: ${rule}`,
    ...(mark === 'F' ? [] : [`    ${ownRule}`]),
  ];
};

export const judgementLines = (judgement: Judgement, terminal: Terminal): readonly string[] => [
  terminal.paint.strong(
    `Connector ${judgement.client} in tenant ${judgement.tenant}: ${counted(judgement.calls, 'call')}`,
  ),
  ...judgement.results.flatMap((result) => resultLines(result, terminal)),
];
