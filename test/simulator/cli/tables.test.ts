import { describe, expect, test } from 'vitest';
import { openSession } from './session.ts';

const run = (...argv: readonly string[]) => openSession().run(...argv);

describe('tables', () => {
  test('one of them, as text', async () => {
    const { exit, out } = await run('tables', 'wipe-requests');
    expect(exit).toBe(0);
    expect(out).toContain('States of a wipe request\n');
    expect(out).toMatch(/^pending\n {4}listed for +94d$/m);
    expect(out).toMatch(/^successful\n {4}listed for +4d$/m);
  });

  test('all of them, for a program', async () => {
    const { out } = await run('tables', '--format', 'json');
    const tables = JSON.parse(out);
    expect(tables.clouds).toContainEqual(
      expect.objectContaining({ cloud: 'gccHigh', platforms: 'android, ios' }),
    );
    expect(tables.applicability).toContainEqual(
      expect.objectContaining({ 'management type': 'androidAosp', 'threat level': 'no' }),
    );
    expect(tables.partners).toContainEqual(
      expect.objectContaining({
        partner: 'lookout',
        consent: 'Global Administrator',
        licences: 'Entra ID P1, Intune Plan 1, Enterprise Mobility + Security E3 or E5',
      }),
    );
  });

  test.each([
    [['rolls'], 'did you mean `roles`?'],
    [['--format', 'xml'], 'there are text, json and md'],
  ])('%j is refused', async (argv, help) => {
    const { exit, err } = await run('tables', ...argv);
    expect(exit).toBe(2);
    expect(err).toContain(help);
  });
});

describe('defender', () => {
  test('one scenario of one platform', async () => {
    const { exit, out } = await run('defender', '--platform', 'android', '--scenario', 'cope');
    expect(exit).toBe(0);
    expect(out).toMatch(/^ {4}protects +the work profile only$/m);
    expect(out).toMatch(/^ {4}easy onboarding +low-touch$/m);
    expect(out).not.toContain('Capabilities');
  });

  test('a platform leaves the other out', async () => {
    const { out } = await run('defender', '--platform', 'ios', '--format', 'md');
    expect(out).toContain('| ios/shared | iOS, dedicated, shared or kiosk | no |');
    expect(out).toContain('| jailbreakDetection |');
    expect(out).not.toContain('android/cobo');
    expect(out).not.toContain('| malwareProtection |');
  });

  test('everything, for a program', async () => {
    const { out } = await run('defender', '--format', 'json');
    const tables = JSON.parse(out);
    expect(tables.enrolment).toHaveLength(14);
    expect(tables.capabilities).toHaveLength(9);
  });

  test.each([
    [['--platform', 'windows'], 'there are android, ios'],
    [['--scenario', 'cop'], 'did you mean `cope`?'],
    [['--platform', 'ios', '--scenario', 'cope'], 'unknown enrolment scenario'],
    [['pilt'], 'did you mean `pilot`?'],
    [['--criteria', 'alerts'], 'belongs to `muster defender pilot`'],
    [['pilot', '--platform', 'ios'], 'of no use to a pilot'],
    [['pilot', '--criteria', 'alarm'], 'there are inventory, phishing, alerts'],
  ])('%j is refused', async (argv, help) => {
    const { exit, err } = await run('defender', ...argv);
    expect(exit).toBe(2);
    expect(err).toContain(help);
  });
});
