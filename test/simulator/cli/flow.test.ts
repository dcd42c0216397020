import { describe, expect, test } from 'vitest';
import { openSession } from './session.ts';

describe('muster flow', () => {
  test('lists the flows', async () => {
    const { exit, out } = await openSession().run('flow');
    expect(exit).toBe(0);
    expect(
      out
        .split('\n')
        .filter(Boolean)
        .map((line) => line.split(' ')[0]),
    ).toEqual(['ios', 'android', 'enrolled', 'defender']);
  });

  test('prints one with the requirement behind each choice', async () => {
    const { exit, out } = await openSession().run('flow', 'ios');
    expect(exit).toBe(0);
    expect(out).toContain('Reminder: A reminder: install the app, but do not open it yet.');
    expect(out).toContain('OK → StoreInstall (FLOW-iOS-03)');
    expect(out).toContain('Cancel → GetAccess.Open (FLOW-iOS-06, inferred)');
    expect(out).toContain('a threat is above the limit → ThreatBlocked (FLOW-08, FLOW-iOS-07)');
  });

  test('prints one as a picture or for a program', async () => {
    const picture = await openSession().run('flow', 'android', '--format', 'mermaid');
    expect(picture.out).toMatch(/^stateDiagram-v2\n/);
    expect(picture.out).toContain('  Permissions --> Degraded: Deny contacts\n');
    const json = await openSession().run('flow', 'defender', '--format', 'json');
    expect(JSON.parse(json.out)).toMatchObject({ name: 'defender', start: 'SignIn' });
  });

  test.each([
    [['flow', 'andriod'], 'did you mean `android`?'],
    [['flow', 'ios', '--format', 'svg'], 'there are text, mermaid, json'],
  ])('refuses %j', async (argv, sentence) => {
    const { exit, err } = await openSession().run(...argv);
    expect(exit).toBe(2);
    expect(err).toContain(sentence);
  });
});
