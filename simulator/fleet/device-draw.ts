import { defenderStandingOf } from '../../core/defender/enrolment.ts';
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
  /** Its MTD apps are not there yet, and it has never checked in. */
  readonly isNew: boolean;
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

/** Defender is not to be had on some devices, and never reports from there (MDE-ENROLL-02). */
const canReport = ({ managementType, userless }: Cohort, partner: PartnerKey): boolean =>
  partner !== 'defender' || defenderStandingOf(managementType, userless !== true) === 'supported';

export const choicesOf = (profile: FleetProfile): Choices =>
  profile.cohorts.map((cohort) => ({
    weight: cohort.weight,
    value: {
      cohort,
      partners: cohort.partners.map(({ value, weight }) => ({
        value: partnerKeys.filter((key) => value.includes(key) && canReport(cohort, key)),
        weight,
      })),
    },
  }));

/** Six draws, whatever comes out; where there are newcomers one more of their own. */
export const drawDevice = (choices: Choices, chance: Chance): DrawnDevice => {
  const stream = purpose.kind;
  const { cohort, partners: sets } = oneOf(chance, stream, choices);
  const osVersion = oneOf(chance, stream, cohort.osVersions);
  const partners = oneOf(chance, stream, sets);
  const timeZone = oneOf(chance, stream, cohort.timeZones);
  const licensed = happens(chance, stream, cohort.licensed);
  const registered = happens(chance, stream, cohort.registered);
  const share = cohort.behaviour.newcomers?.share;
  const isNew = share !== undefined && registered && happens(chance, purpose.walk, share);
  const alike = `${cohort.name}|${osVersion}|${partners.join('+')}|${licensed}|${registered}`;
  const kind = isNew ? `${alike}|new` : alike;
  return { cohort, osVersion, partners, licensed, registered, isNew, timeZone, kind };
};
