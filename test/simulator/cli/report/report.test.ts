import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import { library, openSession, scenario } from '../session.ts';

const played = async () => {
  const session = openSession(library);
  await session.run('run', '--out', 'before');
  return session;
};

describe('of one record', () => {
  test('the page is written beside it, or where one says, from the record alone', async () => {
    const session = await played();
    const first = session.read('before/report.html');
    expect((await session.run('report', 'before')).exit).toBe(0);
    expect(session.read('before/report.html')).toBe(first);
    const { out } = await session.run('report', 'before/run.jsonl', '--out', 'deep/page.html');
    expect(out).toBe('report: deep/page.html\n');
    expect(session.read('deep/page.html')).toBe(first);
    expect(first).toContain('1 case violated');
  });

  test('the page is self-contained and below a megabyte beside its data', async () => {
    const session = await played();
    const text = session.read('before/report.html');
    const data = [...text.matchAll(/<script type="application\/json"[^>]*>([\s\S]*?)<\/script>/g)];
    const size = text.length - data.reduce((sum, [, json = '']) => sum + json.length, 0);
    expect(size).toBeLessThan(1_000_000);
    expect(text).not.toMatch(/<(?:link|img|iframe)\b|@import|url\(["']?http/);
  });

  test('the other formats are printed, and equal what the run wrote', async () => {
    const session = await played();
    const print = async (format: string) =>
      (await session.run('report', 'before', '--format', format)).out;
    expect(await print('json')).toBe(session.read('before/summary.json'));
    expect(await print('md')).toBe(session.read('before/summary.md'));
    expect(await print('junit')).toBe(session.read('before/junit.xml'));
    expect(() => new XMLParser().parse(session.read('before/junit.xml'))).not.toThrow();
    expect(JSON.parse(await print('ctrf'))).toMatchObject({
      results: { summary: { tests: 3, passed: 2, failed: 1 } },
    });
  });

  test('what cannot be trusted is 2; the page of it says so in its verdict', async () => {
    const session = await played();
    const record = session.read('before/run.jsonl');
    session.write('cut.jsonl', record.replace('"outcome":"violated"', '"outcome":"met"'));
    const page = await session.run('report', 'cut.jsonl', '--out', 'cut.html');
    expect(page.exit).toBe(2);
    expect(page.err).toContain('cannot be trusted');
    expect(session.read('cut.html')).toContain('This record cannot be trusted');
    const json = await session.run('report', 'cut.jsonl', '--format', 'json');
    expect([json.exit, json.out]).toEqual([2, '']);
  });

  test.each([
    [['report', 'nowhere'], 'there is no run record at `nowhere`'],
    [['report', 'tenant.yaml'], 'is no run record'],
    [['report', 'before', '--format', 'pdf'], 'unknown format `pdf`'],
    [['report', 'before', 'before', '--format', 'junit'], 'unknown format `junit`'],
    [['report', 'before', 'before', 'before'], 'of one record, or compares two'],
    [['report', 'before', '--out', 'before/run.jsonl/x'], 'cannot write'],
  ])('%j is 2', async (argv, message) => {
    const session = await played();
    const { exit, err } = await session.run(...argv);
    expect(exit).toBe(2);
    expect(err).toContain(message);
  });

  test('a grade beside the record fills the panel of the suite’s strength', async () => {
    const session = await played();
    const grade = {
      schemaVersion: 1,
      variants: [
        { id: 'v/1', area: 'setting', mistake: 'x', requirements: ['MULTI-01'], status: 'killed' },
        { id: 'v/2', area: 'setting', mistake: 'y', requirements: [], status: 'never-reached' },
      ],
      requirements: [{ id: 'MULTI-01', demonstratedBy: { case: 'area/good' } }],
    };
    session.write('before/grade.json', JSON.stringify(grade));
    await session.run('report', 'before');
    const [body = ''] = session.read('before/report.html').split('<script');
    expect(body).toContain('<b>1 of 2</b> known-bad variants');
    expect(body.includes('Not graded')).toBe(false);
  });
});

describe('of two records', () => {
  test('nothing worse is 0', async () => {
    const session = await played();
    session.write('scenarios/bad.yaml', scenario('area/bad'));
    session.write('scenarios/new.yaml', scenario('area/new'));
    await session.run('run', '--out', 'after');
    const { exit, out } = await session.run('report', 'before', 'after');
    expect(exit).toBe(0);
    expect(out).toContain('  area/bad: violated → met');
    expect(out).toContain('0 newly failing, 0 gone, 1 newly met, 0 otherwise changed, 1 new');
  });

  test('a case that fails now is 1, one that is gone is 3', async () => {
    const session = await played();
    session.write('scenarios/good.yaml', scenario('area/good', 'noncompliant'));
    await session.run('run', '--out', 'after');
    expect((await session.run('report', 'before', 'after')).exit).toBe(1);
    await session.run('run', '--tag', 'wrong', '--out', 'fewer');
    const { exit, out } = await session.run('report', 'before', 'fewer');
    expect(exit).toBe(3);
    expect(out).toContain('other/good (was met)');
  });

  test('a renamed scenario is followed to its new id', async () => {
    const session = await played();
    const renamed = scenario('area/better').replace('title:', 'formerly: [area/good]\ntitle:');
    session.write('scenarios/good.yaml', renamed);
    await session.run('run', '--out', 'after');
    const { out, exit } = await session.run('report', 'before', 'after');
    expect(out).toContain('area/good → area/better');
    expect(exit).toBe(0);
  });

  test('JSON, Markdown and the page with its changes', async () => {
    const session = await played();
    await session.run('run', '--out', 'after', '--reading', 'mtdRecalc=onCheckIn');
    const json = await session.run('report', 'before', 'after', '--format', 'json');
    expect(JSON.parse(json.out)).toMatchObject({
      schemaVersion: 1,
      readings: [{ name: 'mtdRecalc', from: 'onMessage', to: 'onCheckIn' }],
    });
    const md = await session.run('report', 'before', 'after', '--format', 'md');
    expect(md.out).toContain('# Muster: what has changed');
    await session.run('report', 'before', 'after', '--format', 'html', '--out', 'changes.html');
    const page = readFileSync(join(session.folder, 'changes.html'), 'utf8');
    expect(page).toContain('Changed readings: 1');
  });
});
