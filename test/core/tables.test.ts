import { describe, expect, it } from 'vitest';
import { day, hour } from '../../core/time.ts';
import type { Limit, ThreatState } from '../../core/vocabulary.ts';
import type { Operation } from '../../simulator/port/operation.ts';
import { appPolicy, connector, launchOf, office, play, policy, verdictOf } from './office.ts';

const report = (state: ThreatState, partner: 'lookout' | 'zimperium' = 'lookout'): Operation => ({
  do: 'report',
  partner,
  device: 'pixel',
  state,
});

const limited = (limit: Limit) => ({
  compliancePolicies: { limit: policy({ deviceThreatProtectionRequiredSecurityLevel: limit }) },
  appProtectionPolicies: { apps: appPolicy({ maximumAllowedDeviceThreatLevel: limit }) },
});

/** decision-procedure.md, section 4, "State against limit". */
type Row = readonly [ThreatState | 'none', string, string, string, string, string];

const five = (code: string) => [code, code, code, code, code] as const;

const stateAgainstLimit: readonly Row[] = [
  ['none', 'scan-missing', 'scan-missing', 'scan-missing', 'scan-missing', 'scan-missing'],
  ['unknown', 'scan-missing', 'scan-missing', 'scan-missing', 'scan-missing', 'scan-missing'],
  ['activated', '', 'partner-data-missing', '', 'scan-missing', ''],
  ['deactivated', ...five('app-not-activated')],
  ['unresponsive', ...five('device-unresponsive')],
  ['misconfigured', ...five('app-misconfigured')],
  ['compromised', 'threat-above-limit', 'threat-above-limit', '', 'threat-above-limit', ''],
  ['mediumSeverity', 'threat-above-limit', 'threat-above-limit', '', 'threat-above-limit', ''],
  ['lowSeverity', '', '', '', '', ''],
  ['secured', '', '', '', '', ''],
];

const reasonOf = (verdict: string): string => verdict.split(' ')[1]?.split('/')[0] ?? '';

describe('a stored state against a limit', () => {
  it.each(stateAgainstLimit)('%s', async (state, one, blocked, high, atLaunch, launchHigh) => {
    const reports: [number, Operation][] = state === 'none' ? [] : [[0, report(state)]];
    const blocking = connector({ androidDeviceBlockedOnMissingPartnerData: true });
    const protecting = connector({ androidMobileApplicationManagementEnabled: true });
    const compliance = async (limit: Limit, lookout = connector()) =>
      reasonOf(await verdictOf(await play(office({ lookout }, limited(limit)), reports)));
    const launch = async (limit: Limit) =>
      reasonOf(
        await launchOf(await play(office({ lookout: protecting }, limited(limit)), reports)),
      );
    expect(await compliance('low')).toBe(one);
    expect(await compliance('low', blocking)).toBe(blocked);
    expect(await compliance('high')).toBe(high);
    expect(await compliance('high', blocking)).toBe(high);
    expect(await launch('low')).toBe(atLaunch);
    expect(await launch('high')).toBe(launchHigh);
  });

  it.each(['low', 'high'] as const)(
    'two vendors, limit %s: activated is no scan',
    async (limit) => {
      const tenant = office({ lookout: connector(), zimperium: connector() }, limited(limit));
      const session = await play(tenant, [
        [0, report('secured')],
        [0, report('activated', 'zimperium')],
      ]);
      expect(await verdictOf(session)).toBe('noncompliant scan-missing/zimperium');
    },
  );
});

describe('a second vendor, while the first says secured', () => {
  const both = (zimperium = connector()) => office({ lookout: connector(), zimperium });
  const clean: [number, Operation] = [0, report('secured')];
  const bad: [number, Operation] = [0, report('highSeverity', 'zimperium')];

  it.each([
    ['enabled', connector(), 'noncompliant threat-above-limit/zimperium'],
    ['toggle off here', connector({ androidEnabled: false, iosEnabled: true }), 'compliant'],
    ['unavailable', connector({ setUp: 'unavailable' }), 'compliant'],
    ['not set up', connector({ setUp: 'notSetUp' }), 'compliant'],
  ])('%s', async (_, zimperium, expected) => {
    expect(await verdictOf(await play(both(zimperium), [clean, bad]))).toBe(expected);
  });

  it('falls silent: neither its good nor its bad news counts', async () => {
    const session = await play(both(), [
      clean,
      bad,
      [6 * day, { do: 'heartbeat', partner: 'lookout' }],
    ]);
    await session.advanceTo(7 * day - 1);
    expect(await verdictOf(session)).toBe('noncompliant threat-above-limit/zimperium');
    await session.advanceTo(7 * day);
    expect(await verdictOf(session)).toBe('compliant');
  });

  it('is in error but in contact: it still counts', async () => {
    const session = await play(both(), [
      clean,
      bad,
      [0, { do: 'raiseError', partner: 'zimperium' }],
    ]);
    expect(await verdictOf(session)).toBe('noncompliant threat-above-limit/zimperium');
  });
});

describe('grace, worked', () => {
  const graced = (gracePeriodHours: number) => ({
    compliancePolicies: {
      limit: policy({ actions: [{ actionType: 'block', gracePeriodHours }] }),
    },
  });
  const tenant = office({ lookout: connector() }, graced(12));
  const clean: [number, Operation] = [0, report('secured')];

  it.each([
    [13 * hour - 1, 'inGracePeriod threat-above-limit/lookout'],
    [13 * hour, 'noncompliant threat-above-limit/lookout'],
  ])('12 hours from the first failure, at %i', async (at, expected) => {
    const session = await play(tenant, [clean, [hour, report('mediumSeverity')]]);
    await session.advanceTo(at);
    expect(await verdictOf(session)).toBe(expected);
  });

  it('starts anew when the threat went away in between', async () => {
    const session = await play(tenant, [
      clean,
      [hour, report('mediumSeverity')],
      [10 * hour, report('secured')],
      [11 * hour, report('mediumSeverity')],
    ]);
    await session.advanceTo(23 * hour - 1);
    expect(await verdictOf(session)).toMatch(/^inGracePeriod/);
    await session.advanceTo(23 * hour);
    expect(await verdictOf(session)).toMatch(/^noncompliant/);
  });

  it('marks once for each run, at its own time', async () => {
    const session = await play(tenant, [clean, [hour, report('mediumSeverity')]]);
    await session.advanceTo(13 * hour - 1);
    expect(await session.takeEvents()).toEqual([]);
    await session.advanceTo(40 * hour);
    expect(await session.takeEvents()).toEqual([
      { event: 'mark', device: 'pixel', policy: 'limit' },
    ]);
  });
});
