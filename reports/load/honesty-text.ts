import { deviationOf, type Honesty, type HonestyFigure, isWithin } from './honesty.ts';

const shown = (value: number, unit: HonestyFigure['unit']): string => {
  if (unit === 'requests') return String(Math.round(value));
  if (unit === 'ratio') return value.toFixed(3);
  return `${(value / 1_000).toFixed(2)} ms`;
};

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;

const toleranceText = ({ tolerance, unit }: HonestyFigure): string => {
  const { share, amount } = tolerance;
  const parts = [
    ...(share > 0 ? [percent(share)] : []),
    ...(amount > 0 ? [shown(amount, unit)] : []),
  ];
  return parts.length === 0 ? 'none' : parts.join(' or ');
};

const row = (cells: readonly string[]): string =>
  `  ${cells.map((cell, index) => (index === 0 ? cell.padEnd(44) : cell.padStart(14))).join('')}`;

/** The result of `muster selftest honesty`, line by line. */
export const honestyLines = ({ figures, claims }: Honesty): readonly string[] => {
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
          shown(figure.told, figure.unit),
          shown(figure.truth, figure.unit),
          percent(deviationOf(figure)),
          toleranceText(figure),
        ]),
      ),
    ...claims
      .filter((claim) => claim.experiment === experiment)
      .map(({ holds, what, seen }) => `  ${holds ? '✓' : '✗'} ${what}: ${seen}`),
    '',
  ]);
};
