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

  test('reads as a page: the verdict, why, and what would change it', async () => {
    const { out } = await ask('--report', 'lookout=secured', '--silent', 'zimperium=8d');
    expect(out).toMatchInlineSnapshot(`
      "pixel: compliant
        ignored: partner-unresponsive/zimperium

      no verdict from
        Zimperium: never scanned, nothing was reported by 2026-01-13T09:00:00Z

      why
        left out of the calculation
          Zimperium is silent, so what it said is left out
          (partner-unresponsive/zimperium)
            CONN-08 (documented) A partner is unresponsive once no heartbeat has
              arrived for \`partnerUnresponsivenessThresholdInDays\` days of 24 hours
              each; where no number is set, for 7 days.
              microsoftgraph/microsoft-graph-docs-contrib:
                api-reference/{beta,v1.0}/resources/intune-*-mobilethreatdefenseconnector.md
              MicrosoftDocs/memdocs:
                intune/device-security/mobile-threat-defense/enable-connector.md,
                Shared settings (read on 2026-11-20)
            CONN-09 (documented) While a partner is unresponsive Intune leaves its
              data out of the compliance calculation. Neither its good nor its bad
              news counts: a device that failed because of it alone passes at the next
              calculation, and no device fails because of the outage.
              Intune MTD overview (08/2024), Connector status
              MicrosoftDocs/memdocs:
                intune/device-security/mobile-threat-defense/enable-connector.md,
                Shared settings
              microsoftgraph/microsoft-graph-docs-contrib:
                api-reference/{beta,v1.0}/resources/intune-*-mobilethreatdefenseconnector.md
                (read on 2026-11-20)
            COMP-12 (inferred) An unresponsive connector feeds no setting; if it was
              the only one, COMP-08 applies. This holds with the switch for missing
              partner data on as well: ignoring wins, because the threshold exists to
              keep an outage from locking users out (reading \`ignoreUnresponsiveAs\`).
              stated in no document that was read
              nearest: microsoftgraph/microsoft-graph-docs-contrib:
                api-reference/{beta,v1.0}/resources/intune-*-mobilethreatdefenseconnector.md
              MicrosoftDocs/memdocs:
                intune/device-security/mobile-threat-defense/enable-connector.md,
                Shared settings (read on 2026-11-20)

      good to know
        several-vendors-on-platform: one vendor for a platform is advised, and several
          are on (MULTI-05)

      what would change it
        if Lookout for Work reports pixel as mediumSeverity
          - report: { partner: lookout, device: pixel, state: mediumSeverity }
          pixel: compliant → noncompliant because threat-above-limit/lookout
        if nothing happens for 30d (left out by then: partner-unresponsive/lookout)
          pixel: compliant → noncompliant because not-in-contact
      "
    `);
  });

  test('has the sources of its own reasons only, and its rules on demand', async () => {
    const { out } = await ask('--report', 'lookout=highSeverity', '--report', 'zimperium=secured');
    expect(out).toContain('COMP-02 (documented)');
    expect(out).not.toContain('MULTI-01');
    expect(out).not.toContain('what was asked');
    expect((await ask('--rules')).out).toContain('what was asked');
    const good = await ask(...clean);
    expect(good.out).not.toContain('read on');
  });

  test('as JSON is JSON alone, also beside a scenario that is written', async () => {
    const { out } = await ask('--json', '--as-scenario', 'asked.yaml');
    expect(JSON.parse(out)).toMatchObject({
      device: 'pixel',
      verdicts: [{ of: 'compliance', value: 'noncompliant' }],
    });
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
    expect(out).not.toContain('what would change');
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

test('an app or a resource no policy names is none the worse, unless it is nearly one', async () => {
  const files = {
    'tenant.yaml': `${tenant}appProtectionPolicies:
  mail-apps: { "@odata.type": "#microsoft.graph.androidManagedAppProtection", apps: [outlook], assignedTo: [staff] }
conditionalAccessPolicies:
  mail:
    state: enabled
    conditions: { users: { includeUsers: [All] }, applications: { includeApplications: [exchange] } }
    grantControls: { operator: AND, builtInControls: [compliantDevice] }
`,
  };
  const about = async (...argv: readonly string[]) => {
    const { exit, out, err } = await openSession(files).run('ask', 'tenant.yaml', ...argv);
    return exit === 0 ? out : err;
  };
  expect(await about('--launch', 'games')).toContain('opening games now: allowed');
  expect(await about('--resource', 'wiki')).toContain('access to wiki: granted');
  expect(await about('--launch', 'outlok')).toContain('did you mean `outlook`?');
  expect(await about('--resource', 'exchagne')).toContain('did you mean `exchange`?');
});

test('a file of another kind is told so, and nothing else', async () => {
  const session = openSession({ 'muster.yaml': 'apiVersion: muster/v1\nkind: Project\nout: x\n' });
  const { exit, err } = await session.run('ask', 'muster.yaml');
  expect(exit).toBe(2);
  expect(err).toContain('unknown kind of file `Project`');
  expect(err).toContain('1 error, ');
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
