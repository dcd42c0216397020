import { describe, expect, test } from 'vitest';
import { amountText } from '../../../../reports/fleet/amount-text.ts';
import { baselineOf } from '../../../../reports/html/load/baseline-of.ts';
import { loadEnding } from '../../../../reports/html/load/headline.ts';
import { loadBody } from '../../../../reports/html/load/load-body.ts';
import type { LoadData } from '../../../../reports/html/load/load-data.ts';
import { loadGist } from '../../../../reports/html/load/load-gist.ts';
import { loadPage } from '../../../../reports/html/load/load-page.ts';
import { momentsOf } from '../../../../reports/html/load/moments.ts';
import { chartsOfLoad } from '../../../../reports/html/load/series-charts.ts';
import { percentText } from '../../../../reports/html/load/told.ts';
import type { LoadSummary } from '../../../../reports/load/summary.ts';
import { loadSummaryJson, readLoadSummary } from '../../../../reports/load/summary-file.ts';
import { timeText } from '../../../../reports/load/text.ts';
import { emptyLoad, madeUpLoad } from '../../load/made-up-load.ts';
import { wordsOf } from '../made-page.ts';

const asset = { script: '0', scriptHash: 'S+/=', style: 'a{}', styleHash: 'T+/=' };
const documentOf = (data: LoadData): string => [...loadPage(data, asset)].join('');
const of = (summary: LoadSummary): LoadData => ({ summary, baseline: null });
const made = new Map<LoadSummary, string>();
const bodyOf = (summary: LoadSummary): string => {
  const body = made.get(summary) ?? loadBody(of(summary)).markup;
  made.set(summary, body);
  return body;
};
/** The words of one panel. */
const panelOf = (body: string, id: string): string => {
  const panel = body.slice(body.indexOf(`<section class="panel" id="${id}"`));
  const end = panel.indexOf('<section class="panel"', 10);
  const words = wordsOf(panel.slice(0, end < 0 ? undefined : end));
  return words.replaceAll('&lt;', '<').replaceAll('&gt;', '>');
};

const played = madeUpLoad();
const empty = emptyLoad();

const panels = [
  'verdict delivery thresholds time over-time detection correctness slices knee errors',
  'instrument baseline fleet provenance',
]
  .join(' ')
  .split(' ');

/** The value at a JSON pointer. */
const valueAt = (pointer: string, root: unknown): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null
          ? new Map<string, unknown>(Object.entries(value)).get(name)
          : undefined,
      root,
    );

const told = (body: string) =>
  [...body.matchAll(/<data data-of="([^"]+)" value="([^"]*)">([^<]*)<\/data>/g)].map(
    ([, place = '', value = '', text = '']) => ({ place, value, text: wordsOf(text) }),
  );

describe('the numbers of the page', () => {
  test.each([
    ['of a whole run', played],
    ['of one that asked nothing', empty],
  ])('are those of summary.json, %s', (_, summary) => {
    const file: unknown = JSON.parse(loadSummaryJson(summary));
    const numbers = told(bodyOf(summary));
    expect(numbers.length).toBeGreaterThan(20);
    for (const { place, value, text } of numbers) {
      const real = valueAt(place, file);
      if (typeof real === 'string') {
        expect([place, wordsOf(value), text]).toEqual([place, real, real]);
        continue;
      }
      expect([place, value]).toEqual([place, real === null ? '' : String(real)]);
      if (typeof real !== 'number') expect([place, text]).toEqual([place, '–']);
      else expect([amountText, timeText, percentText].map((each) => each(real))).toContain(text);
    }
  });

  test('add up over the moments to those of the phases', () => {
    const moments = momentsOf(played);
    const total = (name: 'due' | 'begun' | 'completed' | 'dropped'): number =>
      moments.reduce((sum, moment) => sum + moment[name], 0);
    const sums = (name: 'offered' | 'started' | 'completed' | 'dropped'): number =>
      played.phases.reduce((sum, phase) => sum + phase.sums[name], 0);
    expect([total('due'), total('begun'), total('completed'), total('dropped')]).toEqual([
      sums('offered'),
      sums('started'),
      sums('completed'),
      sums('dropped'),
    ]);
    expect(moments.at(-1)?.flying).toBe(0);
  });
});

test.each([
  ['a whole run', played],
  ['one that asked nothing', empty],
])('every panel stands there and says how it is read, of %s', (_, summary) => {
  const body = bodyOf(summary);
  for (const panel of panels) expect(body).toContain(`id="${panel}"`);
  for (const part of body.split(/<section class="(?=panel|chart)/).slice(1)) {
    expect(part).toMatch(/<p class="how">[^<]{30,}/);
  }
});

test.each([
  ['detection', 'Not measured in this run: no partner told of a threat'],
  ['correctness', 'Not judged in this run'],
  ['slices', 'it was not cut in this run'],
  ['knee', 'No moment had the 20 requests'],
  ['errors', 'Every request was answered'],
  ['thresholds', 'None was set'],
  ['time', 'Nothing was answered or waited for'],
  ['baseline', 'Compared with no earlier run'],
  ['fleet', 'No fleet was simulated in this run'],
  ['instrument', 'Not tested on this machine'],
])('the panel %s says why it is empty', (id, why) => {
  expect(panelOf(bodyOf(empty), id)).toContain(why);
});

describe('what never got an answer', () => {
  test('is told where it counts', () => {
    const words = wordsOf(bodyOf(played));
    const { offered, started } = played.measured.sums;
    expect(words).toContain(
      `Only ${amountText(started)} of ${amountText(offered)} requests that were due were ever sent`,
    );
    expect(words).toMatch(/One in a hundred waited \d[\d.]* s or longer/);
    expect(words).toContain('≥');
  });

  test('a percentile of too few samples is blank, with the number it needs', () => {
    expect(wordsOf(bodyOf(played))).toMatch(/– ?needs 100,000 ?[\d,]+ seen/);
  });
});

const met = played.thresholds.filter(({ verdict }) => verdict === 'met');
const right = { ...played.measured, sums: { ...played.measured.sums, wrong: 0 } };

test.each([
  ['INVALID: nothing here can be relied on', 'bad', { grade: 'INVALID' }],
  ['Failed: 3 answers were wrong', 'bad', {}],
  ['Failed: 2 of 5 thresholds missed', 'bad', { measured: right }],
  ['Stopped before its end', 'doubtful', { measured: right, thresholds: met, wasStopped: true }],
  ['Passed: all 3 thresholds are met', 'doubtful', { measured: right, thresholds: met }],
  [
    'Passed: all 3 thresholds are met',
    'good',
    { measured: right, thresholds: met, grade: 'VALID' },
  ],
  ['Measured; no threshold was set', 'good', { measured: right, thresholds: [], grade: 'VALID' }],
] as const)('the verdict is: %s, %s', (title, tone, changes) => {
  const summary: LoadSummary = { ...played, ...changes };
  expect(loadEnding(summary)).toEqual({ title, tone });
  expect(bodyOf(summary)).toContain(`<h1 id="verdict-title">${title}</h1>`);
});

test('every doubt about the measurement stands at the top', () => {
  const body = bodyOf(played);
  const verdict = body.slice(body.indexOf('id="verdict"')).split('</section>')[0] ?? '';
  for (const { because } of played.doubts) expect(wordsOf(verdict)).toContain(because);
  expect(played.doubts.length).toBeGreaterThan(0);
});

test('a threshold says when it was first broken, and how long it was kept', () => {
  const panel = panelOf(bodyOf(played), 'thresholds');
  expect(panel).toMatch(/completed >= 90% ?met.*at 1[5-7] s ?kept in 3\d of 40 s/);
  expect(panel).toMatch(/lag_p99 < 5ms ?met.*never ?kept in/);
});

test('a step that answered less than what was due fell behind', () => {
  const panel = panelOf(bodyOf(played), 'knee');
  expect(panel).toMatch(/stairs, step 1.*kept up.*stairs, step 4.*fell behind/);
});

test('a run against an earlier one says what changed, or why nobody can say', () => {
  const runs = ['01', '02', '03', '04', '05', '06'].map((day) => ({
    ...played,
    provenance: { ...played.provenance, startedAt: `2026-01-${day}T09:00:00.000Z` },
  }));
  const baseline = baselineOf('before', runs.slice(0, 3), runs.slice(3));
  const again = panelOf(loadBody({ summary: played, baseline }).markup, 'baseline');
  expect(again).toMatch(/Against before \(3 runs\).*response p50.*\+0\.0 %.*same/);
  const [first = played] = runs;
  const other = baselineOf('before', [{ ...first, seed: 2 }], [played]);
  const refused = panelOf(loadBody({ summary: played, baseline: other }).markup, 'baseline');
  expect(refused).toContain('Not compared: the seeds differ: 2 and 1.');
});

describe('the file', () => {
  test('is the same for the same record, also once it was stored and read', () => {
    const read = readLoadSummary(loadSummaryJson(played));
    if (read.kind !== 'read') throw new Error(JSON.stringify(read));
    expect(documentOf(of(read.summary))).toBe(documentOf(of(played)));
  });

  test('allows its own script and style and nothing else', () => {
    const text = documentOf(of(played));
    expect(text).toContain("default-src 'none'; script-src 'sha256-S+/='");
    expect(text).not.toMatch(/\s(?:style|on\w+)="/);
    expect(text).not.toMatch(/(?:src|href)="(?!#)/);
  });

  test('no text of a run can end a script or become markup', () => {
    const evil = '</script><img src=x onerror=alert(1)><script>';
    const [phase] = played.phases;
    const [finding] = played.measured.findings;
    if (phase === undefined || finding === undefined) throw new Error('there is nothing to spoil');
    const measured: LoadSummary['measured'] = {
      ...played.measured,
      findings: [{ ...finding, device: evil, got: evil, request: evil, held: { [evil]: evil } }],
      confusion: [{ aspect: evil, expected: evil, got: evil, count: 1 }],
    };
    const text = documentOf(
      of({
        ...played,
        measured,
        target: evil,
        profile: { name: evil, digest: evil },
        provenance: { ...played.provenance, command: evil },
        phases: [{ ...phase, name: evil, shape: evil, errors: [[evil, 1]] }],
        doubts: [{ grade: 'DEGRADED', because: evil }],
      }),
    );
    expect(text).not.toContain('<img');
    expect(text.match(/<script/g)).toHaveLength(2);
    expect(text.match(/<\/script>/g)).toHaveLength(2);
  });

  test.each([
    ['a whole run', played],
    ['one that asked nothing', empty],
  ])('ids are there once, and every address inside leads somewhere, of %s', (_, summary) => {
    const body = bodyOf(summary);
    const ids = [...body.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
    const anchors = [...body.matchAll(/href="#([^"]+)"/g)].map(([, to = '']) => to);
    expect(anchors.filter((to) => !ids.includes(to))).toEqual([]);
  });

  test('every chart has its data as a table, which is as short as it is readable', () => {
    const body = bodyOf(played);
    for (const { id } of chartsOfLoad(of(played))) {
      const chart = body.slice(body.indexOf(`id="chart-${id}"`)).split('</section>')[0] ?? '';
      const rows = chart.match(/<tr>/g)?.length ?? 0;
      expect(rows).toBeGreaterThan(40);
      expect(rows).toBeLessThan(65);
    }
  });
});

test('the summary that is copied has the verdict, the doubts, the sums and the command', () => {
  const gist = loadGist(of(played));
  expect(gist).toContain('**Failed: 3 answers were wrong** (DEGRADED)');
  expect(gist).toContain('- DEGRADED: event loop use of requests 1');
  expect(gist).toContain('66,500 started + 500 dropped');
  expect(gist).toContain(played.provenance.command);
});
