import { amountText, durationText, measuredText, minutesText, shareText } from './amount-text.ts';
import type { DetectionTimes } from './detection.ts';
import type { JudgedThreshold } from './judge-threshold.ts';
import type { Minutes } from './minutes.ts';
import type { FleetSummary } from './summary.ts';
import { bar, code, figure, table, word } from './table.ts';

/** Rows of one table beyond this many are only counted. */
const rowsMax = 31;

export const limitedRows = <T>(
  rows: readonly T[],
  what: string,
): readonly [readonly T[], string[]] => [
  rows.slice(0, rowsMax),
  rows.length > rowsMax ? [`${rows.length - rowsMax} more ${what} are in summary.json.`, ''] : [],
];

/** What a code means; a code that ends in its partner or policy means what it begins with. */
const meaningOf = (name: string, words: FleetSummary['words']): string | undefined => {
  const known = new Map(Object.entries(words));
  return known.get(name) ?? known.get(name.split('/')[0] ?? name);
};

/** A code with what it means, where that is known. */
export const meant = (name: string, words: FleetSummary['words']): string => {
  const meaning = meaningOf(name, words);
  return meaning === undefined ? code(name) : `${code(name)}: ${meaning}`;
};

const thresholdRow = (judged: JudgedThreshold): readonly string[] => {
  const { text, measured, margin, unit, verdict, because } = judged;
  const said = because === null ? verdict : `${verdict}: ${because}`;
  return [
    code(text),
    measuredText(measured, unit),
    measuredText(margin, unit),
    verdict === 'missed' ? `**${said}**` : said,
  ];
};

export const thresholdsPart = ({ thresholds }: FleetSummary): readonly string[] =>
  thresholds.length === 0
    ? []
    : [
        '## Thresholds',
        '',
        ...table(
          [word('Threshold'), figure('Measured'), figure('Margin'), word('Verdict')],
          thresholds.map(thresholdRow),
        ),
        'The margin is what was left before the bound; below zero the bound was passed.',
        '',
      ];

export const minutesPart = (
  title: string,
  lead: string,
  minutes: Minutes,
  words: FleetSummary['words'],
): readonly string[] => {
  const [rows, more] = limitedRows(minutes.byCause, 'causes');
  return [
    `## ${title}`,
    '',
    lead,
    '',
    ...(rows.length === 0
      ? []
      : table(
          [word('Cause'), figure('Share'), word(''), figure('Device time')],
          rows.map(({ cause, share, deviceMinutes }) => [
            meant(cause, words),
            shareText(share),
            bar(share),
            minutesText(deviceMinutes),
          ]),
        )),
    ...more,
  ];
};

const timeText = (duration: number | null): string =>
  duration === null ? '–' : durationText(duration);

const timesRow = (times: DetectionTimes): readonly string[] => [
  amountText(times.detections),
  timeText(times.p50Ms),
  timeText(times.p90Ms),
  timeText(times.p99Ms),
  timeText(times.maxMs),
];

const undecidedText = ({ undecided }: FleetSummary): readonly string[] => {
  const sums = new Map<string, number>();
  for (const { why, detections } of undecided) sums.set(why, (sums.get(why) ?? 0) + detections);
  if (sums.size === 0) return [];
  const parts = [...sums].map(([why, count]) => `${amountText(count)} ${code(why)}`);
  return [`Detections that no decision followed: ${parts.join(', ')}.`, ''];
};

export const detectionPart = (summary: FleetSummary): readonly string[] => {
  const { overall, byPartner } = summary.detection;
  const [rows, more] = limitedRows(byPartner, 'partners');
  return [
    '## From detection to decision',
    '',
    'How long after an app had detected a threat the device lost access or compliance.',
    '',
    ...table(
      [word('Partner'), word('Platform'), ...['n', 'p50', 'p90', 'p99', 'max'].map(figure)],
      [
        ...rows.map((times) => [code(times.partner), times.platform, ...timesRow(times)]),
        ['all', 'all', ...timesRow(overall)],
      ],
    ),
    ...more,
    'A percentile is an upper bound, at most 3.2% above the truth. `–`: fewer than ten detections',
    'lie beyond it, which is too few to say.',
    '',
    ...undecidedText(summary),
  ];
};

/** Not more than a month of rows: every so many days, and the last. */
const chosenDays = ({ byDay }: FleetSummary): FleetSummary['byDay'] => {
  const step = Math.ceil(byDay.length / rowsMax);
  return byDay.filter(({ day }) => day % step === 0 || day === byDay.length);
};

const stateColumns = ['compliant', 'inGracePeriod', 'noncompliant', 'unknown'] as const;

export const timelinePart = (summary: FleetSummary): readonly string[] => [
  '## Day by day',
  '',
  'Devices at the end of each day, and the check-ins of the day. A device that is not enrolled has',
  'no compliance state: it is unknown.',
  '',
  ...table(
    [
      figure('Day'),
      ...['Compliant', 'In grace', 'Noncompliant', 'Unknown'].map(figure),
      figure('Without access'),
      figure('Check-ins'),
    ],
    chosenDays(summary).map(({ day, complianceState, access, checkIns }) => [
      String(day),
      ...stateColumns.map((state) => amountText(complianceState[state] ?? 0)),
      amountText(access['closed'] ?? 0),
      amountText(checkIns),
    ]),
  ),
];
