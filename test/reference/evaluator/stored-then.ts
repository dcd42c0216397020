import type { PartnerKey } from '../../../core/partners.ts';
import type { Instant } from '../../../core/time.ts';
import type { Reply } from '../../../simulator/port/observation.ts';
import { appProtectionToggle, complianceToggle, gate } from './connector.ts';
import { connectorThen } from './connector-then.ts';
import { deviceThen } from './device-then.ts';
import { type History, type Moment, remembered } from './history.ts';
import { isVerdict, type PartnerFacts, type Stored } from './judge.ts';
import { type Message, messagesOf } from './message.ts';
import { tenantThen } from './tenant-then.ts';
import { platformOf } from './words.ts';

export interface StoredThen {
  readonly state: Stored;
  readonly observedAt: Instant;
  /** The last level or compromised that was stored, for misconfiguredAs=lastKnown. */
  readonly levelBefore: Stored;
  /** When that level was observed; null if never. */
  readonly levelAt: Instant | null;
}

/** Section 2.4 up to `device-unknown`: whether Intune takes the message at all. */
const refusedBy = (history: History, index: number, message: Message): Reply | null => {
  const { partner, device } = message;
  const c = connectorThen(history, index, partner);
  if (c === null) return { result: 'rejected', code: `connector-unknown/${partner}` };
  const code = gate(c, 'deviceThreat', tenantThen(history, index).serviceRelease);
  if (code !== null) return { result: 'blocked', code: `${code}/${partner}` };
  if (history.tenant.devices[device] === undefined) {
    return { result: 'rejected', code: 'device-unknown' };
  }
  return null;
};

const nothing: StoredThen = {
  state: 'none',
  observedAt: -Infinity,
  levelBefore: 'none',
  levelAt: null,
};

const walk = (history: History, done: number, about: string): StoredThen => {
  let stored: StoredThen = nothing;
  for (let i = 0; i < done; i += 1) {
    for (const message of messagesOf(history, i)) {
      if (`${message.partner} ${message.device}` !== about) continue;
      if (refusedBy(history, i, message) !== null) continue;
      if (message.observedAt < stored.observedAt) continue; // G7: an older one is not applied
      const { state, observedAt } = message;
      const { levelBefore, levelAt } = stored;
      stored = isVerdict(state)
        ? { state, observedAt, levelBefore: state, levelAt: observedAt }
        : { state, observedAt, levelBefore, levelAt };
    }
  }
  return stored;
};

const walked = remembered(walk);

/** The stored state of (c, d) after the first `done` happenings (G7). */
export const storedThen = (
  history: History,
  done: number,
  partner: PartnerKey,
  device: string,
): StoredThen => walked(history, done, `${partner} ${device}`);

/** scanAgeing: from this instant on the last level counts as none; null if that never comes. */
export const agedFrom = (
  history: History,
  done: number,
  partner: PartnerKey,
  device: string,
): Instant | null => {
  const { scanAgeing } = history.readings;
  const { levelAt } = storedThen(history, done, partner, device);
  return scanAgeing === 'never' || levelAt === null ? null : levelAt + scanAgeing;
};

/** What of the stored state counts at a moment: under scanAgeing an old level is none. */
export const countingThen = (
  history: History,
  moment: Moment,
  partner: PartnerKey,
  device: string,
): Pick<PartnerFacts, 'stored' | 'levelBefore'> => {
  const { state, levelBefore } = storedThen(history, moment.done, partner, device);
  const from = agedFrom(history, moment.done, partner, device);
  if (from === null || moment.at < from) return { stored: state, levelBefore };
  return { stored: isVerdict(state) ? 'none' : state, levelBefore: 'none' };
};

/** Section 2.4 whole: what a threat message sent by happening `index` is told. */
export const answerTo = (history: History, index: number, message: Message): Reply => {
  const refused = refusedBy(history, index, message);
  if (refused !== null) return refused;
  const { partner, device } = message;
  if (message.observedAt < storedThen(history, index, partner, device).observedAt) {
    return { result: 'stale', code: 'observation-stale' };
  }
  const settings = connectorThen(history, index, partner)?.settings;
  const platform = platformOf(deviceThen(history, index, device).managementType);
  const evaluated =
    settings !== undefined &&
    (complianceToggle(settings, platform) || appProtectionToggle(settings, platform));
  return { result: 'accepted', code: evaluated ? null : `platform-not-enabled/${partner}` };
};

/** Whether happening `index` stored something about the device: a message taken and not stale. */
export const storesSomething = (history: History, index: number, device: string): boolean =>
  messagesOf(history, index).some(
    (message) =>
      message.device === device && answerTo(history, index, message).result === 'accepted',
  );
