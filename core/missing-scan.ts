import { countingReport } from './ageing.ts';
import { type DeviceStatus, stateIn, storedStateOf } from './device.ts';
import type { Evaluator } from './evaluator.ts';
import { type PartnerKey, partnerKeys } from './partners.ts';
import { isVerdict } from './rules/threat.ts';
import type { Instant } from './time.ts';
import { type ConnectorStatuses, partnerIndex } from './view.ts';
import type { ThreatState } from './vocabulary.ts';

/** Why no verdict of a partner on a device counts now. */
export type MissingScan = { readonly partner: PartnerKey } & (
  | {
      /** Nothing was ever reported. */
      readonly kind: 'never-scanned';
      /** The instant up to which that is so. */
      readonly at: Instant;
    }
  | {
      /** The vendor itself said that it has lost sight of the device. */
      readonly kind: 'declared-silent';
      /** When it observed that. */
      readonly at: Instant;
    }
  | {
      /** There is a verdict, and it is too old (reading `scanAgeing`). */
      readonly kind: 'aged';
      readonly state: ThreatState;
      /** When it was observed. */
      readonly observedAt: Instant;
      /** Since when it has been too old. */
      readonly at: Instant;
    }
  | {
      /** The last report carries no verdict, such as `deactivated`. */
      readonly kind: 'no-verdict';
      readonly state: ThreatState;
      /** When it was observed. */
      readonly at: Instant;
    }
);

const missingOf = (
  evaluator: Evaluator,
  device: DeviceStatus,
  partner: PartnerKey,
  now: Instant,
): MissingScan | null => {
  if (isVerdict(stateIn(countingReport(evaluator, device, partner, now)))) return null;
  const state = storedStateOf(device, partner);
  if (state === 'none') return { partner, kind: 'never-scanned', at: now };
  const place = partnerIndex[partner];
  const observedAt = device.observedAt[place] ?? now;
  if (state === 'unresponsive') return { partner, kind: 'declared-silent', at: observedAt };
  if (!isVerdict(state)) return { partner, kind: 'no-verdict', state, at: observedAt };
  const since = device.ageing?.verdictSince[place] ?? observedAt;
  const at = since + evaluator.facts.verdictLength(evaluator.readings);
  return { partner, kind: 'aged', state, observedAt, at };
};

/** The partners of the tenant without a verdict that counts, and why, A to Z. */
export const missingScans = (
  evaluator: Evaluator,
  connectors: ConnectorStatuses,
  device: DeviceStatus,
  now: Instant,
): readonly MissingScan[] =>
  partnerKeys
    .filter((partner) => connectors[partner] !== undefined)
    .flatMap((partner) => missingOf(evaluator, device, partner, now) ?? []);
