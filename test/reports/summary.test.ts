import { expect, test } from 'vitest';
import { outcomes } from '../../reports/counts.ts';
import { summaryMarkdown } from '../../reports/markdown.ts';
import { summaryOf } from '../../reports/summary.ts';
import { oneOfEach, resultWith, runOf } from './made-up.ts';

test('the digest, a number for every class, and every case that was not met', () => {
  const summary = summaryOf(runOf(oneOfEach));
  expect(summary.digest).toHaveLength(64);
  expect(Object.keys(summary.counts).sort()).toEqual([...outcomes].sort());
  expect(Object.values(summary.counts)).toEqual(outcomes.map(() => 1));
  expect(summary.notRun).toEqual({ 'needs flows': 1 });
  expect(summary.cases).toHaveLength(oneOfEach.length - 1);
});

test('the page names every class, the causes, and what was not run', () => {
  const page = summaryMarkdown(runOf(oneOfEach));
  for (const outcome of outcomes) expect(page).toContain(`| ${outcome} | 1 |`);
  expect(page.match(/^# /gm)).toHaveLength(1);
  expect(page).toContain('- `c/not-run`: needs flows');
  expect(page).toContain('### violated: `a/violated`');
  expect(page).not.toContain('Interrupted');
});

test('a run of which nothing failed has no such sections', () => {
  const page = summaryMarkdown(runOf([resultWith()]));
  expect(page).not.toContain('Fix first');
  expect(page).not.toContain('Not run\n');
});

test('an interrupted run says after how many cases', () => {
  const run = runOf([resultWith()], { complete: false });
  expect(summaryMarkdown(run)).toContain('Interrupted after 1 of 1 cases.');
});
