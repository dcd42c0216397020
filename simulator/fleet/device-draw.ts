import { type PartnerKey, partnerKeys } from '../../core/partners.ts';
import type { Duration } from '../../core/time.ts';
import { type Chance, happens, oneOf, purpose } from './chance.ts';
import type { Cohort, FleetProfile, Weighted } from './profile.ts';

/** What chance makes of one device, by the streams that were turned to it. */
export interface DrawnDevice {
  readonly cohort: Cohort;
  readonly osVersion: string;
  /** In the order of the catalogue. */
  readonly partners: readonly PartnerKey[];
  readonly licensed: boolean;
  readonly registered: boolean;
  /** Offset of its local time from UTC. */
  readonly timeZone: Duration;
  /** The same for all devices that are alike but for their time zone. */
  readonly kind: string;
}

interface CohortChoices {
  readonly cohort: Cohort;
  readonly partners: readonly Weighted<readonly PartnerKey[]>[];
}

/** The cohorts of a profile, ready to draw from. */
export type Choices = readonly Weighted<CohortChoices>[];

export const choicesOf = (profile: FleetProfile): Choices =>
  profile.cohorts.map((cohort) => ({
    weight: cohort.weight,
    value: {
      cohort,
      partners: cohort.partners.map(({ value, weight }) => ({
        value: partnerKeys.filter((partner) => value.includes(partner)),
        weight,
      })),
    },
  }));

/** Six draws, whatever comes out. */
export const drawDevice = (choices: Choices, chance: Chance): DrawnDevice => {
  const stream = purpose.kind;
  const { cohort, partners: sets } = oneOf(chance, stream, choices);
  const osVersion = oneOf(chance, stream, cohort.osVersions);
  const partners = oneOf(chance, stream, sets);
  const timeZone = oneOf(chance, stream, cohort.timeZones);
  const licensed = happens(chance, stream, cohort.licensed);
  const registered = happens(chance, stream, cohort.registered);
  const kind = `${cohort.name}|${osVersion}|${partners.join('+')}|${licensed}|${registered}`;
  return { cohort, osVersion, partners, licensed, registered, timeZone, kind };
};
