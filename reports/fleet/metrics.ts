/** What a metric is measured in: a share of 1, milliseconds, or a plain number. */
export type MetricUnit = 'share' | 'duration' | 'number';

export interface Metric {
  readonly unit: MetricUnit;
  /** What it says, as a sentence. */
  readonly meaning: string;
  /** Whether it can be narrowed to one partner and platform: `detection_p99{lookout/android}`. */
  readonly narrows: boolean;
}

const metric = (unit: MetricUnit, meaning: string, narrows = false): Metric => ({
  unit,
  meaning,
  narrows,
});

const detection = (which: string): Metric =>
  metric(
    'duration',
    `From the detection of a threat to the first moment without access or compliance: ${which}.`,
    true,
  );

/** Everything a threshold can be set on, by the name it is written with. */
export const metrics = {
  noncompliant: metric('share', 'Devices that are noncompliant when the run ends.'),
  in_grace_period: metric('share', 'Devices whose grace period is running when the run ends.'),
  compliant: metric('share', 'Devices that are compliant when the run ends.'),
  unknown: metric('share', 'Devices without a compliance state when the run ends.'),
  denied: metric('share', 'Launches and tokens together of which nothing came.'),
  'exposure_minutes/device': metric(
    'number',
    'Minutes of an average device with access while a threat was on it.',
  ),
  'over_blocking_minutes/device': metric(
    'number',
    'Minutes of an average device without access though nothing was wrong with it.',
  ),
  detection_p50: detection('half of them are faster'),
  detection_p90: detection('nine of ten are faster'),
  detection_p99: detection('ninety-nine of a hundred are faster'),
  detection_max: detection('the slowest'),
  wipes: metric('number', 'Selective wipes of the whole run.'),
  lost: metric('number', 'Devices whose share of the run died; such a run fails anyway.'),
  'events/device': metric('number', 'Everything an average device lived through, counted.'),
} as const satisfies Record<string, Metric>;
export type MetricName = keyof typeof metrics;
export const metricNames = Object.keys(metrics) as MetricName[];
