import { describe, expect, it } from 'vitest';
import { metricNames, metrics } from '../../../reports/fleet/metrics.ts';
import { narrowedMetric, parseThreshold } from '../../../reports/fleet/threshold.ts';

const read = (text: string) => {
  const parsed = parseThreshold(text);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed;
};

describe('a threshold', () => {
  it.each([
    ['noncompliant < 5%', 'noncompliant', '<', 0.05],
    ['noncompliant<0.05', 'noncompliant', '<', 0.05],
    ['  compliant >= 99.5 %  ', 'compliant', '>=', 0.995],
    ['detection_p99 < 30m', 'detection_p99', '<', 1_800_000],
    ['detection_max <= 1h 30m', 'detection_max', '<=', 5_400_000],
    ['detection_p50 < 250ms', 'detection_p50', '<', 250],
    ['exposure_minutes/device < 10', 'exposure_minutes/device', '<', 10],
    ['events/device > 99.5', 'events/device', '>', 99.5],
    ['wipes <= 0', 'wipes', '<=', 0],
  ])('`%s` is read in the unit of its metric', (text, metric, comparison, bound) => {
    expect(read(text).threshold).toEqual({ text: text.trim(), metric, comparison, bound });
  });

  it('is narrowed to one partner and platform', () => {
    const { metric, threshold } = read('detection_p99{lookout/android} < 30m');
    expect(metric).toEqual({ name: 'detection_p99', of: 'lookout/android' });
    expect(threshold.metric).toBe('detection_p99{lookout/android}');
    expect(narrowedMetric(threshold.metric)).toEqual(metric);
  });

  it.each([
    ['hello', 'it reads metric, comparison, bound: `noncompliant < 5%`'],
    ['noncompliant <', 'it reads metric, comparison, bound: `noncompliant < 5%`'],
    [
      'noncompliant < 30m',
      '`noncompliant` is compared with a share such as `5%` or `0.05`, not `30m`',
    ],
    ['noncompliant < 130%', '`130%` is more than all of them'],
    ['detection_p99 < 30', '`detection_p99` is compared with a duration such as `30m`, not `30`'],
    ['wipes < 5%', '`wipes` is compared with a number such as `10`, not `5%`'],
    ['wipes < -1', '`wipes` is compared with a number such as `10`, not `-1`'],
    ['wipes != 0', '`!=` is no comparison; <, <=, >, >= are'],
    ['wipes{lookout/ios} < 3', '`wipes` has no parts to choose'],
    [
      'detection_p90{lookout} < 3m',
      '`{lookout}` is no partner and platform, e.g. `{lookout/android}`',
    ],
  ])('`%s` is refused', (text, problem) => {
    expect(parseThreshold(text)).toEqual({ ok: false, problem });
  });

  it('says how equality is written', () => {
    expect(parseThreshold('lost == 0')).toMatchObject({ help: 'write `<= 0` or `>= 0`' });
  });

  it('says which word is no metric', () => {
    expect(parseThreshold('noncomplient{a/b} < 5%')).toEqual({
      ok: false,
      problem: 'there is no metric `noncomplient`',
      unknownMetric: 'noncomplient',
    });
  });

  it.each(metricNames)('can be set on `%s`', (name) => {
    const bound = { share: '5%', duration: '5m', number: '5' }[metrics[name].unit];
    expect(read(`${name} < ${bound}`).metric).toEqual({ name, of: null });
  });
});
