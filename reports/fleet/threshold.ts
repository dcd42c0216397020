import { type MetricName, type MetricUnit, metricNames, metrics } from './metrics.ts';

export const comparisons = ['<', '<=', '>', '>='] as const;
export type Comparison = (typeof comparisons)[number];

/** `noncompliant < 5%`, as it was written and as it is judged. */
export interface Threshold {
  readonly text: string;
  /** The name of a metric, and what it is narrowed to: `detection_p99{lookout/android}`. */
  readonly metric: string;
  readonly comparison: Comparison;
  /** A share of 1, milliseconds, or a plain number: what the metric is measured in. */
  readonly bound: number;
}

export interface NarrowedMetric {
  readonly name: MetricName;
  /** `partner/platform`; null: over all of them. */
  readonly of: string | null;
}

export type ParsedThreshold =
  | { readonly ok: true; readonly threshold: Threshold; readonly metric: NarrowedMetric }
  | {
      readonly ok: false;
      readonly problem: string;
      /** A word where a metric should stand, for suggesting the one that was meant. */
      readonly unknownMetric?: string;
      readonly help?: string;
    };

type Refused = Extract<ParsedThreshold, { ok: false }>;

const refused = (problem: string, help?: string): Refused => ({
  ok: false,
  problem,
  ...(help !== undefined && { help }),
});

const unitLengths: Readonly<Record<string, number>> = {
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1_000,
  ms: 1,
};

/** `1h 30m` in ms; null where it is no duration. */
const durationOf = (text: string): number | null => {
  if (!/^(?:\d{1,9}\s*(?:d|h|ms|m|s)\s*)+$/.test(text)) return null;
  let sum = 0;
  for (const [, amount = '', unit = ''] of text.matchAll(/(\d+)\s*(ms|d|h|m|s)/g)) {
    sum += Number(amount) * (unitLengths[unit] ?? 0);
  }
  return sum;
};

const numberOf = (text: string): number | null =>
  /^\d{1,15}(?:\.\d{1,9})?$/.test(text) ? Number(text) : null;

/** Percentages are divided last, so that 5% is the number 0.05 is. */
const shareOf = (text: string): number | null => {
  const percent = /^(.*\S)\s*%$/.exec(text)?.[1];
  const value = numberOf(percent ?? text);
  return value === null || percent === undefined ? value : value / 100;
};

const bounds = {
  share: { read: shareOf, such: 'a share such as `5%` or `0.05`' },
  duration: { read: durationOf, such: 'a duration such as `30m`' },
  number: { read: numberOf, such: 'a number such as `10`' },
} as const satisfies Record<MetricUnit, unknown>;

const isMetric = (name: string): name is MetricName => metricNames.some((known) => known === name);

/** A metric as it is written in a threshold; null: there is none of that name. */
export const narrowedMetric = (text: string): NarrowedMetric | null => {
  const match = /^([^{}]+?)(?:\{([^{}]*)\})?$/.exec(text);
  const [, name = '', of = null] = match ?? [];
  return isMetric(name) ? { name, of } : null;
};

const problemOfMetric = (text: string, metric: NarrowedMetric | null): Refused | null => {
  if (metric === null) {
    const name = text.replace(/\{.*$/, '');
    return { ...refused(`there is no metric \`${name}\``), unknownMetric: name };
  }
  if (metric.of === null) return null;
  if (!metrics[metric.name].narrows) return refused(`\`${metric.name}\` has no parts to choose`);
  if (/^[^/\s]+\/[^/\s]+$/.test(metric.of)) return null;
  return refused(`\`{${metric.of}}\` is no partner and platform, e.g. \`{lookout/android}\``);
};

const isComparison = (sign: string): sign is Comparison =>
  comparisons.some((known) => known === sign);

/** Reads `noncompliant < 5%`; the metric says in what the bound is measured. */
export const parseThreshold = (written: string): ParsedThreshold => {
  const text = written.trim();
  const match = /^([^<>=!]+?)\s*([<>=!]+)\s*(\S.*)$/.exec(text);
  if (match === null) return refused('it reads metric, comparison, bound: `noncompliant < 5%`');
  const [, name = '', sign = '', value = ''] = match;
  const metric = narrowedMetric(name);
  const problem = problemOfMetric(name, metric);
  if (problem !== null || metric === null) return problem ?? refused('it names no metric');
  if (!isComparison(sign)) {
    const help = sign.startsWith('=') ? `write \`<= ${value}\` or \`>= ${value}\`` : undefined;
    return refused(`\`${sign}\` is no comparison; ${comparisons.join(', ')} are`, help);
  }
  const { unit } = metrics[metric.name];
  const bound = bounds[unit].read(value);
  if (bound === null) {
    return refused(`\`${metric.name}\` is compared with ${bounds[unit].such}, not \`${value}\``);
  }
  if (unit === 'share' && bound > 1) return refused(`\`${value}\` is more than all of them`);
  return { ok: true, threshold: { text, metric: name, comparison: sign, bound }, metric };
};
