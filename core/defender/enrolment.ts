import type { ManagementType } from '../vocabulary.ts';

/** Which part of a device Defender protects; `notStated` where the documents are silent. */
export const protectionScopes = {
  workProfile: 'the work profile only',
  personalProfile: 'the personal profile',
  entireDevice: 'the entire device',
  workData: 'work data only',
  enrolledApps: 'enrolled (protected) apps only',
  notStated: 'not stated',
} as const;
export type ProtectionScope = keyof typeof protectionScopes;

/** What Company Portal has to be on the device. */
export const companyPortalNeeds = {
  required: 'required',
  enabledInPersonalProfile: 'enabled in the personal profile',
  automatic: 'required, installed automatically',
  installedOnly: 'installed, but not set up',
  notNeeded: 'not needed',
} as const;
export type CompanyPortalNeed = keyof typeof companyPortalNeeds;

/** How little a user has to do. */
export const easyOnboardings = { lowTouch: 'low-touch', zeroTouch: 'zero-touch' } as const;
export type EasyOnboarding = keyof typeof easyOnboardings;

export interface Support {
  readonly companyPortal: CompanyPortalNeed;
  /** The way of enrolling in which Company Portal is not needed after all. */
  readonly companyPortalUnless?: string;
  readonly scope: ProtectionScope;
  /** The scope where the device has a work profile as well. */
  readonly scopeBesideWorkProfile?: ProtectionScope;
  /** What must be there before Defender can be set up. */
  readonly prerequisites: readonly string[];
  readonly onboarding: EasyOnboarding | null;
  readonly notes: readonly string[];
}

export interface EnrolmentScenario {
  /** Id of its row in the catalogue. */
  readonly requirement: string;
  readonly title: string;
  /** How such a device stands under management; none for the second profile of a device. */
  readonly managementTypes: readonly ManagementType[];
  /** Null: Defender does not support the scenario. */
  readonly support: Support | null;
}

export type DefenderPlatform = 'android' | 'ios';
export type EnrolmentScenarios = Readonly<
  Record<DefenderPlatform, Readonly<Record<string, EnrolmentScenario>>>
>;

const automaticApps = 'Company Portal and the Microsoft Intune app are installed automatically';
const vpnSeesAll = 'its VPN sees the traffic of all apps';

const android: Readonly<Record<string, EnrolmentScenario>> = {
  workProfile: {
    requirement: 'MDE-ENROLL-A1',
    title: 'Android Enterprise, personally owned, work profile',
    managementTypes: ['androidWorkProfile'],
    support: {
      companyPortal: 'required',
      scope: 'workProfile',
      prerequisites: [],
      onboarding: 'lowTouch',
      notes: [],
    },
  },
  personalProfile: {
    requirement: 'MDE-ENROLL-A2',
    title: 'Android Enterprise, personally owned, personal profile',
    managementTypes: [],
    support: {
      companyPortal: 'enabledInPersonalProfile',
      scope: 'personalProfile',
      scopeBesideWorkProfile: 'entireDevice',
      prerequisites: ['Defender is installed and active in the work profile'],
      onboarding: null,
      notes: [],
    },
  },
  cope: {
    requirement: 'MDE-ENROLL-A3',
    title: 'Android Enterprise, corporate-owned with work profile (COPE)',
    managementTypes: ['androidCorporateWorkProfile'],
    support: {
      companyPortal: 'automatic',
      scope: 'workProfile',
      prerequisites: [],
      onboarding: 'lowTouch',
      notes: [automaticApps],
    },
  },
  copePersonalProfile: {
    requirement: 'MDE-ENROLL-A4',
    title: 'Android Enterprise, corporate-owned, personal profile',
    managementTypes: [],
    support: null,
  },
  cobo: {
    requirement: 'MDE-ENROLL-A5',
    title: 'Android Enterprise, fully managed without work profile (COBO)',
    managementTypes: ['androidFullyManaged'],
    support: {
      companyPortal: 'automatic',
      scope: 'entireDevice',
      prerequisites: [],
      onboarding: 'lowTouch',
      notes: [automaticApps],
    },
  },
  cosu: {
    requirement: 'MDE-ENROLL-A6',
    title: 'Android Enterprise, dedicated (COSU, kiosk or shared)',
    managementTypes: ['androidDedicated'],
    support: null,
  },
  mam: {
    requirement: 'MDE-ENROLL-A7',
    title: 'Android app protection (MAM)',
    managementTypes: ['androidUnmanaged'],
    support: {
      companyPortal: 'installedOnly',
      scope: 'enrolledApps',
      prerequisites: [],
      onboarding: null,
      notes: ['with or without enrolment, also under a third-party device manager'],
    },
  },
  deviceAdministrator: {
    requirement: 'MDE-ENROLL-A8',
    title: 'Android device administrator',
    managementTypes: ['androidDeviceAdministrator'],
    support: {
      companyPortal: 'required',
      scope: 'notStated',
      prerequisites: [],
      onboarding: null,
      notes: ["Intune's support on devices with Google Mobile Services ended on 2024-12-31"],
    },
  },
  aosp: {
    requirement: 'MDE-ENROLL-A9',
    title: 'Android Open Source Project',
    managementTypes: ['androidAosp'],
    support: null,
  },
};

const ios: Readonly<Record<string, EnrolmentScenario>> = {
  supervised: {
    requirement: 'MDE-ENROLL-I1',
    title: 'iOS, supervised (automated enrolment or Apple Configurator)',
    managementTypes: ['iosSupervised'],
    support: {
      companyPortal: 'required',
      companyPortalUnless: 'just-in-time registration: the app enrols against Intune itself',
      scope: 'entireDevice',
      prerequisites: [],
      onboarding: 'zeroTouch',
      notes: [],
    },
  },
  deviceEnrolment: {
    requirement: 'MDE-ENROLL-I2',
    title: 'iOS, unsupervised, device enrolment',
    managementTypes: ['iosDeviceEnrollment'],
    support: {
      companyPortal: 'required',
      companyPortalUnless:
        "web-based enrolment: the managed app's sign-in brings the configuration",
      scope: 'entireDevice',
      prerequisites: [],
      onboarding: 'zeroTouch',
      notes: [],
    },
  },
  userEnrolment: {
    requirement: 'MDE-ENROLL-I3',
    title: 'iOS, unsupervised, user enrolment',
    managementTypes: ['iosUserEnrollment'],
    support: {
      companyPortal: 'required',
      scope: 'workData',
      prerequisites: [],
      onboarding: null,
      notes: [vpnSeesAll],
    },
  },
  mam: {
    requirement: 'MDE-ENROLL-I4',
    title: 'iOS app protection (MAM)',
    managementTypes: ['iosUnmanaged'],
    support: {
      companyPortal: 'notNeeded',
      scope: 'enrolledApps',
      prerequisites: ['Authenticator, which is the broker'],
      onboarding: null,
      notes: [vpnSeesAll],
    },
  },
  shared: {
    requirement: 'MDE-ENROLL-I5',
    title: 'iOS, dedicated, shared or kiosk',
    managementTypes: ['iosShared'],
    support: null,
  },
};

/** The two enrolment matrices of Defender's overview, by platform and scenario. */
export const enrolmentScenarios: EnrolmentScenarios = { android, ios };

/** The scenario of a device managed like this; undefined on Windows, which has no matrix. */
const scenarioOf = (
  managementType: ManagementType,
  scenarios: EnrolmentScenarios = enrolmentScenarios,
): EnrolmentScenario | undefined =>
  [...Object.values(scenarios.android), ...Object.values(scenarios.ios)].find(
    ({ managementTypes }) => managementTypes.includes(managementType),
  );

export const defenderStandings = ['supported', 'unsupported', 'userless'] as const;
export type DefenderStanding = (typeof defenderStandings)[number];

/**
 * Whether Defender can ever report on such a device (MDE-ENROLL-01, MDE-ENROLL-02). Windows is in
 * no matrix and counts as supported.
 */
export const defenderStandingOf = (
  managementType: ManagementType,
  hasUser: boolean,
  scenarios: EnrolmentScenarios = enrolmentScenarios,
): DefenderStanding => {
  const scenario = scenarioOf(managementType, scenarios);
  if (scenario === undefined) return 'supported';
  if (scenario.support === null) return 'unsupported';
  return hasUser ? 'supported' : 'userless';
};
