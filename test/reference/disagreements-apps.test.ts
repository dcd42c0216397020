import { describe, expect, test } from 'vitest';
import { day, hour, minute } from '../../core/time.ts';
import {
  accessOf,
  appProtectionPolicy,
  conditionalAccessPolicy,
  connector,
  device,
  eventsOf,
  historyOf,
  launch,
  launched,
  report,
  tenant,
} from './fixture.ts';

/** The rows of decision-procedure.md, section 5, by their numbers; each as it is settled there. */

const protects = { androidMobileApplicationManagementEnabled: true };
const secured = report('lookout', 'secured');
const high = report('lookout', 'highSeverity');
const mail = (settings: Parameters<typeof appProtectionPolicy>[0] = {}) =>
  tenant({
    connectors: { lookout: connector(protects) },
    appProtectionPolicies: { mail: appProtectionPolicy(settings) },
  });

describe('app protection', () => {
  test('36, 37: a silent service blocks under High and is left out below', () => {
    const history = historyOf(mail(), [
      [0, high, launch()],
      [7 * day, launch()],
    ]);
    expect(launched(history, 0)).toBe('blocked threat-above-limit/lookout');
    expect(launched(history, 7 * day)).toBe('allowed');
    const atHigh = mail({ maximumAllowedDeviceThreatLevel: 'high' });
    const silent = historyOf(atHigh, [
      [0, secured],
      [7 * day, launch()],
    ]);
    expect(launched(silent, 7 * day)).toBe('blocked partner-unresponsive/lookout');
  });

  test('38: set-up counts for the choice of service, silence does not', () => {
    const of = (setUp: 'setUp' | 'notSetUp') => ({
      ...mail({ mobileThreatDefensePartnerPriority: 'defenderOverThirdPartyPartner' }),
      connectors: {
        lookout: connector(protects),
        defender: connector({ ...protects, setUp }),
      },
    });
    expect(launched(historyOf(of('notSetUp'), [[0, high, launch()]]), 0)).toBe(
      'blocked threat-above-limit/lookout',
    );
    const silent = historyOf(of('setUp'), [[7 * day, high, launch()]]);
    expect(launched(silent, 7 * day)).toBe('allowed');
  });

  test('39, 53: each policy by itself, the severest outcome, the reasons of all', () => {
    const of = {
      ...mail(),
      appProtectionPolicies: {
        strict: appProtectionPolicy({ maximumAllowedDeviceThreatLevel: 'secured' }),
        wiping: appProtectionPolicy({
          maximumAllowedDeviceThreatLevel: 'high',
          mobileThreatDefenseRemediationAction: 'wipe',
        }),
      },
    };
    const history = historyOf(of, [[0, report('lookout', 'mediumSeverity'), launch()]]);
    expect(launched(history, 0)).toBe('blocked threat-above-limit/lookout');
  });

  test('40, 41, 50, 52: a wipe comes with a launch, ends with one, and its reasons stand', () => {
    const history = historyOf(mail({ mobileThreatDefenseRemediationAction: 'wipe' }), [
      [hour, high],
      [2 * hour, launch()],
      [3 * hour, launch()],
      [4 * hour, secured],
      [5 * hour, launch()],
    ]);
    const wipe = ['selectiveWipe outlook'];
    const wipes = (at: number) => eventsOf(history, at).filter((e) => e.startsWith('selective'));
    expect(wipes(hour)).toEqual([]);
    expect(launched(history, 2 * hour)).toBe('wiped threat-above-limit/lookout');
    expect(wipes(2 * hour)).toEqual(wipe);
    expect(launched(history, 3 * hour)).toBe('blocked threat-above-limit/lookout');
    expect(launched(history, 4 * hour)).toBe('blocked threat-above-limit/lookout');
    expect(launched(history, 5 * hour)).toBe('allowed');
    expect(wipes(5 * hour)).toEqual(wipe);
  });

  test('42, 43: registration before the missing app, the missing app before the level', () => {
    const gone = device({ mtdApps: {} });
    const wiping = mail({ mobileThreatDefenseRemediationAction: 'wipe' });
    const opened = (pixel: ReturnType<typeof device>) =>
      launched(historyOf({ ...wiping, devices: { pixel } }, [[0, high, launch()]]), 0);
    expect(opened(gone)).toBe('blocked app-missing/lookout');
    expect(opened({ ...gone, registered: false })).toBe('blocked device-not-registered');
    expect(opened({ ...gone, broker: false })).toBe('blocked broker-missing');
  });
});

describe('access', () => {
  const exchange = tenant({ conditionalAccessPolicies: { mail: conditionalAccessPolicy() } });

  test('49: access is decided anew when it is looked at', () => {
    const history = historyOf(exchange, [
      [0, secured, { do: 'requestToken', device: 'pixel', resource: 'exchange' }],
      [10 * minute, high],
    ]);
    expect(accessOf(history, 0)).toBe('granted');
    expect(accessOf(history, 10 * minute)).toBe('denied device-not-compliant');
  });

  test('2.3: the first unmet device fact, and every unmet alternative of OR', () => {
    const unmet = (pixel: ReturnType<typeof device>) =>
      accessOf(historyOf({ ...exchange, devices: { pixel } }, [[0, secured]]), 0);
    expect(unmet(device())).toBe('granted');
    expect(unmet(device({ registered: false, managementType: 'androidUnmanaged' }))).toBe(
      'denied device-not-registered',
    );
    expect(unmet(device({ managementType: 'androidUnmanaged' }))).toBe(
      'denied device-not-enrolled',
    );
    expect(unmet(device({ checkedIn: false }))).toBe('denied device-not-evaluated');
    const either = tenant({
      conditionalAccessPolicies: {
        mail: conditionalAccessPolicy({
          operator: 'OR',
          builtInControls: ['compliantDevice', 'mfa', 'compliantApplication'],
        }),
      },
      devices: { pixel: device({ unmetControls: ['mfa'] }) },
    });
    expect(accessOf(historyOf(either, [[0, high]]), 0)).toBe(
      'denied device-not-compliant app-protection-missing control-not-met/mfa',
    );
    expect(accessOf(historyOf(either, [[0, secured]]), 0)).toBe('granted');
  });
});
