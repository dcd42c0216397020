import { describe, expect, test } from 'vitest';
import { readingNames } from '../../../core/readings.ts';
import { library, openSession } from './session.ts';

describe('readings', () => {
  const run = (...argv: readonly string[]) => openSession().run('readings', ...argv);

  test('each with its choices, their meaning, the default and who is silent', async () => {
    const { exit, out } = await run('unresponsiveBoundary');
    expect(exit).toBe(0);
    expect(out).toMatch(/^unresponsiveBoundary: .*\(Q-1, CONN-08\)$/ms);
    expect(out).toContain('    gte  default: at the very instant\n');
    expect(out).toContain('    gt   one millisecond later\n');
    expect(out).toMatch(/enable-connector\.md, Shared settings; read on \d{4}-\d\d-\d\d$/m);
  });

  test('all of them, for a program', async () => {
    const { out } = await run('--format', 'json');
    const entries = JSON.parse(out);
    expect(entries.map(({ name }: { name: string }) => name)).toEqual(readingNames);
    expect(entries.at(-1)).toMatchObject({
      name: 'scanAgeing',
      choices: [
        { choice: 'never', isDefault: true, takesDuration: false },
        { choice: '7d', isDefault: false, takesDuration: true },
      ],
      openQuestions: ['Q-31'],
      requirements: ['THREAT-08'],
    });
  });

  test('as a page with one title', async () => {
    const { out } = await run('scanAgeing', '--format', 'md');
    expect(out.match(/^# /gm)).toHaveLength(1);
    expect(out).toContain('\n- a duration such as `7d`: ');
  });

  test.each([
    [['scanAging'], 'did you mean `scanAgeing`?'],
    [['--format', 'jsn'], 'did you mean `json`?'],
  ])('%j is 2', async (argv, message) => {
    const { exit, err } = await run(...argv);
    expect(exit).toBe(2);
    expect(err).toContain(message);
  });
});

describe('--reading with a duration', () => {
  const run = (reading: string) =>
    openSession(library).run('run', '--id', 'area/good', '--reading', reading);

  test('is said as it is written anywhere else', async () => {
    const { exit, out } = await run('scanAgeing=36h');
    expect(exit).toBe(0);
    expect(out).toContain('turned: scanAgeing=1d 12h\n');
  });

  test.each([
    ['scanAgeing=36', '`36` has no unit'],
    ['scanAgeing=0s', 'it is no time at all'],
    ['scanAgeing=1h-2h', 'it is no time at all'],
    ['scanAgeing=nevr', 'it can be never or a duration such as 7d'],
  ])('%s is 2', async (reading, message) => {
    const { exit, err } = await run(reading);
    expect(exit).toBe(2);
    expect(err).toContain(message);
  });

  test('in muster.yaml as well', async () => {
    const session = openSession({
      ...library,
      'muster.yaml': 'apiVersion: muster/v1\nkind: Project\nreadings: { scanAgeing: 0s }\n',
    });
    const { exit, err } = await session.run('run', '--id', 'area/good');
    expect(exit).toBe(2);
    expect(err).toContain('expected never or a duration such as 7d');
    session.write(
      'muster.yaml',
      'apiVersion: muster/v1\nkind: Project\nreadings: { scanAgeing: 12h }\n',
    );
    expect((await session.run('run', '--id', 'area/good')).exit).toBe(0);
  });
});
