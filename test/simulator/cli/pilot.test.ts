import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../../simulator/source/package-root.ts';
import { openSession } from './session.ts';

const pilots = join(packageRoot, 'scenarios/defender/pilot');

describe('a pilot that was played', () => {
  test('may be widened where every device meets every criterion', async () => {
    const { exit, out } = await openSession().run(
      'defender',
      'pilot',
      join(pilots, 'may-be-widened.yaml'),
    );
    expect(exit).toBe(0);
    expect(out).toContain('may-be-widened: the rollout may be widened');
    expect(out).toContain('  judged: phone, iphone');
  });

  test('may not where one does not, and says which and why', async () => {
    const { exit, out } = await openSession().run(
      'defender',
      'pilot',
      join(pilots, 'may-not-be-widened.yaml'),
    );
    expect(exit).toBe(7);
    expect(out).toContain('    forgotten: it is not listed\n');
    expect(out).toContain('    phone: the test counts inside the work profile only\n');
    expect(out).toContain('kiosk is left out: Defender does not support how it is enrolled');
  });

  test('is judged by the criteria the organisation chose', async () => {
    const { out } = await openSession().run(
      ...['defender', 'pilot', pilots, '--criteria', 'inventory', '--format', 'json'],
    );
    const [first, second] = JSON.parse(out);
    expect(first).toMatchObject({ mayWiden: true });
    expect(
      second.verdict.criteria.map(({ criterion }: { criterion: string }) => criterion),
    ).toEqual(['inventory']);
  });
});

const summary = {
  kind: 'fleet',
  profile: 'office',
  complete: true,
  thresholds: [{ text: 'noncompliant under 5 %', verdict: 'met' }],
  messages: [{ partner: 'defender', result: 'accepted', messages: 40 }],
  detection: { byPartner: [{ partner: 'defender', platform: 'android', detections: 3 }] },
  undecided: [] as readonly object[],
};

const judged = async (value: object) => {
  const session = openSession({ 'summary.json': JSON.stringify(value) });
  return session.run('defender', 'pilot', 'summary.json');
};

describe('a fleet that was played', () => {
  test('is judged by the criteria the organisation chose, and by its own thresholds', async () => {
    const session = openSession({ 'summary.json': JSON.stringify({ ...summary, messages: [] }) });
    const { exit, out } = await session.run(
      ...['defender', 'pilot', 'summary.json', '--criteria', 'alerts'],
    );
    expect(exit).toBe(0);
    expect(out).toContain('own thresholds');
    expect(out).not.toContain('inventory');
  });

  test('is not the file that it is played from, which says what to do', async () => {
    const session = openSession({ 'office.yaml': 'apiVersion: muster/v1\nkind: Fleet\n' });
    const { exit, err } = await session.run('defender', 'pilot', 'office.yaml');
    expect(exit).toBe(2);
    expect(err).toContain('`muster fleet office.yaml --out pilot` plays it');
  });

  test('may be widened where its thresholds are met and Defender was heard', async () => {
    const { exit, out } = await judged(summary);
    expect(exit).toBe(0);
    expect(out).toContain('office: the rollout may be widened');
  });

  test.each([
    ['lost devices', { complete: false }, 'complete: fails'],
    ['no thresholds', { thresholds: [] }, 'own thresholds: fails, the profile sets none'],
    [
      'a threshold missed',
      { thresholds: [{ text: 'p50 under 1h', verdict: 'missed' }] },
      'own thresholds: fails, not met: p50 under 1h',
    ],
    ['no report', { messages: [] }, 'inventory: fails'],
    ['no detection', { detection: { byPartner: [] } }, 'alerts: fails'],
    [
      'a detection without a decision',
      { undecided: [{ partner: 'defender', platform: 'ios', why: 'x', detections: 1 }] },
      'alerts: fails',
    ],
  ])('may not with %s', async (_, change, line) => {
    const { exit, out } = await judged({ ...summary, ...change });
    expect(exit).toBe(7);
    expect(out).toContain(line);
  });

  test.each([
    ['another JSON file', { kind: 'conformance' }, 'is no summary of a fleet'],
    ['half a summary', { ...summary, messages: undefined }, 'is no summary of a fleet'],
  ])('is not taken from %s', async (_, value, message) => {
    const { exit, err } = await judged(value);
    expect(exit).toBe(2);
    expect(err).toContain(message);
  });
});
