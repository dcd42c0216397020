import { describe, expect, test } from 'vitest';
import {
  amountText,
  durationText,
  minutesText,
  shareText,
} from '../../../../reports/fleet/amount-text.ts';
import { fleetSummaryOf } from '../../../../reports/fleet/summary.ts';
import { fleetBody } from '../../../../reports/html/fleet/fleet-body.ts';
import type { FleetData } from '../../../../reports/html/fleet/fleet-data.ts';
import { fleetPage } from '../../../../reports/html/fleet/fleet-page.ts';
import { fleetHeadline } from '../../../../reports/html/fleet/panel-verdict.ts';
import { chartsOf } from '../../../../reports/html/fleet/series.ts';
import { planWith, tallyWith, threshold } from '../../fleet/made-up-fleet.ts';
import { wordsOf } from '../made-page.ts';
import { playedFleet } from './played-fleet.ts';

const asset = { script: '0', scriptHash: 'S+/=', style: 'a{}', styleHash: 'T+/=' };
const documentOf = (data: FleetData): string => [...fleetPage(data, asset)].join('');
const bodyOf = (data: FleetData): string => fleetBody(data).markup;

const alone = (
  plan: Parameters<typeof planWith>[0] = {},
  tally: Parameters<typeof tallyWith>[0] = {},
): FleetData => ({
  summary: fleetSummaryOf(planWith(plan), tallyWith(tally)),
  comparison: null,
  hours: null,
  machine: null,
  determinism: null,
});

const played = playedFleet(200);

/** The value at a place such as `cohorts.2.atEnd.compliant`; names may hold no stop. */
const valueAt = (place: string, root: unknown): unknown =>
  place
    .split('.')
    .reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null
          ? new Map<string, unknown>(Object.entries(value)).get(name)
          : undefined,
      root,
    );

const told = (body: string) =>
  [...body.matchAll(/<data data-of="([^"]+)" value="([^"]*)">([^<]*)<\/data>/g)].map(
    ([, place = '', value = '', text = '']) => ({ place, value, text }),
  );

const rendered = (value: number): readonly string[] =>
  [amountText, durationText, minutesText, shareText, (n: number) => `-${shareText(-n)}`].flatMap(
    (text) => [text(value), `+${text(value)}`, `−${text(Math.abs(value))}`],
  );

describe('the numbers of the page', () => {
  test.each([
    ['of a played fleet', played],
    ['of a made-up one', alone()],
  ])('are those of summary.json and comparison.json, %s', (_, data) => {
    // As the files have them, which is what a reader compares with.
    const files: unknown = JSON.parse(
      JSON.stringify({ ...data.summary, comparison: data.comparison }),
    );
    const numbers = told(bodyOf(data));
    expect(numbers.length).toBeGreaterThan(60);
    for (const { place, value, text } of numbers) {
      const real = valueAt(place, files);
      expect([place, value], place).toEqual([place, real === null ? '' : String(real)]);
      if (typeof real === 'number')
        expect([...rendered(real), ...(real === 0 ? ['0'] : [])]).toContain(
          text.replace('&lt;', '<').replace('&gt;', '>'),
        );
      else expect([place, real, text]).toEqual([place, null, '–']);
    }
  });

  test('hourly charts stand at the end of each day where the summary does', () => {
    for (const chart of chartsOf(played).filter(({ id }) => id !== 'check-ins')) {
      const kind = { states: 'complianceState', reasons: 'reasons', access: 'access' }[chart.id];
      for (const { name, values } of chart.lines) {
        const days = played.summary.byDay.map(
          (day) => valueAt(`${kind}`, day) as Record<string, number>,
        );
        const ends = days.map((_, at) => values[at * 24 + 23]);
        expect(ends, name).toEqual(days.map((day) => day[name] ?? 0));
      }
    }
    const checkIns = chartsOf(played).find(({ id }) => id === 'check-ins')?.lines[0]?.values ?? [];
    const total = checkIns.reduce<number>((sum, n) => sum + (n ?? 0), 0);
    expect(total).toBe(played.summary.counts.checkIns);
  });

  test('truth and decision make up all device time, with over-blocking in its place', () => {
    const { counts, days, threatenedDeviceMinutes, access, exposure, overBlocking } =
      played.summary;
    const all = counts.devicesPlayed * days * 1_440;
    const open = all - threatenedDeviceMinutes - overBlocking.deviceMinutes;
    expect(open + exposure.deviceMinutes).toBeCloseTo(access.openDeviceMinutes, 1);
  });
});

test.each([
  ['Passed: all 2 thresholds are met', alone()],
  [
    'Failed: 1 of 2 thresholds missed',
    alone({ thresholds: [threshold('events/device > 1000'), threshold('lost <= 0')] }),
  ],
  [
    'Vacuous: 1 of 1 thresholds say nothing',
    alone({ thresholds: [threshold('detection_p99{zimperium/ios} < 1h')] }),
  ],
  ['Played; no threshold was set', alone({ thresholds: [] })],
  ['Incomplete: nothing is judged', alone({ devices: 12 })],
  ['Failed: 2 devices were lost', alone({ devices: 12 }, { lost: 2 })],
])('the verdict is: %s', (headline, data) => {
  expect(fleetHeadline(data.summary)).toBe(headline);
  expect(bodyOf(data)).toContain(`<h1 id="verdict-title">${headline}</h1>`);
});

test('a threshold that is missed stands above those that are met', () => {
  const thresholds = [threshold('lost <= 0'), threshold('events/device > 1000')];
  const body = bodyOf(alone({ thresholds }));
  const panel = body.slice(body.indexOf('id="thresholds"'));
  expect(panel.indexOf('events/device &gt; 1000')).toBeLessThan(panel.indexOf('lost &lt;= 0'));
});

test('a percentile of too few samples is not shown, and how many it needs is', () => {
  const words = wordsOf(bodyOf(alone()));
  expect(words).toMatch(/– needs 1,000: \d+ seen/);
});

test('whether the run was played again is always said', () => {
  expect(wordsOf(bodyOf(alone()))).toContain('determinism not checked');
  expect(wordsOf(bodyOf(played))).toContain('checked: the same digest with 1 thread and 7 shares');
  const broken = { isEqual: false, how: '1 thread and 7 shares' };
  expect(wordsOf(bodyOf({ ...alone(), determinism: broken }))).toContain('ANOTHER digest');
});

describe('the file', () => {
  test('allows its own script and style and nothing else', () => {
    const text = documentOf(played);
    expect(text).toContain("default-src 'none'; script-src 'sha256-S+/='");
    expect(text).not.toMatch(/\s(?:style|on\w+)="/);
    expect(text).not.toMatch(/(?:src|href)="(?!#)/);
  });

  test('no text of a fleet can end a script or become markup', () => {
    const evil = '</script><img src=x onerror=alert(1)><script>';
    const data = alone({
      title: evil,
      profile: evil,
      cohorts: { [evil]: 1 },
      connectors: [{ partner: evil, from: 0, state: evil }],
      thresholds: [{ ...threshold('lost <= 0'), text: evil }],
    });
    const text = documentOf(data);
    expect(text).not.toContain('<img');
    expect(text.match(/<script/g)).toHaveLength(2);
    expect(text.match(/<\/script>/g)).toHaveLength(2);
  });

  test('ids are there once, and every address inside leads somewhere', () => {
    const body = bodyOf(played);
    const ids = [...body.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
    const anchors = [...body.matchAll(/href="#([^"]+)"/g)].map(([, to = '']) => to);
    expect(anchors.filter((to) => !ids.includes(to))).toEqual([]);
  });

  test('every panel and every chart says how it is read, every chart has its table', () => {
    const body = bodyOf(played);
    for (const part of body.split(/<section class="(?=panel|chart)/).slice(1)) {
      expect(part).toMatch(/<p class="how">[^<]{30,}/);
      if (part.startsWith('chart')) expect(part).toContain('<table>');
    }
  });
});

test('the devices that tell most come with a command that writes them as a scenario', () => {
  const [device] = played.comparison?.telling ?? [];
  expect(bodyOf(played)).toContain(
    `data-copy="muster fleet fleet.yaml --tenant other.yaml --devices 200 --days 30 --seed 1 --device ${device?.device} --as-scenario"`,
  );
});
