import { amountText, countedText, minutesText, shareText } from './amount-text.ts';
import type {
  ComparisonSummary,
  ExchangedByCause,
  ExchangedMinutes,
} from './comparison-summary.ts';
import { limitedRows, meant } from './markdown-parts.ts';
import { reproduceFleet } from './reproduce.ts';
import { code, figure, table, word } from './table.ts';
import { shareOf } from './unit.ts';

const tenantText = ({ tenant }: ComparisonSummary['first']): string =>
  tenant === null ? "the profile's own tenant" : code(tenant);

const signed = (minutes: number, sign: '+' | '-'): string =>
  minutes === 0 ? '0' : `${sign}${minutesText(minutes)}`;

const cells = ({ gainedDeviceMinutes, lostDeviceMinutes }: ExchangedMinutes): readonly string[] => [
  signed(gainedDeviceMinutes, '+'),
  signed(lostDeviceMinutes, '-'),
];

const net = ({ gainedDeviceMinutes, lostDeviceMinutes }: ExchangedMinutes): string => {
  const change = gainedDeviceMinutes - lostDeviceMinutes;
  if (change === 0) return 'unchanged';
  return `${minutesText(Math.abs(change))} ${change > 0 ? 'more' : 'less'}`;
};

/** Two sentences: who gains and loses access, and what it does to safety and to annoyance. */
export const comparisonHeadline = (summary: ComparisonSummary): readonly string[] => {
  const { devices, access, exposure, overBlocking } = summary;
  const share = (count: number) => shareText(shareOf(count, devices.compared));
  if (devices.compared === 0) return ['No device was played under both tenants.'];
  if (summary.alike) {
    return [
      `The two tenants make no difference to any of ${countedText(devices.compared, 'device')}.`,
    ];
  }
  return [
    `Of ${countedText(devices.compared, 'device')} ${amountText(devices.gainingAccess)} ` +
      `(${share(devices.gainingAccess)}) gain access at some time and ` +
      `${amountText(devices.losingAccess)} (${share(devices.losingAccess)}) lose it.`,
    `All in all access is ${net(access)}, exposure ${net(exposure)} and over-blocking ` +
      `${net(overBlocking)}, in device time.`,
  ];
};

const partial = ({ complete, devices }: ComparisonSummary): readonly string[] =>
  complete
    ? []
    : [
        `Incomplete: ${amountText(devices.compared)} of ${countedText(devices.planned, 'device')} ` +
          `were compared, ${amountText(devices.lost)} lost.`,
        '',
      ];

const totalsPart = ({ access, exposure, overBlocking }: ComparisonSummary): readonly string[] => [
  '## Gained and lost',
  '',
  ...table(
    [word('Device time'), figure('Gained'), figure('Lost')],
    [
      ['access', ...cells(access)],
      ['exposure', ...cells(exposure)],
      ['over-blocking', ...cells(overBlocking)],
    ],
  ),
];

const causesPart = (
  title: string,
  { byCause }: ExchangedByCause,
  words: ComparisonSummary['words'],
): readonly string[] => {
  if (byCause.length === 0) return [];
  const [rows, more] = limitedRows(byCause, 'causes');
  return [
    `## ${title} by cause`,
    '',
    ...table(
      [word('Cause'), figure('Gained'), figure('Lost')],
      rows.map((row) => [meant(row.cause, words), ...cells(row)]),
    ),
    ...more,
  ];
};

const cohortsPart = ({ cohorts }: ComparisonSummary): readonly string[] => {
  const [rows, more] = limitedRows(cohorts, 'cohorts');
  return [
    '## By cohort',
    '',
    ...table(
      [
        word('Cohort'),
        ...['Devices', 'Gain access', 'Lose access', 'Access +', 'Access -'].map(figure),
        ...['Exposure +', 'Exposure -', 'Over-blocking +', 'Over-blocking -'].map(figure),
      ],
      rows.map((row) => [
        code(row.cohort),
        amountText(row.devices),
        amountText(row.devicesGainingAccess),
        amountText(row.devicesLosingAccess),
        ...cells(row.access),
        ...cells(row.exposure),
        ...cells(row.overBlocking),
      ]),
    ),
    ...more,
  ];
};

/** Rows are states under the first tenant, columns those under the second. */
const statesPart = ({ finalStates }: ComparisonSummary): readonly string[] => {
  const states = [...new Set(finalStates.flatMap(({ from, to }) => [from, to]))].sort();
  const devicesIn = (from: string, to: string): number =>
    finalStates.find((each) => each.from === from && each.to === to)?.devices ?? 0;
  return [
    '## Compliance at the end',
    '',
    'Devices by their state under the first tenant (rows) and under the second (columns).',
    '',
    ...table(
      [word('From'), ...states.map((state) => figure(`to ${state}`))],
      states.map((from) => [from, ...states.map((to) => amountText(devicesIn(from, to)))]),
    ),
  ];
};

const exposureCell = (minutes: number): string =>
  signed(Math.abs(minutes), minutes < 0 ? '-' : '+');

const tellingPart = ({ telling, words }: ComparisonSummary): readonly string[] =>
  telling.length === 0
    ? []
    : [
        '## The most telling devices',
        '',
        ...table(
          [
            figure('Device'),
            word('Cohort'),
            ...['Access gained', 'Access lost', 'Exposure'].map(figure),
            word('Mostly because of'),
          ],
          telling.map((each) => [
            String(each.device),
            code(each.cohort),
            signed(each.accessGainedMinutes, '+'),
            signed(each.accessLostMinutes, '-'),
            exposureCell(each.exposureChangeMinutes),
            meant(each.cause, words),
          ]),
        ),
      ];

const reproducePart = (summary: ComparisonSummary): readonly string[] => {
  const { first, second, devices } = summary;
  return [
    '## How to reproduce it',
    '',
    '```sh',
    reproduceFleet({
      ...summary,
      tenant: first.tenant,
      devices: devices.planned,
      ...(second.tenant !== null && { versus: second.tenant }),
    }),
    '```',
    '',
    `- tool: ${summary.tool}`,
    `- first: ${tenantText(first)}, fingerprint ${code(first.inputs)}`,
    `- second: ${tenantText(second)}, fingerprint ${code(second.inputs)}`,
    '',
  ];
};

/** `comparison.md`: what a changed tenant would mean to a fleet, on one page. */
export const comparisonMarkdown = (summary: ComparisonSummary): string => {
  const { exposure, overBlocking, words, alike } = summary;
  const [first = '', ...rest] = comparisonHeadline(summary);
  const parts = [
    ...totalsPart(summary),
    ...causesPart('Exposure', exposure, words),
    ...causesPart('Over-blocking', overBlocking, words),
    ...cohortsPart(summary),
    ...statesPart(summary),
    ...tellingPart(summary),
  ];
  return [
    `# What if: ${summary.title}`,
    '',
    [`**${first}**`, ...rest].join(' '),
    '',
    `From ${tenantText(summary.first)} to ${tenantText(summary.second)}, the same devices.`,
    '',
    ...partial(summary),
    ...(alike ? [] : parts),
    ...reproducePart(summary),
  ].join('\n');
};

/** The same in a few lines, for a terminal. */
export const comparisonText = (summary: ComparisonSummary): string =>
  [
    ...comparisonHeadline(summary),
    ...partial(summary).slice(0, 1),
    ...summary.telling.map(
      ({ device, cohort, accessGainedMinutes, accessLostMinutes, exposureChangeMinutes, cause }) =>
        `  device ${device} (${cohort}): access ${signed(accessGainedMinutes, '+')} ` +
        `${signed(accessLostMinutes, '-')}, exposure ${exposureCell(exposureChangeMinutes)}: ` +
        cause,
    ),
  ].join('\n');
