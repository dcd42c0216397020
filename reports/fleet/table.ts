/** Text in a cell of a Markdown table. */
const cell = (text: string): string =>
  text.replaceAll('|', '\\|').replaceAll('\r', ' ').replaceAll('\n', ' ');

export const code = (text: string): string => `\`${text.replaceAll('`', "'")}\``;

/** Names are on the left, figures on the right. */
export interface Column {
  readonly title: string;
  readonly isFigure: boolean;
}

export const word = (title: string): Column => ({ title, isFigure: false });
export const figure = (title: string): Column => ({ title, isFigure: true });

/** A Markdown table with an empty line after it. */
export const table = (
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): readonly string[] => [
  `| ${columns.map(({ title }) => title).join(' | ')} |`,
  `| ${columns.map(({ isFigure }) => (isFigure ? '---:' : '---')).join(' | ')} |`,
  ...rows.map((row) => `| ${row.map(cell).join(' | ')} |`),
  '',
];

const barLength = 20;
const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const;

/** A share as a bar of up to twenty blocks, drawn to the eighth; what is there is never empty. */
export const bar = (share: number | null): string => {
  if (share === null || share <= 0) return '';
  const length = Math.max(1, Math.round(share * barLength * 8));
  return '█'.repeat(Math.floor(length / 8)) + eighths[length % 8];
};
