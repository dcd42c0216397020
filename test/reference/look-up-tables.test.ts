import { describe, expect, test } from 'vitest';
import { day, hour, millisecond } from '../../core/time.ts';
import type { Limit, ThreatState } from '../../core/vocabulary.ts';
import type { Operation } from '../../simulator/port/operation.ts';
import {
  appProtectionPolicy,
  compliancePolicy,
  connector,
  device,
  historyOf,
  launch,
  launched,
  report,
  tenant,
  verdict,
} from './fixture.ts';

/** The three tables of decision-procedure.md, section 4, with its default readings. */

const on = { androidEnabled: true };
const limited = (level: Limit) => ({
  android: compliancePolicy({ deviceThreatProtectionRequiredSecurityLevel: level }),
});
const say = (partner: 'lookout' | 'zimperium' | 'defender', state: ThreatState | 'none') =>
  state === 'none' ? [] : [report(partner, state)];

describe('state against limit', () => {
  const nc = 'noncompliant';
  const rows: [ThreatState | 'none', string, string, string, string, string, string][] = [
    // state, one vendor, block on missing data, one vendor High, two vendors, launch, launch High
    ...(['none', 'unknown'] as const).map(
      (state): [ThreatState | 'none', string, string, string, string, string, string] => [
        state,
        `${nc} scan-missing/lookout`,
        `${nc} scan-missing/lookout`,
        `${nc} scan-missing/lookout`,
        `${nc} scan-missing/lookout`,
        'blocked scan-missing/lookout',
        'blocked scan-missing/lookout',
      ],
    ),
    [
      'activated',
      'compliant',
      `${nc} partner-data-missing/lookout`,
      'compliant',
      `${nc} scan-missing/lookout`,
      'blocked scan-missing/lookout',
      'allowed',
    ],
    ...(
      [
        ['deactivated', 'app-not-activated/lookout'],
        ['unresponsive', 'device-unresponsive/lookout'],
        ['misconfigured', 'app-misconfigured/lookout'],
      ] as const
    ).map(([state, code]): [ThreatState, string, string, string, string, string, string] => [
      state,
      `${nc} ${code}`,
      `${nc} ${code}`,
      `${nc} ${code}`,
      `${nc} ${code}`,
      `blocked ${code}`,
      `blocked ${code}`,
    ]),
    [
      'compromised',
      `${nc} threat-above-limit/lookout`,
      `${nc} threat-above-limit/lookout`,
      'compliant',
      `${nc} threat-above-limit/lookout`,
      'blocked threat-above-limit/lookout',
      'allowed',
    ],
  ];

  test.each(rows)('%s', (state, one, blockOnMissing, high, two, opened, openedHigh) => {
    const zimperium = connector(on);
    for (const level of ['secured', 'low', 'medium'] as const) {
      const alone = tenant({ compliancePolicies: limited(level) });
      expect(verdict(historyOf(alone, [[0, ...say('lookout', state)]]), 0)).toBe(one);
      const strict = tenant({
        compliancePolicies: limited(level),
        connectors: {
          lookout: connector({ ...on, androidDeviceBlockedOnMissingPartnerData: true }),
        },
      });
      expect(verdict(historyOf(strict, [[0, ...say('lookout', state)]]), 0)).toBe(blockOnMissing);
      const pair = tenant({
        compliancePolicies: limited(level),
        connectors: { lookout: connector(on), zimperium },
      });
      const both = [0, report('zimperium', 'secured'), ...say('lookout', state)] as const;
      expect(verdict(historyOf(pair, [both]), 0)).toBe(two);
    }
    for (const block of [false, true]) {
      const atHigh = tenant({
        compliancePolicies: limited('high'),
        connectors: {
          lookout: connector({ ...on, androidDeviceBlockedOnMissingPartnerData: block }),
        },
      });
      expect(verdict(historyOf(atHigh, [[0, ...say('lookout', state)]]), 0)).toBe(high);
    }
    const open = (level: Limit): string => {
      const protects = tenant({
        connectors: { lookout: connector({ androidMobileApplicationManagementEnabled: true }) },
        appProtectionPolicies: {
          mail: appProtectionPolicy({ maximumAllowedDeviceThreatLevel: level }),
        },
      });
      return launched(historyOf(protects, [[0, ...say('lookout', state), launch()]]), 0);
    };
    for (const level of ['secured', 'low', 'medium'] as const) expect(open(level)).toBe(opened);
    expect(open('high')).toBe(openedHigh);
  });

  test('two vendors and limit High: compromised and every level pass, a missing scan does not', () => {
    const pair = tenant({
      compliancePolicies: limited('high'),
      connectors: { lookout: connector(on), zimperium: connector(on) },
    });
    const seen = (state: ThreatState | 'none') =>
      verdict(historyOf(pair, [[0, report('zimperium', 'secured'), ...say('lookout', state)]]), 0);
    expect(seen('compromised')).toBe('compliant');
    expect(seen('highSeverity')).toBe('compliant');
    expect(seen('activated')).toBe('noncompliant scan-missing/lookout');
    expect(seen('none')).toBe('noncompliant scan-missing/lookout');
  });

  const limits = ['secured', 'low', 'medium', 'high'] as const;
  const levels = ['secured', 'lowSeverity', 'mediumSeverity', 'highSeverity'] as const;
  test.each(limits)('a level passes limit %s exactly if it is at or under it', (limit) => {
    for (const level of levels) {
      const history = historyOf(tenant({ compliancePolicies: limited(limit) }), [
        [0, report('lookout', level)],
      ]);
      const under = levels.indexOf(level) <= limits.indexOf(limit);
      expect(verdict(history, 0)).toBe(
        under ? 'compliant' : 'noncompliant threat-above-limit/lookout',
      );
    }
  });
});

describe('second vendor B, while A says secured and the limit is Low', () => {
  const a = 'lookout' as const;
  const b = 'zimperium' as const;
  const above = `noncompliant threat-above-limit/${b}`;
  const missing = `noncompliant scan-missing/${b}`;
  const heartbeat: Operation = { do: 'heartbeat', partner: a };
  const stays: [number, ...Operation[]] = [8 * day, heartbeat];
  const below = device({ osVersion: '5.0' });

  const rows: {
    title: string;
    b?: Parameters<typeof connector>[0];
    later?: [number, ...Operation[]][];
    at?: number;
    parts?: Parameters<typeof tenant>[0];
    second?: 'defender';
    high: string;
    never: string;
  }[] = [
    { title: 'enabled', high: above, never: missing },
    {
      title: 'error but in contact',
      later: [[hour, { do: 'raiseError', partner: b }]],
      at: hour,
      high: above,
      never: missing,
    },
    { title: 'unresponsive', later: [stays], at: 8 * day, high: 'compliant', never: 'compliant' },
    {
      title: 'shown as error but silent',
      later: [[hour, { do: 'raiseError', partner: b }], stays],
      at: 8 * day,
      high: 'compliant',
      never: 'compliant',
    },
    {
      title: 'not set up',
      later: [[hour, { do: 'revokeConsent', partner: b }]],
      at: hour,
      high: 'compliant',
      never: 'compliant',
    },
    {
      title: 'unavailable',
      later: [[hour, { do: 'deprovision', partner: b }]],
      at: hour,
      high: 'compliant',
      never: 'compliant',
    },
    {
      title: 'toggle off here',
      b: { androidEnabled: false, iosEnabled: true },
      high: 'compliant',
      never: 'compliant',
    },
    {
      title: 'app protection only',
      b: { androidEnabled: false, androidMobileApplicationManagementEnabled: true },
      high: 'compliant',
      never: 'compliant',
    },
    {
      title: 'OS below its minimum, block off',
      parts: { devices: { pixel: below } },
      high: 'compliant',
      never: 'compliant',
    },
    {
      title: 'OS below its minimum, block on',
      b: { partnerUnsupportedOsVersionBlocked: true },
      parts: { devices: { pixel: below } },
      high: `noncompliant os-below-partner-minimum/${b}`,
      never: `noncompliant os-below-partner-minimum/${b}`,
    },
    { title: 'Defender', second: 'defender', high: 'compliant', never: 'compliant' },
    {
      title: 'no policy with a threat level',
      parts: {
        compliancePolicies: { android: compliancePolicy({ deviceThreatProtectionEnabled: false }) },
      },
      high: 'compliant',
      never: 'compliant',
    },
  ];

  test.each(rows)('$title', ({ b: settings, later = [], at = 0, parts = {}, second, ...row }) => {
    const partner = second ?? b;
    const of = tenant({
      connectors: { [a]: connector(on), [partner]: connector({ ...on, ...settings }) },
      ...parts,
    });
    const secured = report(a, 'secured');
    const high = historyOf(of, [[0, secured, report(partner, 'highSeverity')], ...later]);
    expect(verdict(high, at)).toBe(row.high);
    expect(verdict(historyOf(of, [[0, secured], ...later]), at)).toBe(row.never);
  });

  test('with B out, A is a single vendor again: activated from A passes', () => {
    const of = tenant({ connectors: { [a]: connector(on), [b]: connector(on) } });
    const history = historyOf(of, [
      [0, report(a, 'activated'), report(b, 'secured')],
      [6 * day, heartbeat],
    ]);
    expect(verdict(history, 7 * day - millisecond)).toBe(`noncompliant scan-missing/${a}`);
    expect(verdict(history, 7 * day)).toBe('compliant');
  });

  test('an outage of both makes no device noncompliant, nor secureByDefault', () => {
    const strict = { ...on, androidDeviceBlockedOnMissingPartnerData: true };
    const of = tenant({
      settings: { secureByDefault: true, deviceComplianceCheckinThresholdDays: 30 },
      connectors: { [a]: connector(strict), [b]: connector(strict) },
    });
    expect(verdict(historyOf(of, []), 0)).toBe(`noncompliant scan-missing/${a} scan-missing/${b}`);
    expect(verdict(historyOf(of, []), 7 * day)).toBe('compliant');
  });

  test('an outage of the only third party never brings Defender in', () => {
    const of = tenant({ connectors: { [a]: connector(on), defender: connector(on) } });
    const history = historyOf(of, [
      [0, report(a, 'secured'), report('defender', 'highSeverity')],
      [6 * day, { do: 'heartbeat', partner: 'defender' }],
    ]);
    expect(verdict(history, 7 * day)).toBe('compliant');
  });
});

describe('grace, worked', () => {
  const grace = (hours: number, parts: Parameters<typeof compliancePolicy>[0] = {}) =>
    compliancePolicy({
      actions: [{ actionType: 'block', gracePeriodHours: hours }],
      otherSettings: ['passcodeRequired'],
      ...parts,
    });
  const twelve = tenant({ compliancePolicies: { android: grace(12) } });
  const secured = report('lookout', 'secured');
  const bad = report('lookout', 'highSeverity');
  const code = 'threat-above-limit/lookout';
  const passcode = (state: 'compliant' | 'nonCompliant' | 'error'): Operation => ({
    do: 'checkIn',
    device: 'pixel',
    settings: { passcodeRequired: state },
  });

  test('a report above the limit at 1h: in grace until 13h', () => {
    const history = historyOf(twelve, [
      [0, secured],
      [hour, bad],
    ]);
    expect(verdict(history, hour)).toBe(`inGracePeriod ${code}`);
    expect(verdict(history, 13 * hour - millisecond)).toBe(`inGracePeriod ${code}`);
    expect(verdict(history, 13 * hour)).toBe(`noncompliant ${code}`);
  });

  test('a second failing setting at 10h shares the clock', () => {
    const history = historyOf(twelve, [
      [0, secured],
      [hour, bad],
      [10 * hour, passcode('nonCompliant')],
    ]);
    const both = `${code} setting-failed/passcodeRequired`;
    expect(verdict(history, 13 * hour - millisecond)).toBe(`inGracePeriod ${both}`);
    expect(verdict(history, 13 * hour)).toBe(`noncompliant ${both}`);
  });

  test('a threat gone at 10h and back at 11h starts a new clock, to 23h', () => {
    const history = historyOf(twelve, [
      [0, secured],
      [hour, bad],
      [10 * hour, secured],
      [11 * hour, bad],
    ]);
    expect(verdict(history, 10 * hour)).toBe('compliant');
    expect(verdict(history, 23 * hour - millisecond)).toBe(`inGracePeriod ${code}`);
    expect(verdict(history, 23 * hour)).toBe(`noncompliant ${code}`);
  });

  test('a toggle off at 5h and on again at 6h starts a new clock, to 18h', () => {
    const toggle = (androidEnabled: boolean): Operation => ({
      do: 'setConnector',
      partner: 'lookout',
      settings: { androidEnabled },
    });
    const history = historyOf(twelve, [
      [0, secured],
      [hour, bad],
      [5 * hour, toggle(false)],
      [6 * hour, toggle(true)],
    ]);
    expect(verdict(history, 5 * hour)).toBe('compliant');
    expect(verdict(history, 18 * hour - millisecond)).toBe(`inGracePeriod ${code}`);
    expect(verdict(history, 18 * hour)).toBe(`noncompliant ${code}`);
  });

  test('a partner that falls silent and returns starts a new clock', () => {
    const history = historyOf(twelve, [
      [6 * day + 20 * hour, bad],
      [14 * day, { do: 'heartbeat', partner: 'lookout' }],
    ]);
    expect(verdict(history, 13 * day + 20 * hour)).toBe('compliant');
    expect(verdict(history, 14 * day + 12 * hour - millisecond)).toBe(`inGracePeriod ${code}`);
    expect(verdict(history, 14 * day + 12 * hour)).toBe(`noncompliant ${code}`);
  });

  test('Error from 2h to 20h inside a run that began at 1h: held, then noncompliant at once', () => {
    const history = historyOf(twelve, [
      [0, secured],
      [hour, passcode('nonCompliant')],
      [2 * hour, passcode('error')],
      [20 * hour, passcode('nonCompliant')],
    ]);
    const failed = 'setting-failed/passcodeRequired';
    expect(verdict(history, 20 * hour - millisecond)).toBe(`inGracePeriod ${failed}`);
    expect(verdict(history, 20 * hour)).toBe(`noncompliant ${failed}`);
  });

  test('compliant, then Error for seven days: in grace from then, until 7d+12h', () => {
    const history = historyOf(twelve, [[0, secured, passcode('error')]]);
    expect(verdict(history, 7 * day - millisecond)).toBe('compliant');
    const error = 'setting-error/passcodeRequired';
    const alive: Operation = { do: 'heartbeat', partner: 'lookout' };
    const kept = historyOf(twelve, [
      [0, secured, passcode('error')],
      [6 * day, alive],
    ]);
    expect(verdict(kept, 7 * day)).toBe(`inGracePeriod ${error}`);
    expect(verdict(kept, 7 * day + 12 * hour - millisecond)).toBe(`inGracePeriod ${error}`);
    expect(verdict(kept, 7 * day + 12 * hour)).toBe(`noncompliant ${error}`);
  });

  test('two policies, grace 24 h with Secured and 0 with Medium', () => {
    const of = tenant({
      compliancePolicies: {
        strict: grace(24, { deviceThreatProtectionRequiredSecurityLevel: 'secured' }),
        loose: grace(0, { deviceThreatProtectionRequiredSecurityLevel: 'medium' }),
      },
    });
    const low = historyOf(of, [[0, report('lookout', 'lowSeverity')]]);
    expect(verdict(low, 0)).toBe(`inGracePeriod ${code}`);
    expect(verdict(historyOf(of, [[0, bad]]), 0)).toBe(`noncompliant ${code}`);
  });
});
