import { differenceText } from './difference-text.ts';
import type { CaseResult, Counts, Outcome, Plan } from './result.ts';

type Status = 'passed' | 'failed' | 'skipped' | 'pending' | 'other';

/** CTRF has five words; ours stands beside each as `rawStatus`. */
const statusOf: Readonly<Record<Outcome, Status>> = {
  met: 'passed',
  violated: 'failed',
  'not-demonstrated': 'failed',
  error: 'failed',
  'known-failing': 'pending',
  'not-run': 'skipped',
  interpretive: 'other',
  informational: 'other',
};

const countOf = (counts: Counts, status: Status): number =>
  Object.entries(statusOf).reduce(
    (sum, [outcome, of]) => (of === status ? sum + counts[outcome as Outcome] : sum),
    0,
  );

const testOf = (result: CaseResult) => {
  const { id, title, outcome, place, tags, covers, because, differences } = result;
  const lines = differences.map(differenceText);
  const message = because ?? lines[0];
  return {
    name: id,
    status: statusOf[outcome],
    duration: 0,
    suite: [id.split('/')[0] ?? id],
    rawStatus: outcome,
    line: place.line,
    filePath: place.file,
    ...(message === undefined ? {} : { message }),
    ...(lines.length === 0 ? {} : { snippet: lines.join('\n') }),
    ...(tags.length === 0 ? {} : { tags }),
    extra: { testId: id, title, covers },
  };
};

/**
 * A run in the Common Test Report Format, in pieces. A case takes no time: what the clock of the
 * machine said is not part of a record.
 */
export function* ctrfPieces(
  plan: Plan,
  counts: Counts,
  results: Iterable<CaseResult>,
): Generator<string> {
  const [name = plan.tool, version] = plan.tool.split(' ');
  const head = {
    tool: { name, ...(version === undefined ? {} : { version }), extra: { target: plan.target } },
    summary: {
      tests: Object.values(counts).reduce((sum, n) => sum + n, 0),
      passed: countOf(counts, 'passed'),
      failed: countOf(counts, 'failed'),
      skipped: countOf(counts, 'skipped'),
      pending: countOf(counts, 'pending'),
      other: countOf(counts, 'other'),
      start: 0,
      stop: 0,
      extra: { counts },
    },
  };
  const { tool, summary } = head;
  yield `{"reportFormat":"CTRF","specVersion":"1.0.0","results":{"tool":${JSON.stringify(tool)},`;
  yield `"summary":${JSON.stringify(summary)},"tests":[\n`;
  let isFirst = true;
  for (const result of results) {
    yield `${isFirst ? '' : ',\n'}${JSON.stringify(testOf(result))}`;
    isFirst = false;
  }
  yield '\n]}}\n';
}
