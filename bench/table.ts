/** What is printed, and what of many values. */
export const print = (text = ''): void => {
  process.stdout.write(`${text}\n`);
};

export const table = (rows: readonly (readonly string[])[]): void => {
  const widths = (rows[0] ?? []).map((_, index) =>
    rows.reduce((most, row) => Math.max(most, (row[index] ?? '').length), 0),
  );
  for (const row of rows) {
    const cells = row.map((cell, index) =>
      index === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[index] ?? 0),
    );
    print(`  ${cells.join('  ')}`.trimEnd());
  }
  print();
};

const sorted = (values: readonly number[]): readonly number[] => [...values].sort((a, b) => a - b);
export const median = (values: readonly number[]): number =>
  sorted(values)[values.length >> 1] ?? Number.NaN;

/** Median, and from the least to the most. */
export const spread = (values: readonly number[], digits = 0): string => {
  const all = sorted(values);
  const text = (value: number | undefined): string => (value ?? Number.NaN).toFixed(digits);
  return `${text(median(values))} (${text(all[0])}–${text(all.at(-1))})`;
};

export const percent = (share: number): string => `${(share * 100).toFixed(0)} %`;
