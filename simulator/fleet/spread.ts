import { type Duration, minute } from '../../core/time.ts';
import { object, optional } from '../source/collection.ts';
import { formatDuration } from '../source/duration.ts';
import type { Report } from '../source/report.ts';
import { duration } from '../source/scalar.ts';
import { located, refined, refuse, type Shape, wrongType } from '../source/shape.ts';
import type { Tree } from '../source/tree.ts';
import type { Spread } from './profile.ts';

const fields = {
  from: optional(located(duration), 'The shortest; every length up to `to` is equally likely.'),
  to: optional(located(duration), 'The longest.'),
  mean: optional(located(duration), 'The mean; most are shorter, a few much longer.'),
};
const spreadFields = object('`from` and `to`, or a `mean`', fields);

const expected = 'a duration such as `8h`, `{ from: 1h, to: 3h }` or `{ mean: 2d }`';

const spreadMap = refined(spreadFields, ({ from, to, mean }, tree, report): Spread | undefined => {
  const written = tree.kind === 'map' ? tree.entries.map(({ key }) => key) : [];
  const both = written.includes('from') && written.includes('to') && !written.includes('mean');
  if (!both && written.join() !== 'mean') {
    return refuse(tree, report, 'type', 'it has `from` and `to`, or a `mean`');
  }
  if (mean !== undefined) return { kind: 'mean', mean: mean.value };
  if (from === undefined || to === undefined) return undefined;
  if (from.value <= to.value) return { kind: 'between', from: from.value, to: to.value };
  const [least, most] = [formatDuration(from.value), formatDuration(to.value)];
  return refuse(from.tree, report, 'time', `\`from\`, ${least}, is longer than \`to\`, ${most}`);
});

/** How long something takes: `8h`, `{ from: 1h, to: 3h }` or `{ mean: 2d }`. */
export const span: Shape<Spread> = {
  expected,
  schema: (options) => ({ anyOf: [duration.schema(options), spreadFields.schema(options)] }),
  read: (tree, report) => {
    if (tree.kind === 'map') return spreadMap.read(tree, report);
    if (tree.kind === 'list' || tree.value === null) return wrongType(tree, report, expected);
    const value = duration.read(tree, report);
    return value === undefined ? undefined : { kind: 'fixed', value };
  },
};

/** What happens more often would fill a month with millions of events of one device. */
const leastInterval: Duration = minute;

const leastOf = (spread: Spread): Duration => {
  if (spread.kind === 'fixed') return spread.value;
  return spread.kind === 'between' ? spread.from : spread.mean;
};

const checkInterval = (spread: Spread, tree: Tree, report: Report): Spread | undefined => {
  const least = leastOf(spread);
  if (least >= leastInterval) return spread;
  const found = formatDuration(least);
  const message = `\`${found}\` apart is too often, the least is ${formatDuration(leastInterval)}`;
  return refuse(tree, report, 'time', message);
};

/** How far apart something happens again and again; at least a minute. */
export const interval: Shape<Spread> = refined(span, checkInterval);

const orWord = <T>(word: string, shape: Shape<T>): Shape<{ readonly value: T | null }> => ({
  expected: `${shape.expected}, or \`${word}\``,
  schema: (options) => ({ anyOf: [{ enum: [word] }, shape.schema(options)] }),
  read: (tree, report) => {
    if (tree.kind === 'leaf' && tree.value === word) return { value: null };
    const value = shape.read(tree, report);
    return value === undefined ? undefined : { value };
  },
});

/** `never`, or what another shape reads. */
export const orNever = <T>(shape: Shape<T>): Shape<{ readonly value: T | null }> =>
  orWord('never', shape);

/** `builtIn`, or what another shape reads. */
export const orBuiltIn = <T>(shape: Shape<T>): Shape<{ readonly value: T | null }> =>
  orWord('builtIn', shape);
