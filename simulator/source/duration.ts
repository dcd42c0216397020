import { type Duration, day, hour, millisecond, minute, second } from '../../core/time.ts';

const units = { d: day, h: hour, m: minute, s: second, ms: millisecond } as const;

/** Longest duration that can be written; with it every instant stays a date with a year of four
 * digits. */
export const longestDuration: Duration = 36_600 * day;

/** Longest text that is looked at as a duration, in characters. */
const longestText = 200;

export type ParsedDuration =
  | {
      readonly ok: true;
      /** May be negative; whoever reads it knows whether that makes sense. */
      readonly total: Duration;
      /** The durations it is put together from, without sign: `7d-1ms` has two. */
      readonly terms: readonly Duration[];
    }
  | { readonly ok: false; readonly problem: string };

interface Scan {
  readonly text: string;
  readonly terms: Duration[];
  at: number;
  problem: string | null;
}

const take = (scan: Scan, pattern: RegExp): string | null => {
  const match = pattern.exec(scan.text.slice(scan.at));
  if (match === null) return null;
  scan.at += match[0].length;
  return match[1] ?? '';
};

const stop = (scan: Scan, problem: string): Duration => {
  scan.problem ??= problem;
  return 0;
};

const readTerm = (scan: Scan): Duration => {
  if (take(scan, /^\s*\(()/) !== null) {
    const total = readSum(scan);
    return take(scan, /^\s*\)()/) === null ? stop(scan, 'a `)` is missing') : total;
  }
  const amount = take(scan, /^\s*(\d+)/);
  if (amount === null) {
    const found = scan.text.slice(scan.at).trim();
    return stop(
      scan,
      found === '' ? 'it ends too early' : `a number is missing before \`${found}\``,
    );
  }
  const unit = take(scan, /^\s*([A-Za-zµ]+)/);
  if (unit === null) {
    return /^\s*[.,]/.test(scan.text.slice(scan.at))
      ? stop(scan, 'only whole numbers are allowed, write `1h 30m`')
      : stop(scan, `\`${amount}\` has no unit, write e.g. \`${amount}s\``);
  }
  const length = Object.entries(units).find(([name]) => name === unit)?.[1];
  if (length === undefined) return stop(scan, `\`${unit}\` is no unit; d, h, m, s and ms are`);
  const term = Number(amount) * length;
  scan.terms.push(term);
  return term;
};

/** Terms side by side are added first: `7d-1h 30m` is seven days less an hour and a half. */
const readGroup = (scan: Scan): Duration => {
  let total = readTerm(scan);
  while (scan.problem === null && /^\s*[\d(]/.test(scan.text.slice(scan.at))) {
    total += readTerm(scan);
  }
  return total;
};

const readSum = (scan: Scan): Duration => {
  let total = readGroup(scan);
  for (;;) {
    const sign = scan.problem === null ? take(scan, /^\s*([-+])/) : null;
    if (sign === null) return total;
    const next = readGroup(scan);
    total = sign === '+' ? total + next : total - next;
  }
};

/** Reads `7d 6h 30m 10s 5ms`, with `+`, `-` and parentheses. A day is exactly 24 hours. */
export const parseDuration = (text: string): ParsedDuration => {
  if (text.length > longestText) return { ok: false, problem: 'it is too long to be a duration' };
  const scan: Scan = { text, terms: [], at: 0, problem: null };
  const total = readSum(scan);
  const rest = scan.text.slice(scan.at).trim();
  if (scan.problem === null && rest !== '') stop(scan, `\`${rest}\` cannot stand there`);
  if (scan.problem === null && Math.max(total, ...scan.terms) > longestDuration) {
    stop(scan, `the longest duration is ${longestDuration / day}d`);
  }
  return scan.problem === null
    ? { ok: true, total, terms: scan.terms }
    : { ok: false, problem: scan.problem };
};

/** The shortest way to write a duration: `6h 1s`, `0s`, `-1ms`. */
export const formatDuration = (duration: Duration): string => {
  if (duration === 0) return '0s';
  const parts: string[] = [];
  let rest = Math.abs(duration);
  for (const [unit, length] of Object.entries(units)) {
    const amount = Math.floor(rest / length);
    if (amount > 0) parts.push(`${amount}${unit}`);
    rest -= amount * length;
  }
  const text = parts.join(' ');
  return duration < 0 ? `-${parts.length > 1 ? `(${text})` : text}` : text;
};
