import { describe, expect, it } from 'vitest';
import { day, hour } from '../../../core/time.ts';
import { readingText, readingValue } from '../../../simulator/scenario/reading-value.ts';
import { compileBody, onlyCase } from './memory.ts';

const timeline = `timeline:
  - at: 0s
    expect: { pixel: { complianceState: unknown } }
`;

describe('a reading that takes a duration', () => {
  it.each([
    ['7d', 7 * day],
    ['7d 12h', 7 * day + 12 * hour],
    ['2d-1ms', 2 * day - 1],
  ])('%s is read from a file as it is anywhere else', (text, scanAgeing) => {
    const kase = onlyCase(compileBody(`readings: { scanAgeing: ${text} }\n${timeline}`));
    expect(kase.readings).toEqual({ scanAgeing });
  });

  it('takes its words as well', () => {
    const kase = onlyCase(compileBody(`readings: { scanAgeing: never }\n${timeline}`));
    expect(kase.readings).toEqual({ scanAgeing: 'never' });
  });

  it('is written so that it can be read again', () => {
    for (const value of ['never', 1, hour, 7 * day + 12 * hour + 1] as const) {
      expect(readingValue('scanAgeing', readingText(value))).toEqual({ value });
    }
  });

  it('is a length of time that a window looks at', () => {
    const window = 'never:\n  - when: { until: 1d }\n    pixel: { complianceState: compliant }\n';
    const body = `readings: { scanAgeing: 5h }\n${timeline}${window}`;
    const { start, watches } = onlyCase(compileBody(body));
    const offsets = watches.flatMap(({ instants }) => instants.map((at) => at - start));
    expect(offsets).toEqual(expect.arrayContaining([5 * hour - 1, 5 * hour, 5 * hour + 1]));
  });
});
