import type { DeviceFacts } from '../../../core/tenant.ts';
import type { Instant } from '../../../core/time.ts';
import type { ManagementType, SettingState } from '../../../core/vocabulary.ts';
import { type History, happeningAt } from './history.ts';
import { isEnrolled, unmanagedTypeOf } from './words.ts';

export interface DeviceThen {
  readonly facts: DeviceFacts;
  readonly managementType: ManagementType;
  readonly registered: boolean;
  /** The last check-in since enrolling: when, and after how many happenings. */
  readonly checkIn: { readonly at: Instant; readonly done: number } | null;
}

const deviceFactsOf = (history: History, device: string): DeviceFacts => {
  const facts = history.tenant.devices[device];
  if (facts === undefined) throw new Error(`the tenant has no device ${device}`);
  return facts;
};

export const deviceThen = (history: History, done: number, device: string): DeviceThen => {
  const facts = deviceFactsOf(history, device);
  let { managementType, registered } = facts;
  let checkIn: DeviceThen['checkIn'] =
    isEnrolled(managementType) && facts.checkedIn ? { at: history.start, done: 0 } : null;
  for (let i = 0; i < done; i += 1) {
    const { at, operation } = happeningAt(history, i);
    if (!('device' in operation) || operation.device !== device) continue;
    if (operation.do === 'register') registered = true;
    if (operation.do === 'enroll') [managementType, checkIn] = [operation.managementType, null];
    if (operation.do === 'unenroll') {
      [managementType, checkIn] = [unmanagedTypeOf(managementType), null];
    }
    if (operation.do === 'checkIn' && isEnrolled(managementType)) checkIn = { at, done: i + 1 };
  }
  return { facts, managementType, registered, checkIn };
};

/** What check-ins have said of one other setting, and which of them began the present Error. */
export interface SettingThen {
  readonly state: SettingState;
  /** The happening that began the present run of Error. */
  readonly errorBegan: number | null;
}

/** G18: what was said stands until a later check-in says otherwise; enrolling forgets it. */
export const settingsThen = (
  history: History,
  done: number,
  device: string,
): ReadonlyMap<string, SettingThen> => {
  const settings = new Map<string, SettingThen>();
  for (let i = 0; i < done; i += 1) {
    const { operation } = happeningAt(history, i);
    if (!('device' in operation) || operation.device !== device) continue;
    if (operation.do === 'enroll' || operation.do === 'unenroll') settings.clear();
    if (operation.do !== 'checkIn') continue;
    if (!isEnrolled(deviceThen(history, i, device).managementType)) continue;
    for (const [property, state] of Object.entries(operation.settings ?? {})) {
      const before = settings.get(property)?.errorBegan ?? null;
      settings.set(property, { state, errorBegan: state === 'error' ? (before ?? i) : null });
    }
  }
  return settings;
};
