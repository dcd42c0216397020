import type { Readings } from '../../../core/readings.ts';
import type { ConnectorSettings } from '../../../core/tenant.ts';
import { type Duration, day, type Instant } from '../../../core/time.ts';
import type { MessageType, PartnerState, Platform } from '../../../core/vocabulary.ts';

/** Line 2: N(c). */
export const silenceOf = (settings: ConnectorSettings): Duration =>
  settings.partnerUnresponsivenessThresholdInDays * day;

const elapsed = (contact: Instant, length: Duration, t: Instant, readings: Readings): boolean =>
  readings.unresponsiveBoundary === 'gt' ? t - contact > length : t - contact >= length;

/** Line 3: silent(c). */
export const isSilent = (contact: Instant, n: Duration, t: Instant, readings: Readings): boolean =>
  elapsed(contact, n, t, readings);

/** Line 4: ignored(c). */
export const isIgnored = (
  contact: Instant,
  n: Duration,
  t: Instant,
  readings: Readings,
): boolean =>
  readings.unresponsiveClock === 'twoPhase'
    ? elapsed(contact, 2 * n, t, readings)
    : isSilent(contact, n, t, readings);

/** CONN-07: the toggles that count for Enabled. */
export const anyPlatformToggle = (settings: ConnectorSettings): boolean =>
  settings.androidEnabled ||
  settings.iosEnabled ||
  settings.windowsEnabled ||
  settings.macEnabled ||
  settings.androidMobileApplicationManagementEnabled ||
  settings.iosMobileApplicationManagementEnabled ||
  settings.windowsMobileApplicationManagementEnabled;

export interface ConnectorConditions {
  readonly deprovisioned: boolean;
  readonly somethingOwed: boolean;
  readonly errorCode: boolean;
  readonly silent: boolean;
  readonly anyToggle: boolean;
}

/** Line 5: setUp(c). */
export const isSetUp = (c: Pick<ConnectorConditions, 'deprovisioned' | 'somethingOwed'>): boolean =>
  !c.deprovisioned && !c.somethingOwed;

/** Lines 6 to 8: partnerState(c), the first that is true. */
export const partnerState = (c: ConnectorConditions, readings: Readings): PartnerState => {
  if (c.deprovisioned) return 'unavailable';
  if (c.somethingOwed) return 'notSetUp';
  if (readings.partnerStatePrecedence === 'unresponsiveFirst') {
    if (c.silent) return 'unresponsive';
    if (c.errorCode) return 'error';
  } else {
    if (c.errorCode) return 'error';
    if (c.silent) return 'unresponsive';
  }
  if (c.anyToggle) return 'enabled';
  return 'available';
};

/** Section 2.4, as far as the connector's state goes: the code that blocks a message, or none. */
export const gate = (
  c: Pick<ConnectorConditions, 'deprovisioned' | 'somethingOwed'>,
  type: MessageType,
  serviceRelease: number,
): 'connector-unavailable' | 'connector-not-set-up' | null => {
  if (c.deprovisioned) {
    const since = type === 'certificateSync' ? 2601 : 2308;
    return serviceRelease >= since ? 'connector-unavailable' : null;
  }
  if (c.somethingOwed) {
    const since = type === 'certificateSync' ? 2601 : 2309;
    return serviceRelease >= since ? 'connector-not-set-up' : null;
  }
  return null;
};

export const complianceToggle = (settings: ConnectorSettings, platform: Platform): boolean => {
  if (platform === 'android') return settings.androidEnabled;
  if (platform === 'ios') return settings.iosEnabled;
  return settings.windowsEnabled;
};

export const appProtectionToggle = (settings: ConnectorSettings, platform: Platform): boolean => {
  if (platform === 'android') return settings.androidMobileApplicationManagementEnabled;
  if (platform === 'ios') return settings.iosMobileApplicationManagementEnabled;
  return settings.windowsMobileApplicationManagementEnabled;
};

export const blockedOnMissingPartnerData = (
  settings: ConnectorSettings,
  platform: Platform,
): boolean => {
  if (platform === 'android') return settings.androidDeviceBlockedOnMissingPartnerData;
  if (platform === 'ios') return settings.iosDeviceBlockedOnMissingPartnerData;
  return settings.windowsDeviceBlockedOnMissingPartnerData;
};

const numbersOf = (version: string): number[] => version.split('.').map(Number);

/** Line 10: below(c, d), number by number; no minimum is never below. */
export const isBelow = (osVersion: string, minimum: string | null | undefined): boolean => {
  if (minimum === null || minimum === undefined) return false;
  const has = numbersOf(osVersion);
  const wants = numbersOf(minimum);
  for (let i = 0; i < Math.max(has.length, wants.length); i += 1) {
    const difference = (has[i] ?? 0) - (wants[i] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
};
