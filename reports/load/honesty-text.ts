import {
  type Disturbance,
  deviationOf,
  type Honesty,
  type HonestyFigure,
  type HonestyRecord,
  type HonestyVerdict,
  isWithin,
  missesOf,
  useOf,
} from './honesty.ts';

export const honestyValueText = (value: number, unit: HonestyFigure['unit']): string => {
  if (unit === 'requests') return String(Math.round(value));
  if (unit === 'ratio') return value.toFixed(3);
  return `${(value / 1_000).toFixed(2)} ms`;
};

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;

export const toleranceText = ({ tolerance, unit }: HonestyFigure): string => {
  const { share, amount } = tolerance;
  const parts = [
    ...(share > 0 ? [percent(share)] : []),
    ...(amount > 0 ? [honestyValueText(amount, unit)] : []),
  ];
  return parts.length === 0 ? 'none' : parts.join(' or ');
};

const row = (cells: readonly string[]): string =>
  `  ${cells.map((cell, index) => (index === 0 ? cell.padEnd(44) : cell.padStart(14))).join('')}`;

const shareOf = (share: number | null): string => (share === null ? 'unknown' : percent(share));

const disturbanceText = ({ waited, steal, others }: Disturbance): string =>
  `  machine: the worst of our threads waited ${shareOf(waited)} of the time for a processor, ` +
  `others ran ${shareOf(others)} of one, stolen ${shareOf(steal)}`;

/** The result of `muster selftest honesty`, line by line. */
export const honestyLines = ({ figures, claims, disturbances }: Honesty): readonly string[] => {
  const experiments = [...new Set([...figures, ...claims].map(({ experiment }) => experiment))];
  return experiments.flatMap((experiment) => [
    experiment,
    ...(figures.some((figure) => figure.experiment === experiment)
      ? [row(['', 'told', "server's log", 'apart', 'tolerance'])]
      : []),
    ...figures
      .filter((figure) => figure.experiment === experiment)
      .map((figure) =>
        row([
          `${isWithin(figure) ? '✓' : '✗'} ${figure.what}`,
          honestyValueText(figure.told, figure.unit),
          honestyValueText(figure.truth, figure.unit),
          percent(deviationOf(figure)),
          toleranceText(figure),
        ]),
      ),
    ...claims
      .filter((claim) => claim.experiment === experiment)
      .map(({ holds, what, seen }) => `  ${holds ? '✓' : '✗'} ${what}: ${seen}`),
    ...disturbances
      .filter((disturbance) => disturbance.experiment === experiment)
      .map(disturbanceText),
    '',
  ]);
};

const verdictWords: Readonly<Record<HonestyVerdict, string>> = {
  honest: 'every figure was within its tolerance',
  dishonest: 'INVALID: a figure was beyond its tolerance, so none measured here should be trusted',
  busy:
    'machine too busy to tell: a time was beyond its tolerance, and the system shows that others ' +
    'had the processors meanwhile. This is no pass',
};

/** What a self-test came to, in a sentence. */
export const honestySentence = (verdict: HonestyVerdict, honesty: Honesty): string => {
  const [first] = missesOf(honesty);
  const where = first === undefined ? '' : ` (${first.what}; ${first.experiment})`;
  return `${verdictWords[verdict]}${where}`;
};

/** How the driver did in its self-test, for the report of a run; undefined: it was not taken. */
export const honestyStanding = (record: HonestyRecord | undefined): string => {
  if (record === undefined) return 'self-test of the driver: not run on this machine';
  const { verdict, provenance, figures } = record;
  const furthest = figures.reduce((most, figure) => Math.max(most, useOf(figure)), 0);
  return (
    `self-test of the driver at ${provenance.startedAt}: ${honestySentence(verdict, record)}; ` +
    `of ${figures.length} figures the one furthest from the server's own log used ` +
    `${percent(furthest)} of its tolerance`
  );
};
