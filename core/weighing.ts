import { reportBytes } from './device.ts';
import type { Evaluator, StageName } from './evaluator.ts';
import { partnerKeys } from './partners.ts';
import type { PlatformView } from './view.ts';

/** Told of every question as it is asked; `subject` names the partner or policy it is about. */
export type Listener = (stage: StageName, subject: string, key: number) => void;

/**
 * What feeds the threat level of the devices of one platform. The same for all whose OS is below
 * the minimum of the same partners, so it is worked out once for a view, not once for a device.
 */
export interface Weighed {
  /** Some connector feeds the threat level. */
  readonly some: boolean;
  readonly defenderAdmitted: boolean;
  /** The partners that feed it, by place in `partnerKeys`, ascending. */
  readonly feeders: Uint8Array;
  /** Of each feeder: 1 where the rule of several vendors is in force and counts it. */
  readonly counted: Uint8Array;
  /** Of each feeder, and of Defender's risk score: the key less state, verdict and limit. */
  readonly settingKey: Int32Array;
  readonly riskKey: number;
  /**
   * Which limits a report fails, one bit each, or `unread`: by `ReportByte`, for each feeder in
   * turn, and for Defender's risk score.
   */
  readonly failedThreat: Uint8Array;
  readonly failedRisk: Uint8Array;
}

/** Nobody has asked yet. */
export const unread = 255;

const emptyTable = (rows: number): Uint8Array => new Uint8Array(rows * reportBytes).fill(unread);

interface Admitted {
  readonly place: number;
  readonly silenceIsMissing: boolean;
}

/** decision-procedure.md, lines 10 to 22, for devices below the minimum of `below`. */
export const weigh = (
  evaluator: Evaluator,
  view: PlatformView,
  below: number,
  told: Listener | null,
): Weighed => {
  const { evidence, feeders } = evaluator.stages;
  const notConfigured =
    evidence.bit['toggle-off'] |
    evidence.bit['connector-unavailable'] |
    evidence.bit['connector-not-set-up'];
  const out = notConfigured | evidence.bit['partner-unresponsive'] | evidence.bit['os-not-covered'];
  const admitted: Admitted[] = [];
  let configured = 0;
  for (const [place, partner] of view.partner.entries()) {
    const isBelow = (below >> partner) & 1;
    const key = (view.evidenceKey[place] ?? 0) + isBelow * evidence.stride.osBelowMinimum;
    const violated = evidence.violated(key);
    told?.('evidence', partnerKeys[partner] ?? '', key);
    if (view.thirdParty[place] === 1 && (violated & notConfigured) === 0) configured += 1;
    if ((violated & out) !== 0) continue;
    const missing = violated & evidence.bit['silence-is-missing'];
    admitted.push({ place, silenceIsMissing: missing !== 0 });
  }
  const thirdParties = admitted.filter(({ place }) => view.thirdParty[place] === 1);
  const defender = admitted.find(({ place }) => place === view.defender);
  const key = feeders.key({
    thirdPartiesConfigured: several(configured),
    thirdPartiesFeeding: several(thirdParties.length),
    defenderAdmitted: defender !== undefined,
  });
  told?.('feeders', '', key);
  const violated = feeders.violated(key);
  const defenderFeeds = feeders.applied(key) & ~violated & feeders.bit['defender-feeds'];
  const feeding = admitted.filter(
    (one) => view.thirdParty[one.place] === 1 || (one === defender && defenderFeeds !== 0),
  );
  const many = (violated & feeders.bit['several-vendors']) !== 0;
  return {
    some: (violated & feeders.bit['some-connector-feeds']) === 0,
    defenderAdmitted: defender !== undefined,
    feeders: Uint8Array.from(feeding, ({ place }) => view.partner[place] ?? 0),
    counted: Uint8Array.from(feeding, ({ place }) => (many ? (view.thirdParty[place] ?? 0) : 0)),
    settingKey: Int32Array.from(feeding, (one) => settingKeyOf(evaluator, view, below, one, many)),
    riskKey: defender === undefined ? 0 : riskKeyOf(evaluator, view, below, defender),
    failedThreat: emptyTable(feeding.length),
    failedRisk: emptyTable(defender === undefined ? 0 : 1),
  };
};

const several = (count: number): 0 | 1 | 2 => (count >= 2 ? 2 : count === 1 ? 1 : 0);

const settingKeyOf = (
  { stages: { setting } }: Evaluator,
  view: PlatformView,
  below: number,
  { place, silenceIsMissing }: Admitted,
  many: boolean,
): number =>
  (view.settingKey[place] ?? 0) +
  ((below >> (view.partner[place] ?? 0)) & 1) * setting.stride.osBelowMinimum +
  (many ? setting.stride.severalVendors : 0) +
  (silenceIsMissing ? setting.stride.silenceIsMissing : 0);

const riskKeyOf = (
  { stages: { risk } }: Evaluator,
  view: PlatformView,
  below: number,
  { place, silenceIsMissing }: Admitted,
): number =>
  (view.riskKey[place] ?? 0) +
  ((below >> (view.partner[place] ?? 0)) & 1) * risk.stride.osBelowMinimum +
  (silenceIsMissing ? risk.stride.silenceIsMissing : 0);

const recall = (evaluator: Evaluator, view: PlatformView, below: number): Weighed => {
  const weighed = view.weighed.get(below) ?? weigh(evaluator, view, below, null);
  view.weighed.set(below, weighed);
  view.lastBelow = below;
  view.lastWeighed = weighed;
  return weighed;
};

/** The same, worked out at most once for each view and set of partners. */
export const weighedFor = (evaluator: Evaluator, view: PlatformView, below: number): Weighed => {
  const { lastWeighed } = view;
  if (lastWeighed !== null && view.lastBelow === below) return lastWeighed;
  return recall(evaluator, view, below);
};
