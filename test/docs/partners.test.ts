import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Parameter } from '../../simulator/contract/parameter.ts';
import { parameters } from '../../simulator/contract/parameters.ts';
import { readScript, tourOf } from '../../simulator/partner/deed.ts';
import { defects } from '../../simulator/partner/defect.ts';
import { passiveChecks } from '../../simulator/partner/judge/judge.ts';
import { formatDuration } from '../../simulator/source/duration.ts';

const page = readFileSync(new URL('../../docs/partners.md', import.meta.url), 'utf8');

const shown = (parameter: Parameter): string =>
  parameter.type === 'duration' ? formatDuration(parameter.value) : String(parameter.value);

const parameterRows = Object.entries(parameters).flatMap(([group, members]) =>
  Object.entries(members).map(
    ([name, parameter]) =>
      `| \`${group}.${name}\` | ${shown(parameter)} | ${parameter.basis} | ${parameter.source} |`,
  ),
);

const defectsOf = (id: string): string =>
  Object.entries(defects)
    .filter(([, { check }]) => check === id)
    .map(([name]) => `\`${name}\``)
    .join(', ');

const checkRows = passiveChecks.map(
  ({ id, title, mark, severity }) =>
    `| ${id} | ${title} | ${mark}, ${severity} | ${defectsOf(id)} |`,
);

const devices = [
  { name: 'phone', id: 'a', platform: 'android' as const },
  { name: 'iphone', id: 'b', platform: 'ios' as const },
];

/** The block after the words "A script". */
const script = /A script[\s\S]*?```text\n([\s\S]*?)```/.exec(page)?.[1] ?? '';

describe('the page on partners', () => {
  it.each([
    ['parameter', parameterRows],
    ['check', checkRows],
  ])('has the row of every %s', (_what, rows) => {
    expect(rows.filter((row) => !page.includes(row))).toEqual([]);
  });

  it('shows a script that can be played, with every kind of deed', () => {
    const { deeds, problems } = readScript(script, devices);
    expect(problems).toEqual([]);
    expect(new Set(deeds.map((deed) => deed.do)).size).toBe(12);
  });

  it('has a tour that can be played', () => {
    expect(readScript(tourOf(devices), devices).problems).toEqual([]);
  });

  it('claims nothing in the name of Microsoft', () => {
    expect(page).not.toMatch(/certified (?:by|for)/i);
    expect(page).toContain('Microsoft does not publish');
  });
});
