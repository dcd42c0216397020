import { describe, expect, test } from 'vitest';
import { openSession, tenant } from './session.ts';

const ask = (...argv: readonly string[]) =>
  openSession({ 'tenant.yaml': tenant }).run('ask', 'tenant.yaml', ...argv);

const clean = ['--report', 'lookout=secured', '--report', 'zimperium=secured'];

describe('an answer', () => {
  test.each([
    [[], 'pixel: noncompliant because scan-missing/lookout, scan-missing/zimperium'],
    [clean, 'pixel: compliant'],
    [
      ['--report', 'lookout=highSeverity', '--silent', 'zimperium=8d', '--at', '2d'],
      'pixel: noncompliant because threat-above-limit/lookout',
    ],
    [
      ['--report', 'lookout=secured', '--silent', 'zimperium=6d'],
      'pixel: noncompliant because scan-missing/zimperium',
    ],
    [['--report', 'lookout=secured', '--silent', 'zimperium=7d'], 'pixel: compliant'],
    [['--report', 'lookout=secured', '--silent', 'zimperium=5d', '--at', '2d'], 'pixel: compliant'],
    [[...clean, '--at', '29d'], 'pixel: compliant'],
    [[...clean, '--at', '30d'], 'pixel: noncompliant because not-in-contact'],
  ])('%j', async (argv, line) => {
    const { exit, out } = await ask(...argv);
    expect(exit).toBe(0);
    expect(out.split('\n')[0]).toBe(line);
  });

  test('has its sources and what would flip it, and its rules on demand', async () => {
    const { out } = await ask('--report', 'lookout=highSeverity', '--report', 'zimperium=secured');
    expect(out).toContain(
      'would flip if report: { partner: lookout, device: pixel, state: secured } → compliant',
    );
    expect(out).toContain('COMP-02 (documented)');
    expect(out).not.toContain('rules asked');
    expect((await ask('--rules')).out).toContain('rules asked');
  });

  test('another reading gives another one', async () => {
    const argv = ['--report', 'lookout=secured', '--report', 'lookout=misconfigured'];
    const both = [...argv, '--report', 'zimperium=secured'];
    expect((await ask(...both)).out).toContain('because app-misconfigured/lookout');
    const turned = await ask(...both, '--reading', 'misconfiguredAs=lastKnown');
    expect(turned.out).toContain('pixel: compliant');
  });
});

describe('--as-scenario', () => {
  test('writes a scenario that is met, from wherever it stands', async () => {
    const session = openSession({ 'tenant.yaml': tenant });
    const argv = ['ask', 'tenant.yaml', '--report', 'lookout=highSeverity', '--at', '2d'];
    const asked = await session.run(...argv, '--as-scenario', 'scenarios/deep/asked.yaml');
    expect(asked.exit).toBe(0);
    expect(session.read('scenarios/deep/asked.yaml')).toContain('../../tenant.yaml');
    const { exit, out } = await session.run('run');
    expect(out).toContain('1 met, 0 violated');
    expect(exit).toBe(0);
  });

  test('without a file prints it and nothing else', async () => {
    const { out } = await ask('--as-scenario');
    expect(out).toMatch(/^# What Muster decides/);
    expect(out).toContain('use: [tenant.yaml]');
    expect(out).not.toContain('would flip');
  });
});

test.each([
  [['--device', 'pixle'], 'did you mean `pixel`?'],
  [['--report', 'lockout=secured'], 'did you mean `lookout`?'],
  [['--report', 'jamf=secured'], 'the tenant has lookout, zimperium'],
  [['--report', 'lookout=hihgSeverity'], 'did you mean `highSeverity`?'],
  [['--report', 'lookout'], 'not of the form partner=value'],
  [['--silent', 'lookout=8'], 'has no unit'],
  [['--at', 'soon'], 'a number is missing'],
])('%j is 2', async (argv, message) => {
  const { exit, err } = await ask(...argv);
  expect(exit).toBe(2);
  expect(err).toContain(message);
});

test('a tenant that is missing or wrong is 2 with its place', async () => {
  const session = openSession({ 'wrong.yaml': tenant.replace('androidEnabled', 'androidEnabeld') });
  const missing = await session.run('ask', 'missing.yaml');
  expect(missing.exit).toBe(2);
  expect(missing.err).toContain('`missing.yaml` does not exist');
  expect(missing.err).not.toContain('asked.yaml');
  const { exit, err } = await session.run('ask', 'wrong.yaml');
  expect(exit).toBe(2);
  expect(err).toContain('wrong.yaml:4:14');
  expect(err).not.toContain('asked.yaml');
});
