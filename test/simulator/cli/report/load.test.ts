import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { loadMarkdown } from '../../../../reports/load/markdown.ts';
import type { LoadSummary } from '../../../../reports/load/summary.ts';
import { loadSummaryJson } from '../../../../reports/load/summary-file.ts';
import { writeLoadFolder } from '../../../../simulator/cli/load/load-folder.ts';
import { emptyLoad, madeUpLoad } from '../../../reports/load/made-up-load.ts';
import { openSession } from '../session.ts';

const played = madeUpLoad();

const stored = async (summary: LoadSummary, folder = 'run') => {
  const session = openSession();
  await writeLoadFolder(`${session.folder}/${folder}`, summary);
  return session;
};

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('muster report of a load run', () => {
  test('writes the page again, byte for byte, from the record alone', async () => {
    const session = await stored(played);
    const written = digest(session.read('run/report.html'));
    const { exit, out } = await session.run('report', 'run');
    expect([exit, out]).toEqual([0, 'report: run/report.html\n']);
    expect(digest(session.read('run/report.html'))).toBe(written);
    session.write('alone/record.json', session.read('run/summary.json'));
    expect((await session.run('report', 'alone/record.json')).exit).toBe(0);
    expect(digest(session.read('alone/report.html'))).toBe(written);
  });

  test('prints it as Markdown and as it is stored', async () => {
    const session = await stored(played);
    const markdown = await session.run('report', 'run', '--format', 'md');
    expect([markdown.exit, markdown.out]).toEqual([0, loadMarkdown(played)]);
    expect(session.read('run/summary.md')).toBe(loadMarkdown(played));
    const json = await session.run('report', 'run', '--format', 'json');
    expect([json.exit, json.out]).toEqual([0, loadSummaryJson(played)]);
    const { exit, err } = await session.run('report', 'run', '--format', 'junit');
    expect(exit).toBe(2);
    expect(err).toContain('`run` is a load run, without cases');
    expect(err).toContain('of a load run there are html, md, json');
  });

  test('refuses a damaged record, and says what is the matter with it', async () => {
    const session = openSession();
    const text = loadSummaryJson({ ...played, seed: -1 });
    session.write('run/summary.json', text);
    const { exit, err } = await session.run('report', 'run');
    expect(exit).toBe(2);
    expect(err).toContain('`run` is no summary of a load run: `seed` is not a count');
  });

  test('holds two of them against each other, on the page of the second too', async () => {
    const session = await stored(played, 'before');
    const startedAt = '2026-01-06T09:00:00.000Z';
    const later = { ...played, provenance: { ...played.provenance, startedAt } };
    await writeLoadFolder(`${session.folder}/after`, later);
    const text = await session.run('report', 'before', 'after');
    expect(text.exit).toBe(0);
    expect(text.out).toMatch(/response p50\s+15\.7 ms\s+15\.7 ms\s+\+0\.0 %/);
    const page = await session.run('report', 'before', 'after', '--format', 'html');
    expect([page.exit, page.out]).toEqual([0, 'report: after/report.html\n']);
    expect(session.read('after/report.html')).toContain('Against <code>before</code>');
    const other = await session.run('report', 'before', 'after', '--format', 'json');
    expect(other.exit).toBe(2);
    expect(other.err).toContain('two load runs are compared as text or html');
  });

  test('compares it with nothing else, and with no run that measured something else', async () => {
    const session = await stored(played, 'before');
    await writeLoadFolder(`${session.folder}/other`, { ...emptyLoad(), seed: 2 });
    const refused = await session.run('report', 'before', 'other');
    expect(refused.exit).toBe(2);
    expect(refused.err).toContain('these runs are not compared: the seeds differ: 1 and 2');
    session.write('cases/run.jsonl', '{}\n');
    const { exit, err } = await session.run('report', 'before', 'cases');
    expect(exit).toBe(2);
    expect(err).toContain('a load run is compared with another load run only');
  });
});
