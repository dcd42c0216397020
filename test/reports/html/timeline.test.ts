import { describe, expect, test } from 'vitest';
import { momentsTable } from '../../../reports/html/moments-table.ts';
import { axisOf } from '../../../reports/html/time-axis.ts';
import { timelineSvg } from '../../../reports/html/timeline.ts';
import { spanText, utcText } from '../../../reports/html/utc.ts';
import type { Story } from '../../../reports/story.ts';
import { wordsOf } from './made-page.ts';

const day = 86_400_000;

const story: Story = {
  start: Date.UTC(2026, 0, 5, 9),
  lanes: [
    { kind: 'connector', name: 'lookout', about: 'Lookout for Work' },
    { kind: 'device', name: 'pixel', about: 'androidWorkProfile 15' },
  ],
  moments: [
    {
      at: 0,
      note: 'nothing has been said',
      did: [{ lane: 0, to: 1, what: 'report pixel as secured', reply: 'accepted' }],
      stood: [
        [0, 'enabled'],
        [1, 'compliant'],
      ],
      saw: [['pixel', 'complianceState', 'compliant']],
    },
    {
      at: 7 * day - 1,
      saw: [['pixel', 'complianceState', 'noncompliant', 'compliant']],
      wrong: true,
    },
    { at: 7 * day, stood: [[0, 'unresponsive']], events: ['mark pixel <b>'] },
  ],
  windows: [{ mode: 'never', from: 0, until: 7 * day, what: 'pixel.access = denied', wrong: true }],
};

describe('the axis', () => {
  const places = (scale: 'compressed' | 'linear') => {
    const axis = axisOf(story, scale, 700);
    return axis.instants.map(axis.x);
  };

  test('compressed keeps a millisecond apart from a week', () => {
    const [, before = 0, at = 0] = places('compressed');
    expect(at - before).toBeGreaterThan(40);
    expect(at).toBe(700);
  });

  test('linear is true to scale', () => {
    const [start, before = 0, at = 0] = places('linear');
    expect(start).toBe(0);
    expect(at - before).toBeLessThan(0.01);
  });

  test('a story of one instant has a place for it', () => {
    const axis = axisOf({ ...story, moments: [], windows: [] }, 'linear', 500);
    expect(axis.instants.map(axis.x)).toEqual([0]);
  });
});

describe('the picture', () => {
  const svg = timelineSvg(story, { scale: 'compressed', room: 900 }).markup;

  test('has a lane for each subject, its states with words, and what was done', () => {
    expect(svg.match(/class="lane /g)).toHaveLength(2);
    for (const word of ['enabled', 'compliant', 'unresponsive']) expect(svg).toContain(word);
    expect(svg).toContain('report pixel as secured: accepted');
    expect(svg.match(/class="sent"/g)).toHaveLength(1);
  });

  test('says in the last row what was as expected and what was not', () => {
    expect(svg.match(/href="#g-met"/g)).toHaveLength(1);
    expect(svg.match(/href="#g-violated"/g)).toHaveLength(1);
    expect(svg).toContain('1 of 1 not as expected');
    expect(svg).toContain('from 0s until 7d: broken');
  });

  test('is drawn on numbers alone', () => {
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });
});

test('the table holds all that the picture shows', () => {
  const words = wordsOf(momentsTable(story).markup);
  expect(words).toContain('0s 2026-01-05 09:00:00 nothing has been said lookout report pixel as');
  expect(words).toContain('6d+23h+59m+59s+999ms 2026-01-12 08:59:59.999');
  expect(words).toContain('pixel.complianceState : expected noncompliant, observed compliant');
  expect(words).toContain('lookout: unresponsive event: mark pixel &lt;b&gt;');
});

test.each([
  [0, '1970-01-01 00:00:00'],
  [Date.UTC(2000, 1, 29, 23, 59, 59, 7), '2000-02-29 23:59:59.007'],
  [Date.UTC(2100, 2, 1), '2100-03-01 00:00:00'],
  [Date.UTC(1, 0, 1) - 1900 * 365.2425 * day, null],
  [-62_135_596_800_000, '0001-01-01 00:00:00'],
])('%d is a date', (instant, text) => {
  const iso = new Date(instant)
    .toISOString()
    .replace('T', ' ')
    .replace(/(?:\.000)?Z$/, '');
  expect(utcText(instant)).toBe(text ?? iso);
});

test.each([
  [0, '0s'],
  [1, '1ms'],
  [90_061_001, '1d+1h+1m+1s+1ms'],
  [-3_600_000, '-1h'],
])('%d ms is %s', (span, text) => expect(spanText(span)).toBe(text));
