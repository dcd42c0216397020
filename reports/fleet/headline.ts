import { amountText, countedText, minutesText, shareText } from './amount-text.ts';
import type { FleetSummary } from './summary.ts';
import { shareOf } from './unit.ts';
import type { FleetVerdict } from './verdict.ts';

const thresholdsWith = ({ thresholds }: FleetSummary, verdict: string): string =>
  `${thresholds.filter((one) => one.verdict === verdict).length} of ${thresholds.length}`;

const endings: Readonly<Record<FleetVerdict, (summary: FleetSummary) => string>> = {
  lost: ({ counts }) => `${countedText(counts.devicesLost, 'device')} died with their share`,
  incomplete: ({ counts: { devicesPlanned, devicesPlayed, devicesLost } }) => {
    const outstanding = devicesPlanned - devicesPlayed - devicesLost;
    return `${amountText(outstanding)} of ${countedText(devicesPlanned, 'device')} were not played`;
  },
  missed: (summary) => `${thresholdsWith(summary, 'missed')} thresholds are missed`,
  vacuous: (summary) =>
    `${thresholdsWith(summary, 'vacuous')} thresholds speak of what never occurred, or too seldom to tell`,
  met: ({ thresholds }) =>
    thresholds.length === 0 ? 'no threshold was set' : 'every threshold is met',
};

/** What became of the run, as half a sentence. */
const endingText = (summary: FleetSummary): string =>
  summary.verdicts.map((verdict) => endings[verdict](summary)).join(', and ');

/** Denied launches and tokens, of all of them. */
export const deniedShareOf = ({ access: { launches, tokens }, counts }: FleetSummary) =>
  shareOf(
    (launches['blocked'] ?? 0) + (launches['wiped'] ?? 0) + (tokens['denied'] ?? 0),
    counts.launches + counts.tokens,
  );

/** Two sentences: how it ended, and what it was like for a device. */
export const headlineOf = (summary: FleetSummary): readonly [string, string] => {
  const { counts, days, exposure, overBlocking, compliance } = summary;
  const noncompliant = shareOf(compliance.atEnd['noncompliant'] ?? 0, counts.devicesPlayed);
  const lived = `${countedText(counts.devicesPlayed, 'device')} lived ${countedText(days, 'day')}`;
  return [
    `${lived}: ${endingText(summary)}.`,
    `At the end ${shareText(noncompliant)} were noncompliant; of all launches and tokens ` +
      `${shareText(deniedShareOf(summary))} were denied, and an average device was exposed for ` +
      `${minutesText(exposure.minutesPerDevice)} and blocked without need for ` +
      `${minutesText(overBlocking.minutesPerDevice)}.`,
  ];
};
