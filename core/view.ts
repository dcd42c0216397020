import { type ConnectorStatus, isSetUp, partnerStateOf, silenceOf } from './connector.ts';
import type { Evaluator } from './evaluator.ts';
import { isThirdParty, type PartnerKey, partnerKeys } from './partners.ts';
import { placesOf } from './places.ts';
import type { Tenant } from './tenant.ts';
import type { Duration, Instant } from './time.ts';
import { type Platform, platforms } from './vocabulary.ts';
import type { Weighed } from './weighing.ts';

/** Position of each partner in every array that has one place for a partner. */
export const partnerIndex: Readonly<Record<PartnerKey, number>> = placesOf(partnerKeys);

export const partnerCount = partnerKeys.length;

/**
 * The connectors of a tenant as one platform's devices see them, boiled down to the parts of the
 * keys that are the same for all of those devices.
 */
export interface PlatformView {
  readonly count: number;
  /** Place of each connector's partner in `partnerKeys`, ascending. */
  readonly partner: Uint8Array;
  readonly thirdParty: Uint8Array;
  readonly evidenceKey: Int32Array;
  readonly settingKey: Int32Array;
  readonly riskKey: Int32Array;
  /** Place of Defender among the connectors, or -1. */
  readonly defender: number;
  /** By the partners whose minimum the OS is below, as bits: worked out when first asked. */
  readonly weighed: Map<number, Weighed>;
  /** The one asked for last; most devices of a fleet ask for the same. */
  lastBelow: number;
  lastWeighed: Weighed | null;
}

/** A tenant's connectors and settings at one instant; true until `validUntil` at the least. */
export interface View {
  readonly platforms: Readonly<Record<Platform, PlatformView>>;
  readonly validUntil: Instant;
  /** How long a device may stay out of contact (COMP-18). */
  readonly validity: Duration;
  readonly secureByDefault: boolean;
  /** Equal signatures mean that no device can tell the difference (G5). */
  readonly signature: string;
}

export type ConnectorStatuses = Readonly<Partial<Record<PartnerKey, ConnectorStatus>>>;

const platformView = (
  evaluator: Evaluator,
  connectors: ConnectorStatuses,
  platform: Platform,
  now: Instant,
): PlatformView => {
  const { facts, stages } = evaluator;
  const present = partnerKeys.filter((partner) => connectors[partner] !== undefined);
  const view = {
    count: present.length,
    partner: new Uint8Array(present.length),
    thirdParty: new Uint8Array(present.length),
    evidenceKey: new Int32Array(present.length),
    settingKey: new Int32Array(present.length),
    riskKey: new Int32Array(present.length),
    defender: present.indexOf('defender'),
    weighed: new Map<number, Weighed>(),
    lastBelow: 0,
    lastWeighed: null,
  };
  for (const [i, partner] of present.entries()) {
    const status = connectors[partner];
    if (status === undefined) continue;
    const thirdParty = isThirdParty(partner);
    view.partner[i] = partnerIndex[partner];
    view.thirdParty[i] = thirdParty ? 1 : 0;
    view.evidenceKey[i] = stages.evidence.key({
      toggleOn: facts.complianceToggle(status.settings, platform),
      deprovisioned: status.deprovisioned,
      owed: !isSetUp(status),
      ignored: silenceOf(evaluator, status, now).ignored,
      osBelowMinimum: false,
      unsupportedOsBlocked: facts.unsupportedOsBlocked(status.settings),
      microsoft: !thirdParty,
    });
    const question = {
      state: 'none',
      earlier: 'none',
      limit: 'secured',
      osBelowMinimum: false,
      severalVendors: false,
      thirdParty: false,
      blockedOnMissingData: facts.blockedOnMissingData(status.settings, platform),
      silenceIsMissing: false,
    } as const;
    view.settingKey[i] = stages.setting.key({ ...question, thirdParty });
    view.riskKey[i] = stages.risk.key(question);
  }
  return view;
};

/** When time alone first makes a connector fall silent. */
const firstFlip = (evaluator: Evaluator, connectors: ConnectorStatuses, now: Instant): Instant => {
  let first = Number.POSITIVE_INFINITY;
  for (const partner of partnerKeys) {
    const status = connectors[partner];
    if (status === undefined) continue;
    for (const flip of silenceOf(evaluator, status, now).flips) {
      if (flip > now && flip < first) first = flip;
    }
  }
  return first;
};

/** The view once connectors that had not fallen silent were heard again: it only lasts longer. */
export const heardAgain = (
  evaluator: Evaluator,
  view: View,
  connectors: ConnectorStatuses,
  now: Instant,
): View => ({ ...view, validUntil: firstFlip(evaluator, connectors, now) });

/** What there is on one platform; asked by name, since every calculation asks. */
export const viewOn = ({ platforms: views }: View, platform: Platform): PlatformView => {
  if (platform === 'android') return views.android;
  return platform === 'ios' ? views.ios : views[platform];
};

/** Boils the connectors down for every platform. Done when something changed, never per device. */
export const viewOf = (
  evaluator: Evaluator,
  tenant: Tenant,
  connectors: ConnectorStatuses,
  now: Instant,
): View => {
  const views = Object.fromEntries(
    platforms.map((platform) => [platform, platformView(evaluator, connectors, platform, now)]),
  ) as Record<Platform, PlatformView>;
  const states: string[] = [];
  for (const partner of partnerKeys) {
    const status = connectors[partner];
    if (status === undefined) continue;
    states.push(`${partner}=${partnerStateOf(evaluator, status, now)}`);
  }
  const keys = platforms.map((platform) => {
    const view = views[platform];
    return [...view.evidenceKey, ...view.settingKey].join();
  });
  const { secureByDefault, deviceComplianceCheckinThresholdDays: days } = tenant.settings;
  return {
    platforms: views,
    validUntil: firstFlip(evaluator, connectors, now),
    validity: evaluator.facts.validityLength(days),
    secureByDefault,
    signature: [...states, ...keys].join(' '),
  };
};
