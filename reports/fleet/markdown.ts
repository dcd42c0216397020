import { amountText, countedText, minutesText, shareText } from './amount-text.ts';
import type { Tuple, TupleCoverage } from './coverage.ts';
import { headlineOf } from './headline.ts';
import {
  detectionPart,
  limitedRows,
  minutesPart,
  thresholdsPart,
  timelinePart,
} from './markdown-parts.ts';
import { reproduceFleet } from './reproduce.ts';
import type { FleetSummary } from './summary.ts';
import { code, figure, table, word } from './table.ts';

/** Missing tuples that the page shows; summary.json has more. */
const missingShown = 10;

const exposureLead = ({ exposure, threatenedDeviceMinutes }: FleetSummary): string =>
  exposure.deviceMinutes === 0
    ? 'No device ever had access while a threat was on it.'
    : `Access while a threat was on the device: ${shareText(exposure.share)} of the ` +
      `${minutesText(threatenedDeviceMinutes)} that threats were on devices, or ` +
      `${minutesText(exposure.minutesPerDevice)} for an average device. Why it stayed open:`;

const overBlockingLead = ({ overBlocking }: FleetSummary): string =>
  overBlocking.deviceMinutes === 0
    ? 'No device was ever without access while nothing was wrong with it.'
    : `No access though no threat was on the device: ${shareText(overBlocking.share)} of its ` +
      `time, or ${minutesText(overBlocking.minutesPerDevice)} for an average device. Why:`;

const cohortsPart = ({ cohorts }: FleetSummary): readonly string[] => {
  const [rows, more] = limitedRows(cohorts, 'cohorts');
  return [
    '## The fleet',
    '',
    ...table(
      [
        word('Cohort'),
        figure('Planned'),
        figure('Played'),
        figure('Devices'),
        figure('Noncompliant at the end'),
      ],
      rows.map(({ cohort, plannedShare, playedShare, devices, atEnd }) => [
        code(cohort),
        shareText(plannedShare),
        shareText(playedShare),
        amountText(devices),
        amountText(atEnd['noncompliant'] ?? 0),
      ]),
    ),
    ...more,
  ];
};

const livedPart = ({ counts, threats, access }: FleetSummary): readonly string[] => {
  const unseen = threats.reduce((sum, { neverSeen }) => sum + neverSeen, 0);
  return [
    `They lived through ${countedText(counts.events, 'event')}: ` +
      `${countedText(counts.checkIns, 'check-in')}, ${countedText(counts.messages, 'message')} ` +
      `of partners, ${countedText(counts.launches, 'launch').replace(/launchs$/, 'launches')}, ` +
      `${countedText(counts.threats, 'threat')} (${amountText(unseen)} never seen by any app) ` +
      `and ${countedText(access.selectiveWipes, 'selective wipe')}.`,
    '',
  ];
};

const connectorsPart = ({ connectors, messages }: FleetSummary): readonly string[] => {
  if (connectors.length === 0) return [];
  const [rows, more] = limitedRows(connectors, 'partners');
  return [
    '## Partners',
    '',
    ...table(
      [word('Partner'), word('Connector'), word('Messages')],
      rows.map(({ partner, minutes }) => [
        code(partner),
        Object.entries(minutes)
          .map(([state, lasted]) => `${state} ${minutesText(lasted)}`)
          .join(', '),
        messages
          .filter((each) => each.partner === partner)
          .map((each) => `${amountText(each.messages)} ${each.result}`)
          .join(', '),
      ]),
    ),
    ...more,
  ];
};

const tupleText = (tuple: Tuple): string =>
  Object.entries(tuple)
    .map(([dimension, value]) => `${dimension} ${code(value)}`)
    .join(' with ');

const coverageRow = (name: string, found: TupleCoverage): readonly string[] => [
  name,
  amountText(found.met),
  amountText(found.possible),
  shareText(found.share),
];

const coveragePart = ({ coverage }: FleetSummary): readonly string[] => {
  const { pairs, triples, situations } = coverage;
  const shown = pairs.firstMissing.slice(0, missingShown);
  return [
    '## Coverage',
    '',
    `${countedText(situations, 'situation')} met: platform, management type, partners, level, ` +
      'partner state and policy together. Of everything that can come together came:',
    '',
    ...table(
      [word('Taken'), figure('Met'), figure('Possible'), figure('Share')],
      [coverageRow('two at a time', pairs), coverageRow('three at a time', triples)],
    ),
    ...(shown.length === 0
      ? []
      : [
          `Pairs that never met${pairs.missing > shown.length ? ', the first of them' : ''}:`,
          '',
          ...shown.map((tuple) => `- ${tupleText(tuple)}`),
          '',
        ]),
  ];
};

const reproducePart = (summary: FleetSummary): readonly string[] => [
  '## How to reproduce it',
  '',
  '```sh',
  reproduceFleet({ ...summary, devices: summary.counts.devicesPlanned }),
  '```',
  '',
  `It gives the digest ${code(summary.digest)} on every machine, whatever the threads and shares.`,
  '',
  `- tool: ${summary.tool}`,
  `- profile and tenant: ${code(summary.inputs)}`,
  `- readings turned for this run: ${
    summary.turned.length === 0 ? 'none' : summary.turned.map(code).join(', ')
  }`,
  '',
];

/** `summary.md`: a fleet run on one page. */
export const fleetMarkdown = (summary: FleetSummary): string => {
  const [ending, figures] = headlineOf(summary);
  return [
    `# ${summary.title}`,
    '',
    `**${ending}** ${figures}`,
    '',
    ...thresholdsPart(summary),
    ...minutesPart('Exposure', exposureLead(summary), summary.exposure, summary.words),
    ...minutesPart('Over-blocking', overBlockingLead(summary), summary.overBlocking, summary.words),
    ...detectionPart(summary),
    ...timelinePart(summary),
    ...cohortsPart(summary),
    ...livedPart(summary),
    ...connectorsPart(summary),
    ...coveragePart(summary),
    ...reproducePart(summary),
  ].join('\n');
};
