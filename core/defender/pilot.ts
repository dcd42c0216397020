import type { ManagementType } from '../vocabulary.ts';
import { type DefenderStanding, defenderStandingOf } from './enrolment.ts';

export type Profile = 'work' | 'personal' | 'device';

export type CriterionName = 'inventory' | 'phishing' | 'alerts';

export interface ExitCriterion {
  /** Id in the catalogue. */
  readonly requirement: string;
  readonly title: string;
  /** Where the test has to be done on a device with a work profile; null: anywhere. */
  readonly besideWorkProfile: Profile | null;
}

/** What the test browses to. */
export const phishingTestPage = 'https://smartscreentestratings2.net';

/** The exit criteria that Defender's overview proposes for a pilot. */
export const exitCriteria: Readonly<Record<CriterionName, ExitCriterion>> = {
  inventory: {
    requirement: 'PILOT-02',
    title: 'after onboarding the device is listed in the Device Inventory of the security console',
    besideWorkProfile: null,
  },
  phishing: {
    requirement: 'PILOT-03',
    title: `browsing to ${phishingTestPage} is blocked`,
    besideWorkProfile: 'work',
  },
  alerts: {
    requirement: 'PILOT-04',
    title: 'the alerts of the detection tests appear in the security console',
    besideWorkProfile: null,
  },
};

export const criterionNames = Object.keys(exitCriteria) as CriterionName[];

/** What the overview mentions beside them and is no criterion. */
export const noCriteria: Readonly<Record<string, { requirement: string; because: string }>> = {
  malwareTest: {
    requirement: 'PILOT-04',
    because: 'it stands in a hidden comment of the page and has no usable sample',
  },
  fastTrack: {
    requirement: 'PILOT-05',
    because: 'help from FastTrack is an offer to owners of 150 licences or more',
  },
};

/** What is known of one device of the pilot. */
export interface PilotDevice {
  readonly name: string;
  readonly managementType: ManagementType;
  readonly hasUser: boolean;
  readonly listed: boolean;
  /** Null: the test has not been made. */
  readonly phishing: { readonly in: Profile; readonly blocked: boolean } | null;
  readonly alerted: boolean;
}

export interface JudgedCriterion {
  readonly criterion: CriterionName;
  readonly holds: boolean;
  /** Devices that do not meet it, each with why. */
  readonly failing: readonly { readonly device: string; readonly because: string }[];
}

export interface PilotVerdict {
  /** True only where there are devices and every criterion holds for each of them (PILOT-01). */
  readonly mayWiden: boolean;
  readonly judged: readonly string[];
  /** Devices on which Defender can never report; no criterion asks anything of them. */
  readonly leftOut: readonly { readonly device: string; readonly standing: DefenderStanding }[];
  readonly criteria: readonly JudgedCriterion[];
}

const hasWorkProfile = (managementType: ManagementType): boolean =>
  managementType === 'androidWorkProfile' || managementType === 'androidCorporateWorkProfile';

const phishingProblem = (
  { phishing, managementType }: PilotDevice,
  { besideWorkProfile }: ExitCriterion,
): string | null => {
  if (phishing === null) return 'the test has not been made';
  if (
    besideWorkProfile !== null &&
    hasWorkProfile(managementType) &&
    phishing.in !== besideWorkProfile
  ) {
    return 'the test counts inside the work profile only';
  }
  return phishing.blocked ? null : 'the page was not blocked';
};

const problemOf = (
  name: CriterionName,
  device: PilotDevice,
  criterion: ExitCriterion,
): string | null => {
  switch (name) {
    case 'inventory':
      return device.listed ? null : 'it is not listed';
    case 'phishing':
      return phishingProblem(device, criterion);
    case 'alerts':
      if (device.phishing === null) return 'no test has been made';
      return device.alerted ? null : 'no alert appeared';
  }
};

/**
 * Whether a rollout may be widened.
 *
 * @param names the organisation's own choice among the criteria; without any nothing is decided
 */
export const judgePilot = (
  devices: readonly PilotDevice[],
  names: readonly CriterionName[] = criterionNames,
  criteria: Readonly<Record<CriterionName, ExitCriterion>> = exitCriteria,
): PilotVerdict => {
  const standing = ({ managementType, hasUser }: PilotDevice) =>
    defenderStandingOf(managementType, hasUser);
  const judged = devices.filter((device) => standing(device) === 'supported');
  const found = names.map((criterion): JudgedCriterion => {
    const failing = judged.flatMap((device) => {
      const because = problemOf(criterion, device, criteria[criterion]);
      return because === null ? [] : [{ device: device.name, because }];
    });
    return { criterion, holds: failing.length === 0, failing };
  });
  return {
    mayWiden: judged.length > 0 && found.length > 0 && found.every(({ holds }) => holds),
    judged: judged.map(({ name }) => name),
    leftOut: devices
      .filter((device) => standing(device) !== 'supported')
      .map((device) => ({ device: device.name, standing: standing(device) })),
    criteria: found,
  };
};
