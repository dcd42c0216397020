import { describe, expect, test } from 'vitest';
import { selectRequirements } from '../../../core/requirements/selection.ts';
import { noPaint } from '../../../reports/paint.ts';
import { stalenessFrom } from '../../../simulator/cli/ledger/stale.ts';
import { ledgerText } from '../../../simulator/cli/ledger/text.ts';
import { pageOf } from '../../../simulator/cli/page.ts';
import { ledgerOf } from '../../../simulator/grade/ledger.ts';
import { shippedLibrary } from '../scenario/shipped-library.ts';
import { library, openSession } from './session.ts';

const read = async (...argv: readonly string[]): Promise<readonly Record<string, unknown>[]> => {
  const { out } = await openSession(library).run('requirements', '--format', 'json', ...argv);
  return JSON.parse(out);
};

describe('requirements', () => {
  test('for a program: status, source, rules, and scenarios shipped and own', async () => {
    const [only, ...others] = await read('MULTI-01');
    expect(others).toEqual([]);
    expect(Object.keys(only ?? {}).slice(0, 8)).toEqual([
      'id',
      'basis',
      'status',
      'statement',
      'source',
      'readOn',
      'rules',
      'scenarios',
    ]);
    expect(only).toMatchObject({
      id: 'MULTI-01',
      basis: 'documented',
      status: 'demonstrated',
      readOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      rules: expect.arrayContaining(['setting/scan-missing']),
      scenarios: expect.arrayContaining(['area/good', 'several-vendors/missed-second-scan']),
      evidence: { by: 'scenario' },
    });
  });

  test('a status alone, as a page with one title', async () => {
    const page = ['--format', 'md'];
    const { out } = await openSession().run('requirements', 'CA', '--status', 'outside', ...page);
    expect(out.match(/^# /gm)).toHaveLength(1);
    const ids = [...out.matchAll(/^### (\S+)/gm)].map(([, id]) => id);
    expect(ids).toEqual(['CA-08', 'CA-09']);
  });

  test('what no scenario covers', async () => {
    const { out } = await openSession().run('requirements', 'WIPE', '--uncovered');
    const ids = [...out.matchAll(/^([A-Z]+-\d+) {2}\w/gm)].map(([, id]) => id);
    expect(ids).toContain('WIPE-05');
    expect(ids).not.toContain('WIPE-01');
  });

  test('in the terminal, with what shows it, and totals that keep interpretive apart', async () => {
    const told = async (prefix: string): Promise<string> => {
      const rows = selectRequirements({ prefixes: [prefix] });
      const entries = await ledgerOf(rows, shippedLibrary.cases);
      return ledgerText(entries, pageOf({ paint: noPaint, columns: 80 }), null);
    };
    const one = await told('WIPE-06');
    expect(one).toContain('WIPE-06  demonstrated, interpretive');
    expect(one).toMatch(/shown by +wipe\/.+, which/);
    const many = await told('CONN');
    expect(many).toMatch(/^CONN-16 +outside +Classic/m);
    expect(many).toMatch(/^ +documented +interpretive$/m);
    expect(many).toMatch(/^demonstrated +\d+ +4$/m);
  });

  test('what should be read again, as of a day', async () => {
    const session = openSession();
    const stale = ['requirements', 'CERT', '--stale', '180d'];
    const early = await session.run(...stale, '--as-of', '2027-05-19');
    expect([early.exit, early.out]).toEqual([
      0,
      'nothing was read longer ago than that on 2027-05-19\n',
    ]);
    session.today = '2027-05-20';
    const late = await session.run(...stale);
    expect(late.exit).toBe(0);
    expect(late.out).toMatch(/^CERT-01 +demonstrated +2026-11-20, 181 days/m);
    expect(stalenessFrom('180d', session.today, '2026-06-01')).toEqual(
      stalenessFrom('180d', undefined, session.today),
    );
  });

  test.each([
    [['MULTY-01'], 'did you mean `MULTI-01`?'],
    [['--format', 'jsn'], 'did you mean `json`?'],
    [['--status', 'shown'], 'there are demonstrated'],
    [['--stale', 'soon'], 'is no duration'],
    [['--stale', '180d', '--as-of', '2027-02-30'], 'is no date'],
    [['--as-of', '2027-02-03'], 'without `--stale`'],
  ])('%j is 2', async (argv, message) => {
    const { exit, err } = await openSession(library).run('requirements', ...argv);
    expect(exit).toBe(2);
    expect(err).toContain(message);
  });
});
