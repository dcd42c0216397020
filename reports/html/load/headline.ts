import { amountText } from '../../fleet/amount-text.ts';
import type { LoadSummary } from '../../load/summary.ts';
import { ratesOf, timeText } from '../../load/text.ts';

type Tone = 'bad' | 'doubtful' | 'good';

/** How a run ended: the worst that holds, in a few words. */
export interface LoadEnding {
  readonly title: string;
  readonly tone: Tone;
}

const ofThresholds = ({ thresholds }: LoadSummary, verdict: string): number =>
  thresholds.filter((each) => each.verdict === verdict).length;

const endings: readonly ((summary: LoadSummary) => LoadEnding | null)[] = [
  ({ grade }) =>
    grade === 'INVALID' ? { title: 'INVALID: nothing here can be relied on', tone: 'bad' } : null,
  ({ measured }) =>
    measured.sums.wrong === 0
      ? null
      : {
          title: `Failed: ${amountText(measured.sums.wrong)} ${measured.sums.wrong === 1 ? 'answer was' : 'answers were'} wrong`,
          tone: 'bad',
        },
  (summary) => {
    const missed = ofThresholds(summary, 'missed');
    const title = `Failed: ${missed} of ${summary.thresholds.length} thresholds missed`;
    return missed === 0 ? null : { title, tone: 'bad' };
  },
  ({ wasStopped }) => (wasStopped ? { title: 'Stopped before its end', tone: 'doubtful' } : null),
  (summary) => {
    const vacuous = ofThresholds(summary, 'vacuous');
    const title = `Vacuous: ${vacuous} of ${summary.thresholds.length} thresholds say nothing`;
    return vacuous === 0 ? null : { title, tone: 'doubtful' };
  },
  ({ thresholds: { length }, grade }) => {
    if (length === 0) return null;
    const met = length === 1 ? 'the threshold is met' : `all ${length} thresholds are met`;
    return { title: `Passed: ${met}`, tone: grade === 'VALID' ? 'good' : 'doubtful' };
  },
];

export const loadEnding = (summary: LoadSummary): LoadEnding => {
  for (const ending of endings) {
    const found = ending(summary);
    if (found !== null) return found;
  }
  const tone = summary.grade === 'VALID' ? 'good' : 'doubtful';
  return { title: 'Measured; no threshold was set', tone };
};

/** What was asked and what came of it, in two sentences. */
export const loadSentences = (summary: LoadSummary): readonly string[] => {
  const { measured } = summary;
  const [offered, completed] = ratesOf(measured);
  const p99 = measured.response.percentiles.p99;
  const waited =
    p99 === null
      ? 'Too few were answered for a p99 of the response time.'
      : p99.isAtLeast
        ? `One in a hundred waited ${timeText(p99.value)} or longer, some of them for ever.`
        : `99 of 100 were answered within ${timeText(p99.value)} of when they were due.`;
  return [
    `${amountText(offered)} requests a second were offered and ${amountText(completed)} completed, ${amountText(measured.sums.offered)} in all.`,
    waited,
  ];
};
