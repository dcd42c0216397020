import { describe, expect, test } from 'vitest';
import { day, hour } from '../../core/time.ts';
import type { Operation } from '../../simulator/port/operation.ts';
import {
  compliancePolicy,
  connector,
  device,
  eventsOf,
  historyOf,
  lastReply,
  report,
  start,
  stateOf,
  tenant,
  verdict,
} from './fixture.ts';

/** The rows of decision-procedure.md, section 5, by their numbers; each as it is settled there. */

const on = { androidEnabled: true };
const two = { lookout: connector(on), zimperium: connector(on) };
const secured = report('lookout', 'secured');
const high = report('lookout', 'highSeverity');
const above = 'noncompliant threat-above-limit/lookout';
const checkIn = (settings?: Record<string, 'compliant' | 'nonCompliant' | 'error'>): Operation => ({
  do: 'checkIn',
  device: 'pixel',
  ...(settings === undefined ? {} : { settings }),
});
const partner = (
  verb: 'heartbeat' | 'raiseError' | 'clearError' | 'provision' | 'deprovision' | 'consent',
  key: 'lookout' | 'zimperium' | 'defender' = 'lookout',
): Operation => ({ do: verb, partner: key });
const toggle = (androidEnabled: boolean): Operation => ({
  do: 'setConnector',
  partner: 'lookout',
  settings: { androidEnabled },
});
const secureByDefault = { secureByDefault: true, deviceComplianceCheckinThresholdDays: 30 };

describe('connectors', () => {
  test('1: a connector the tenant lists accepts a report', () => {
    expect(lastReply(historyOf(tenant(), [[0, high]]))).toBe('accepted');
  });

  test('2, 17, 19: an error code changes what is shown, silence what is used', () => {
    const history = historyOf(tenant(), [
      [0, high],
      [hour, partner('raiseError')],
      [8 * day, partner('clearError')],
    ]);
    expect(stateOf(history, hour, 'lookout')).toBe('error');
    expect(verdict(history, hour)).toBe(above);
    expect(stateOf(history, 7 * day, 'lookout')).toBe('error');
    expect(verdict(history, 7 * day)).toBe('compliant');
    expect(stateOf(history, 8 * day, 'lookout')).toBe('unresponsive');
  });

  test('8 of 3.0: unresponsiveFirst changes what is shown alone', () => {
    const history = historyOf(
      tenant(),
      [
        [0, high],
        [hour, partner('raiseError')],
      ],
      { partnerStatePrecedence: 'unresponsiveFirst' },
    );
    expect(stateOf(history, hour, 'lookout')).toBe('error');
    expect(stateOf(history, 7 * day, 'lookout')).toBe('unresponsive');
  });

  test('14, 15: a report counts as contact, and the partner falls silent by time alone', () => {
    const history = historyOf(tenant(), [
      [0, partner('heartbeat')],
      [3 * day, high],
    ]);
    expect(verdict(history, 10 * day - 1)).toBe(above);
    expect(stateOf(history, 10 * day - 1, 'lookout')).toBe('enabled');
    expect(verdict(history, 10 * day)).toBe('compliant');
    expect(stateOf(history, 10 * day, 'lookout')).toBe('unresponsive');
  });

  test('16: set-up completed with a toggle on gives Enabled', () => {
    const of = tenant({ connectors: { lookout: connector({ ...on, setUp: 'notSetUp' }) } });
    const history = historyOf(of, [
      [hour, high],
      [2 * hour, partner('consent')],
    ]);
    expect(stateOf(history, 0, 'lookout')).toBe('notSetUp');
    expect(stateOf(history, 2 * hour, 'lookout')).toBe('enabled');
  });

  test('18, 48: a heartbeat clears an error code, a report does not', () => {
    const history = historyOf(tenant(), [
      [0, partner('raiseError'), secured],
      [hour, partner('heartbeat')],
    ]);
    expect(stateOf(history, 0, 'lookout')).toBe('error');
    expect(stateOf(history, hour, 'lookout')).toBe('enabled');
  });

  test('20: twoPhase shows the silence at once and ignores the partner after as long again', () => {
    const history = historyOf(tenant(), [[0, high]], { unresponsiveClock: 'twoPhase' });
    expect(stateOf(history, 7 * day, 'lookout')).toBe('unresponsive');
    expect(verdict(history, 14 * day - 1)).toBe(above);
    expect(verdict(history, 14 * day)).toBe('compliant');
  });

  test('30, 31, 32: a report is kept through toggles and deprovisioning, the newest wins', () => {
    const toggled = historyOf(tenant(), [
      [0, high],
      [hour, toggle(false)],
      [8 * day, partner('heartbeat'), toggle(true)],
    ]);
    expect(verdict(toggled, hour)).toBe('compliant');
    expect(verdict(toggled, 8 * day)).toBe(above);
    const provisioned = historyOf(tenant(), [
      [0, high],
      [hour, partner('deprovision')],
      [2 * hour, partner('provision')],
    ]);
    expect(verdict(provisioned, hour)).toBe('compliant');
    expect(verdict(provisioned, 2 * hour)).toBe(above);
    const late = historyOf(tenant(), [
      [2 * hour, high],
      [3 * hour, { ...secured, observedAt: start + hour } as Operation],
    ]);
    expect(lastReply(late)).toBe('stale observation-stale');
    expect(verdict(late, 3 * hour)).toBe(above);
  });
});

describe('which partners count', () => {
  test('3: Defender does not stand in for a silent third party', () => {
    const of = tenant({ connectors: { lookout: connector(on), defender: connector(on) } });
    expect(verdict(historyOf(of, [[6 * day, partner('heartbeat', 'defender')]]), 7 * day)).toBe(
      'compliant',
    );
  });

  test('4, 5: an OS below the minimum fails only where blocked, and only while admitted', () => {
    const old = { pixel: device({ osVersion: '4.4' }) };
    expect(verdict(historyOf(tenant({ devices: old }), []), 0)).toBe('compliant');
    const blocking = tenant({
      devices: old,
      connectors: { lookout: connector({ ...on, partnerUnsupportedOsVersionBlocked: true }) },
    });
    const history = historyOf(blocking, []);
    expect(verdict(history, 0)).toBe('noncompliant os-below-partner-minimum/lookout');
    expect(verdict(history, 7 * day)).toBe('compliant');
  });

  test('6: A activated and B silent: one vendor is left', () => {
    const history = historyOf(tenant({ connectors: two }), [
      [6 * day, report('lookout', 'activated')],
    ]);
    expect(verdict(history, 7 * day)).toBe('compliant');
  });

  test('7: a second vendor that is not set up misses no scan', () => {
    const of = tenant({
      connectors: { ...two, zimperium: connector({ ...on, setUp: 'notSetUp' }) },
    });
    expect(verdict(historyOf(of, [[0, secured]]), 0)).toBe('compliant');
  });

  test('8: two vendors, B only activated, limit High', () => {
    const of = tenant({
      connectors: two,
      compliancePolicies: {
        android: compliancePolicy({ deviceThreatProtectionRequiredSecurityLevel: 'high' }),
      },
    });
    expect(verdict(historyOf(of, [[0, secured, report('zimperium', 'activated')]]), 0)).toBe(
      'noncompliant scan-missing/zimperium',
    );
  });

  test('9: activated passes High also with block on missing data', () => {
    const of = tenant({
      connectors: { lookout: connector({ ...on, androidDeviceBlockedOnMissingPartnerData: true }) },
      compliancePolicies: {
        android: compliancePolicy({ deviceThreatProtectionRequiredSecurityLevel: 'high' }),
      },
    });
    expect(verdict(historyOf(of, [[0, report('lookout', 'activated')]]), 0)).toBe('compliant');
  });

  test('10, 11: block on missing data fails nobody without a feeding partner or a policy', () => {
    const blocks = { androidDeviceBlockedOnMissingPartnerData: true };
    const off = tenant({ connectors: { lookout: connector(blocks) } });
    expect(verdict(historyOf(off, []), 0)).toBe('compliant');
    const none = tenant({
      connectors: { lookout: connector({ ...on, ...blocks }) },
      compliancePolicies: {},
    });
    expect(verdict(historyOf(none, []), 0)).toBe('compliant');
  });

  test('12, 13: NotApplicable alone is compliant, also with secureByDefault', () => {
    const of = tenant({ connectors: {} });
    expect(verdict(historyOf(of, []), 0)).toBe('compliant');
    expect(verdict(historyOf({ ...of, settings: secureByDefault }, []), 0)).toBe('compliant');
    const deviceOnly = tenant({
      settings: secureByDefault,
      compliancePolicies: { android: compliancePolicy({ assignedTo: ['kiosks'] }) },
      devices: { pixel: device({ groups: ['kiosks'] }) },
    });
    expect(verdict(historyOf(deviceOnly, [[0, secured]]), 0)).toBe(
      'noncompliant no-policy-assigned',
    );
  });

  test('33, 34: compliance knows messages only; unknown is no scan', () => {
    const history = historyOf(tenant(), [
      [0, secured],
      [hour, { do: 'uninstall', device: 'pixel', partner: 'lookout', silent: true }],
      [2 * hour, report('lookout', 'unknown')],
    ]);
    expect(verdict(history, hour)).toBe('compliant');
    expect(verdict(history, 2 * hour)).toBe('noncompliant scan-missing/lookout');
    const noticed = historyOf(tenant(), [
      [0, secured],
      [hour, { do: 'uninstall', device: 'pixel', partner: 'lookout', silent: false }],
    ]);
    expect(verdict(noticed, hour)).toBe('noncompliant app-not-activated/lookout');
  });

  test('35, 51: an activated app of which nothing is reported has no scan', () => {
    expect(verdict(historyOf(tenant(), []), 0)).toBe('noncompliant scan-missing/lookout');
    expect(verdict(historyOf(tenant(), [], { missingDataModel: 'graphLiteral' }), 0)).toBe(
      'compliant',
    );
  });

  test('44: a machine risk limit without Defender data fails', () => {
    const of = tenant({
      connectors: { defender: connector(on) },
      compliancePolicies: {
        android: compliancePolicy({
          deviceThreatProtectionEnabled: false,
          advancedThreatProtectionRequiredSecurityLevel: 'medium',
        }),
      },
    });
    expect(verdict(historyOf(of, []), 0)).toBe('noncompliant risk-missing/defender');
    expect(verdict(historyOf(of, [[0, report('defender', 'highSeverity')]]), 0)).toBe(
      'noncompliant risk-above-limit/defender',
    );
    expect(verdict(historyOf(of, []), 7 * day)).toBe('compliant');
  });

  test('45: a level without the switch, or `unavailable`, asks nothing', () => {
    for (const unset of [
      { deviceThreatProtectionEnabled: false },
      { deviceThreatProtectionRequiredSecurityLevel: 'unavailable' as const },
    ]) {
      const of = tenant({ compliancePolicies: { android: compliancePolicy(unset) } });
      expect(verdict(historyOf(of, [[0, high]]), 0)).toBe('compliant');
    }
  });
});

describe('policies and their clocks', () => {
  const grace = (hours: number, settings: Parameters<typeof compliancePolicy>[0] = {}) =>
    compliancePolicy({
      actions: [{ actionType: 'block', gracePeriodHours: hours }],
      ...settings,
    });

  test('21, 22: one policy in Error holds the device, whatever the other says', () => {
    const of = tenant({
      compliancePolicies: {
        threat: compliancePolicy(),
        passcode: compliancePolicy({
          deviceThreatProtectionEnabled: false,
          otherSettings: ['passcodeRequired'],
        }),
      },
    });
    const history = historyOf(of, [
      [0, secured],
      [hour, checkIn({ passcodeRequired: 'error' })],
      [2 * hour, high],
      [3 * hour, checkIn({ passcodeRequired: 'compliant' })],
    ]);
    expect(verdict(history, 2 * hour)).toBe('compliant');
    expect(verdict(history, 3 * hour)).toBe(above);
  });

  test('25: each policy is judged by itself, the worst state is the device', () => {
    const of = tenant({
      compliancePolicies: {
        loose: grace(0, { deviceThreatProtectionRequiredSecurityLevel: 'medium' }),
        strict: grace(24, { deviceThreatProtectionRequiredSecurityLevel: 'secured' }),
      },
    });
    expect(verdict(historyOf(of, [[0, high]]), 0)).toBe(above);
  });

  test('26, 27: a removed or edited policy judges as it was until the next check-in', () => {
    const removed = historyOf(tenant(), [
      [0, high],
      [
        hour,
        { do: 'unassign', section: 'compliancePolicies', policy: 'android', groups: ['staff'] },
      ],
      [2 * hour, checkIn()],
    ]);
    expect(verdict(removed, hour)).toBe(above);
    expect(verdict(removed, 2 * hour)).toBe('compliant');
    const edited = historyOf(tenant(), [
      [0, high],
      [
        hour,
        {
          do: 'setPolicy',
          policy: 'android',
          section: 'compliancePolicies',
          value: compliancePolicy({ deviceThreatProtectionRequiredSecurityLevel: 'high' }),
        },
      ],
      [2 * hour, checkIn()],
    ]);
    expect(verdict(edited, hour)).toBe(above);
    expect(verdict(edited, 2 * hour)).toBe('compliant');
  });

  test('28, 29: without policy, enrolled is compliant and unenrolled unknown', () => {
    const none = tenant({ compliancePolicies: {} });
    expect(verdict(historyOf(none, []), 0)).toBe('compliant');
    const unenrolled = historyOf(none, [[hour, { do: 'unenroll', device: 'pixel' }]]);
    expect(verdict(unenrolled, hour)).toBe('unknown');
  });

  test('46: each action counts from the first failure', () => {
    const of = tenant({
      compliancePolicies: {
        android: compliancePolicy({
          actions: [
            { actionType: 'block', gracePeriodHours: 72 },
            { actionType: 'notification', gracePeriodHours: 24 },
          ],
        }),
      },
    });
    const history = historyOf(of, [[hour, high]]);
    // It failed from the start, for want of a scan.
    expect(eventsOf(history, day - 1)).toEqual([]);
    expect(eventsOf(history, day)).toEqual(['notification android']);
    expect(eventsOf(history, 3 * day - 1)).toEqual(['notification android']);
    expect(eventsOf(history, 3 * day)).toEqual(['notification android', 'mark android']);
  });
});
