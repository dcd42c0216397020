import { amountText } from '../fleet/amount-text.ts';
import type { ComparedChange } from './compare.ts';
import { columns, timeText } from './text.ts';

const valueText = (value: number | null, unit: ComparedChange['unit']): string => {
  if (value === null) return '–';
  return unit === 'µs' ? timeText(value) : `${amountText(value)}${unit === '/s' ? '/s' : ''}`;
};

const signed = (share: number): string => `${share < 0 ? '' : '+'}${(share * 100).toFixed(1)} %`;

const cellsOf = ({ interval, noise, change, ...rest }: ComparedChange): readonly string[] => [
  rest.name,
  valueText(rest.before, rest.unit),
  valueText(rest.after, rest.unit),
  change === null ? '–' : signed(change),
  interval === null ? '–' : `${signed(interval[0])} to ${signed(interval[1])}`,
  noise === null ? '–' : `±${(noise * 100).toFixed(1)} %`,
  rest.verdict,
];

const titles = ['', 'before', 'after', 'change', '95 % interval', 'noise band', ''];

/** A table of every change; a change counts where it is beyond both its interval and the noise. */
export const compareLines = (changes: readonly ComparedChange[]): readonly string[] =>
  columns([titles, ...changes.map(cellsOf)]);
