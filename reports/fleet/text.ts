import { noPaint, type Paint } from '../paint.ts';
import { amountText, countedText, durationText, measuredText, shareText } from './amount-text.ts';
import { headlineOf } from './headline.ts';
import type { JudgedThreshold } from './judge-threshold.ts';
import type { Minutes } from './minutes.ts';
import { reproduceFleet } from './reproduce.ts';
import type { FleetSummary } from './summary.ts';

/** The whole text keeps to fifteen lines; so many of them are thresholds. */
const thresholdsMax = 6;
const causesMax = 3;

/** Worst first, so that what is cut off is what went well. */
const order = ['missed', 'vacuous', 'not-judged', 'met'] as const;

const thresholdLine = (judged: JudgedThreshold, paint: Paint): string => {
  const { text, measured, margin, unit, verdict, because } = judged;
  if (verdict === 'vacuous' || verdict === 'not-judged') {
    return paint.doubtful(`  ${verdict}: ${text} (${because ?? 'no reason given'})`);
  }
  const [value, room] = [measuredText(measured, unit), measuredText(margin, unit)];
  const line = `  ${verdict}: ${text} (measured ${value}, margin ${room})`;
  return verdict === 'met' ? paint.good(line) : paint.bad(line);
};

const thresholdLines = ({ thresholds }: FleetSummary, paint: Paint): readonly string[] => {
  const sorted = order.flatMap((verdict) => thresholds.filter((one) => one.verdict === verdict));
  const isCut = sorted.length > thresholdsMax;
  const shown = sorted.slice(0, isCut ? thresholdsMax - 1 : thresholdsMax);
  const rest = sorted.length - shown.length;
  return [
    ...shown.map((judged) => thresholdLine(judged, paint)),
    ...(rest > 0 ? [paint.faint(`  and ${countedText(rest, 'threshold')} more`)] : []),
  ];
};

const causesLine = (title: string, { byCause }: Minutes): string => {
  if (byCause.length === 0) return `${title}: none`;
  const shown = byCause.slice(0, causesMax);
  const parts = shown.map(({ cause, share }) => `${cause} ${shareText(share)}`);
  const rest = byCause.length - shown.length;
  return `${title}: ${parts.join(', ')}${rest > 0 ? `, and ${rest} more` : ''}`;
};

const detectionLine = ({ detection: { overall } }: FleetSummary): string => {
  const { detections, p50Ms, p90Ms, p99Ms, maxMs } = overall;
  if (detections === 0) return 'detection to decision: no detection was followed by a decision';
  const time = (name: string, value: number | null) =>
    `${name} ${value === null ? '–' : durationText(value)}`;
  const times = [time('p50', p50Ms), time('p90', p90Ms), time('p99', p99Ms), time('max', maxMs)];
  return `detection to decision: ${times.join(', ')} (n = ${amountText(detections)})`;
};

/** What became of people who were on the way to their app for the first time. */
const walksLine = ({ access: { walks } }: FleetSummary): readonly string[] =>
  walks === undefined
    ? []
    : [
        `ways to the app: ${Object.entries(walks)
          .map(([how, n]) => `${how} ${amountText(n)}`)
          .join(', ')}`,
      ];

/** A fleet run in at most sixteen lines, for a terminal. */
export const fleetText = (summary: FleetSummary, paint: Paint = noPaint): string => {
  const { counts, coverage, verdict, seed, digest } = summary;
  const [ending, figures] = headlineOf(summary);
  const tone = { met: paint.good, vacuous: paint.doubtful } as const;
  const say = verdict === 'met' || verdict === 'vacuous' ? tone[verdict] : paint.bad;
  return [
    say(ending),
    figures,
    ...thresholdLines(summary, paint),
    causesLine('exposure', summary.exposure),
    causesLine('over-blocking', summary.overBlocking),
    detectionLine(summary),
    ...walksLine(summary),
    `${countedText(counts.events, 'event')}, ${countedText(counts.checkIns, 'check-in')}, ` +
      `${countedText(counts.threats, 'threat')}; coverage: ` +
      `${shareText(coverage.pairs.share)} of pairs, ${shareText(coverage.triples.share)} of triples`,
    `digest ${paint.strong(digest)}, seed ${seed}`,
    paint.faint(reproduceFleet({ ...summary, devices: counts.devicesPlanned })),
  ].join('\n');
};
