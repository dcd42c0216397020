import { belowByte, type DeviceStatus, earlierByte, storedByte } from './device.ts';
import type { Evaluator, StageName } from './evaluator.ts';
import type { Stage } from './rulebook.ts';
import { type PlatformView, partnerCount } from './view.ts';

/** Told of every question as it is asked; `subject` names the partner or policy it is about. */
export type Listener = (stage: StageName, subject: string, key: number) => void;

/** Which partners feed the threat level of one device; used again for the next device. */
export interface Weighed {
  /** Two or more third-party vendors feed it. */
  several: boolean;
  /** Some connector feeds it. */
  some: boolean;
  defenderAdmitted: boolean;
  /** By place in the platform's view: evidence mask, whether it feeds, its setting key. */
  readonly evidence: Int32Array;
  readonly feeds: Uint8Array;
  readonly settingKey: Int32Array;
}

/** A table look-up that asks the rules once where nobody has asked before. */
export const violatedAt = <Q, Id extends string>(stage: Stage<Q, Id>, key: number): number => {
  const found = stage.violatedTable[key] as number;
  return found >= 0 ? found : stage.violated(key);
};

export const appliedAt = <Q, Id extends string>(stage: Stage<Q, Id>, key: number): number => {
  const found = stage.appliedTable[key] as number;
  return found >= 0 ? found : stage.applied(key);
};

/** decision-procedure.md, lines 10 to 22: evidence and feeders of one device. */
export const createWeigher = (evaluator: Evaluator) => {
  const { evidence, feeders, setting } = evaluator.stages;
  const notConfigured =
    evidence.bit['toggle-off'] |
    evidence.bit['connector-unavailable'] |
    evidence.bit['connector-not-set-up'];
  const out = notConfigured | evidence.bit['partner-unresponsive'] | evidence.bit['os-not-covered'];
  const missing = evidence.bit['silence-is-missing'];
  const weighed: Weighed = {
    several: false,
    some: false,
    defenderAdmitted: false,
    evidence: new Int32Array(partnerCount),
    feeds: new Uint8Array(partnerCount),
    settingKey: new Int32Array(partnerCount),
  };

  const weighFeeders = (
    view: PlatformView,
    configured: number,
    feeding: number,
    told: Listener | null,
  ): void => {
    const key =
      (configured > 2 ? 2 : configured) * feeders.stride.thirdPartiesConfigured +
      (feeding > 2 ? 2 : feeding) * feeders.stride.thirdPartiesFeeding +
      (weighed.defenderAdmitted ? feeders.stride.defenderAdmitted : 0);
    const found = violatedAt(feeders, key);
    if (told !== null) told('feeders', '', key);
    const defender = weighed.defenderAdmitted ? appliedAt(feeders, key) & ~found : 0;
    if (defender & feeders.bit['defender-feeds']) {
      weighed.feeds[view.defender] = 1;
    }
    weighed.several = (found & feeders.bit['several-vendors']) !== 0;
    weighed.some = (found & feeders.bit['some-connector-feeds']) === 0;
  };

  /** The part of each feeding partner's setting key that does not depend on the policy. */
  const prepareSettings = (view: PlatformView, device: DeviceStatus): void => {
    const { stride } = setting;
    const bytes = device.partnerBytes;
    const several = weighed.several ? stride.severalVendors : 0;
    for (let i = 0; i < view.count; i++) {
      if (weighed.feeds[i] === 0) continue;
      const partner = view.partner[i] as number;
      weighed.settingKey[i] =
        (view.settingKey[i] as number) +
        (bytes[storedByte + partner] as number) * stride.state +
        (bytes[earlierByte + partner] as number) * stride.earlier +
        (bytes[belowByte + partner] as number) * stride.osBelowMinimum +
        several +
        (((weighed.evidence[i] as number) & missing) !== 0 ? stride.silenceIsMissing : 0);
    }
  };

  return (view: PlatformView, device: DeviceStatus, told: Listener | null): Weighed => {
    let configured = 0;
    let feeding = 0;
    weighed.defenderAdmitted = false;
    for (let i = 0; i < view.count; i++) {
      const partner = view.partner[i] as number;
      const below = device.partnerBytes[belowByte + partner] as number;
      const key = (view.evidenceKey[i] as number) + below * evidence.stride.osBelowMinimum;
      const found = violatedAt(evidence, key);
      if (told !== null) told('evidence', String(partner), key);
      weighed.evidence[i] = found;
      weighed.feeds[i] = 0;
      const admitted = (found & out) === 0;
      if (view.thirdParty[i] === 1) {
        if ((found & notConfigured) === 0) configured += 1;
        if (admitted) {
          feeding += 1;
          weighed.feeds[i] = 1;
        }
      } else if (i === view.defender && admitted) {
        weighed.defenderAdmitted = true;
      }
    }
    weighFeeders(view, configured, feeding, told);
    prepareSettings(view, device);
    return weighed;
  };
};

export type Weigher = ReturnType<typeof createWeigher>;
