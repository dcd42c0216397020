import { refuse, type Shape, wrongType } from '../source/shape.ts';
import { shorten } from '../source/tree.ts';
import { certain, type Millionths } from './profile.ts';

/** Digits behind the point that a whole number of millionths has room for. */
const mostDigits = { share: 6, percent: 4 } as const;

type Parsed =
  | { readonly ok: true; readonly value: Millionths; readonly percent: boolean }
  | { readonly ok: false; readonly problem: string; readonly help?: string };

const pattern = /^(-?)(\d{1,12})(?:\.(\d{1,40}))?\s*(%?)$/;

/** Reads `5%`, `0.05` or `1` by its digits, so that it is exactly what was written. */
export const parseProbability = (text: string): Parsed => {
  const match = pattern.exec(text.trim());
  if (match === null) return { ok: false, problem: 'is no probability' };
  const [, minus = '', whole = '', fraction = '', sign = ''] = match;
  const percent = sign === '%';
  const digits = percent ? mostDigits.percent : mostDigits.share;
  const written = fraction.replace(/0+$/, '');
  if (written.length > digits) {
    const problem = `is more precise than ${percent ? '0.0001%' : '0.000001'}, one in a million`;
    return { ok: false, problem };
  }
  const value = Number(whole + written.padEnd(digits, '0'));
  if (minus !== '' && value > 0) return { ok: false, problem: 'is less than nothing' };
  if (value <= certain) return { ok: true, value, percent };
  const help = percent || Number(whole) > 100 ? undefined : `write \`${text.trim()}%\``;
  return { ok: false, problem: 'is more than always', ...(help !== undefined && { help }) };
};

const expected = 'a probability such as `5%` or `0.05`';

/** A probability as people write it, in whole millionths. */
export const probability: Shape<Millionths> = {
  expected,
  schema: () => ({
    anyOf: [
      { type: 'number', minimum: 0, maximum: 1 },
      { type: 'string', pattern: '^\\d+(\\.\\d+)?\\s*%$' },
    ],
  }),
  read: (tree, report) => {
    if (tree.kind !== 'leaf' || tree.value === null || typeof tree.value === 'boolean') {
      return wrongType(tree, report, expected);
    }
    const parsed = parseProbability(tree.text);
    if (parsed.ok) return parsed.value;
    const { problem, help } = parsed;
    const remark = problem === 'is no probability' ? { label: `expected ${expected}` } : {};
    return refuse(tree, report, 'value', `\`${shorten(tree.text)}\` ${problem}`, {
      ...remark,
      ...(help !== undefined && { help }),
    });
  },
};
