import { isThirdParty, type PartnerKey, partnerOf } from '../../../core/partners.ts';
import { blockedOnMissingPartnerData, complianceToggle, isBelow } from './connector.ts';
import { connectorFacts, connectorKeys, connectorThen } from './connector-then.ts';
import { deviceThen } from './device-then.ts';
import type { History, Moment } from './history.ts';
import type { PartnerFacts } from './judge.ts';
import { countingThen } from './stored-then.ts';
import { platformOf } from './words.ts';

/** What lines 11 to 37 ask about one partner and one device at one moment. */
const factsOf = (
  history: History,
  moment: Moment,
  partner: PartnerKey,
  device: string,
): PartnerFacts[] => {
  const c = connectorThen(history, moment.done, partner);
  const now = connectorFacts(history, moment, partner);
  if (c === null || now === null) return [];
  const { facts, managementType } = deviceThen(history, moment.done, device);
  const platform = platformOf(managementType);
  return [
    {
      partner,
      thirdParty: isThirdParty(partner),
      toggle: complianceToggle(c.settings, platform),
      setUp: now.setUp,
      ignored: now.ignored,
      below: isBelow(facts.osVersion, partnerOf(partner).minimumOs[platform]),
      unsupportedOsVersionBlocked: c.settings.partnerUnsupportedOsVersionBlocked,
      blockedOnMissingPartnerData: blockedOnMissingPartnerData(c.settings, platform),
      ...countingThen(history, moment, partner, device),
    },
  ];
};

/** Every connector of the tenant, A to Z. */
export const partnersAbout = (history: History, moment: Moment, device: string): PartnerFacts[] =>
  connectorKeys(history, moment.done).flatMap((key) => factsOf(history, moment, key, device));
