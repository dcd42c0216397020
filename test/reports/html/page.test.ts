import { describe, expect, test } from 'vitest';
import { outcomes } from '../../../reports/counts.ts';
import { stateOf } from '../../../reports/html/panel-requirements.ts';
import { headline } from '../../../reports/html/panel-verdict.ts';
import { summaryOf } from '../../../reports/summary.ts';
import { differenceWith, oneOfEach, resultWith, runOf } from '../made-up.ts';
import { bodyOf, dataOf, documentOf, wordsOf } from './made-page.ts';

describe('the numbers of a page', () => {
  const countsIn = (body: string): Record<string, number> =>
    Object.fromEntries(
      [...body.matchAll(/data-count="([\w-]+)">([\d,]+)</g)].map(([, outcome = '', n = '']) => [
        outcome,
        Number(n.replaceAll(',', '')),
      ]),
    );

  test('are those of summary.json', () => {
    const summary = summaryOf(runOf(oneOfEach));
    const data = dataOf(oneOfEach);
    expect(countsIn(bodyOf(data))).toEqual(summary.counts);
    expect(data.notRun).toEqual(summary.notRun);
    expect(data.planned).toBe(summary.planned);
    expect(data.digest).toBe(summary.digest);
    const notMet = data.cases.filter(({ outcome }) => outcome !== 'met').map(({ id }) => id);
    expect(notMet).toEqual(summary.cases.map(({ id }) => id));
  });

  test('count every case, also those that have no room', () => {
    const results = Array.from({ length: 50 }, (_, at) => resultWith({ id: `a/${at}` }));
    const broken = resultWith({ id: 'z/1', outcome: 'violated', differences: [differenceWith()] });
    const data = dataOf([...results, broken], { limits: { cases: 10, stories: 0 } });
    expect(countsIn(bodyOf(data))).toMatchObject({ met: 50, violated: 1 });
    expect(data.cases.map(({ id }) => id)).toContain('z/1');
    expect(data.cases).toHaveLength(10);
    expect(wordsOf(bodyOf(data))).toContain('The page holds 10 cases and leaves out 41 met');
  });

  test('every class is named in the verdict, also where it is empty', () => {
    const words = wordsOf(bodyOf(dataOf([resultWith()])));
    for (const outcome of outcomes.filter((each) => each !== 'not-run')) {
      expect(words).toContain(outcome === 'met' ? '1 met' : `0 ${outcome}`);
    }
    expect(words).toContain('0 not run');
  });
});

test.each([
  ['No violation found', [resultWith()]],
  ['1 case violated', oneOfEach],
  ['Nothing was judged', [resultWith({ outcome: 'not-run', because: 'needs flows' })]],
  ['1 case not demonstrated', oneOfEach.filter(({ outcome }) => outcome === 'not-demonstrated')],
  ['1 case broke', oneOfEach.filter(({ outcome }) => outcome === 'error')],
])('the verdict is: %s', (headline, results) => {
  expect(bodyOf(dataOf(results))).toContain(`<h1 id="verdict-title">${headline}</h1>`);
});

test('what speaks against the record stands above everything else', () => {
  const twice = [resultWith(), resultWith()];
  const words = wordsOf(bodyOf(dataOf(twice, { plan: { cases: ['area/one'] } })));
  expect(words).toContain('This record cannot be trusted');
  expect(words).toContain('case `area/one` stands there twice');
});

describe('the file', () => {
  test('allows its own script and style and nothing else', () => {
    const text = documentOf(dataOf(oneOfEach));
    const policy = /Content-Security-Policy" content="([^"]+)"/.exec(text)?.[1];
    expect(policy).toBe(
      "default-src 'none'; script-src 'sha256-S+/='; style-src 'sha256-T+/='; base-uri 'none'; form-action 'none'",
    );
    expect(text).not.toMatch(/\s(?:style|on\w+)="/);
    expect(text).not.toMatch(/(?:src|href)="(?!#)/);
  });

  test('no text of a record can end a script or become markup', () => {
    const title = '</script><script>alert(1)</script><img src=x onerror=alert(1)>';
    const because = '<!-- <script>';
    const text = documentOf(dataOf([resultWith({ title, because, outcome: 'informational' })]));
    expect(text).not.toContain('<img');
    expect(text.match(/<script/g)).toHaveLength(3);
    expect(text.match(/<\/script>/g)).toHaveLength(3);
    expect(text).not.toContain('<!-- ');
  });

  test('ids are there once, and every address inside leads somewhere or is computed', () => {
    const body = bodyOf(dataOf(oneOfEach));
    const ids = [...body.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
    const anchors = [...body.matchAll(/href="#([^"]+)"/g)].map(([, to = '']) => to);
    const dead = anchors.filter(
      (to) => !/^(?:case|q|requirement|reading|g-)/.test(to) && !ids.includes(to),
    );
    expect(dead).toEqual([]);
  });
});

test('causes stand with the cases they touch and what all of those cite', () => {
  const failing = (id: string, covers: readonly string[]) =>
    resultWith({ id, covers, outcome: 'violated', differences: [differenceWith()] });
  const results = [failing('a/1', ['X-01', 'Y-01']), failing('a/2', ['Y-01'])];
  const [cause] = dataOf(results).causes;
  expect(cause).toMatchObject({ count: 2, cases: ['a/1', 'a/2'], requirements: ['Y-01'] });
});

test('known failures that no longer hold stand above those that do', () => {
  const entry = { class: 'defect', owner: 'ada', issue: '#1', until: '2026-01-01' };
  const stale = [{ ...entry, pattern: 'x/*', because: 'expired on 2026-01-01' }];
  const words = wordsOf(bodyOf(dataOf(oneOfEach, { stale })));
  expect(words.indexOf('expired on 2026-01-01')).toBeLessThan(words.indexOf('fails as listed'));
});

test('a requirement is silent until cited, and worse than its worst case never', () => {
  const result = (id: string, outcome: 'met' | 'violated' | 'not-run' | 'error') =>
    resultWith({ id, outcome, covers: [id], because: 'x' });
  const data = dataOf([
    result('met', 'met'),
    result('violated', 'violated'),
    result('not-run', 'not-run'),
    result('error', 'error'),
  ]);
  const states = ['met', 'violated', 'not-run', 'error', 'nobody'].map((id) => stateOf(id, data));
  expect(states).toEqual(['exercised', 'violated', 'labelled', 'unclear', 'silent']);
  const strength = { graded: 1, noticed: 1, demonstrated: ['met'], areas: [], unnoticed: [] };
  expect(stateOf('met', { ...data, strength })).toBe('demonstrated');
});

test('a suite that was not graded says so, and one that was its numbers', () => {
  const data = dataOf(oneOfEach);
  expect(wordsOf(bodyOf(data))).toContain('Not graded.');
  const strength = {
    graded: 9,
    noticed: 8,
    demonstrated: [],
    areas: [{ area: 'setting', graded: 9, noticed: 8 }],
    unnoticed: [{ id: 'v', mistake: 'dropped', requirements: ['X-01'], why: 'nobody looks' }],
  };
  const words = wordsOf(bodyOf({ ...data, strength }));
  expect(words).toContain('8 of 9 known-bad variants are noticed');
  expect(words).toContain('v dropped X-01; nobody looks');
});

describe('the set-up check', () => {
  const finding = (what: string, isGood: boolean | null, said: string) => {
    return { what, isGood, said, help: isGood === false ? 'switch it on' : null };
  };

  test('that failed is the loudest thing of the page, with everything it found', () => {
    const setUp = [
      finding('reachable', true, 'http://foreign'),
      finding('switches of Lookout', false, '"Connect Android devices to Lookout" is off'),
      finding('roles', null, 'the token is opaque'),
    ];
    const data = dataOf([], { plan: { target: 'foreign', setUp } });
    const body = bodyOf(data);
    expect(headline(data)).toBe('Nothing was judged: the target is not set up');
    expect(body).toContain('is off<br><span class="source">switch it on</span>');
    expect(body).toContain('<td>not good</td>');
    expect(body).toContain('<td>not seen</td>');
  });

  test('that was good leaves the verdict to the cases', () => {
    const setUp = [finding('reachable', true, 'http://foreign')];
    const data = dataOf(oneOfEach, { plan: { target: 'foreign', setUp } });
    expect(headline(data)).toBe('1 case violated');
    expect(bodyOf(data)).toContain('<td>good</td>');
  });
});
