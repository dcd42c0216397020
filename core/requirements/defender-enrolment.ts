import { type Requirement, requirementsOf } from './requirement.ts';
import { defender, defenderOverview, github, nothingStated } from './sources.ts';

export const defenderEnrolmentRequirements: readonly Requirement[] = requirementsOf('MDE-ENROLL', [
  {
    id: 'MDE-ENROLL-01',
    tag: 'public doc',
    statement:
      'Defender does not support userless or shared Android devices. On iOS zero-touch ' +
      'onboarding is not available without user affinity, and without a signed-in user the app ' +
      'protects nothing.',
    sources: [
      github('MicrosoftDocs/microsoft-365-docs', 'pull request 11229'),
      github('MicrosoftDocs/microsoft-365-docs', 'issues 7756 and 9662'),
    ],
  },
  {
    id: 'MDE-ENROLL-02',
    tag: 'inference',
    statement:
      'A device in an enrolment scenario that Defender does not support never has Defender data. ' +
      'Settings that Defender feeds then follow COMP-09, so targeting such devices deserves a ' +
      'warning.',
    sources: [
      nothingStated(
        defenderOverview('Android Enrollment Scenarios'),
        defenderOverview('iOS Enrollment Scenarios'),
      ),
    ],
  },
]);

export const defenderAndroidEnrolment: readonly Requirement[] = requirementsOf('MDE-ENROLL-A', [
  {
    id: 'MDE-ENROLL-A1',
    tag: 'seed',
    core: true,
    statement:
      'Android Enterprise, personally owned, work profile: supported with Company Portal, ' +
      'protecting the work profile only, with low-touch onboarding.',
    sources: [
      defenderOverview('Android Enrollment Scenarios'),
      defenderOverview('Android low touch onboarding supported scenarios'),
    ],
  },
  {
    id: 'MDE-ENROLL-A2',
    tag: 'seed',
    core: true,
    statement:
      'Android Enterprise, personally owned, personal profile: supported with Company Portal ' +
      'enabled in the personal profile and Defender already active in the work profile. It ' +
      'protects the personal profile, or the whole device where there is a work profile too, ' +
      'without easy onboarding.',
    sources: [defenderOverview('Android Enrollment Scenarios')],
  },
  {
    id: 'MDE-ENROLL-A3',
    tag: 'seed',
    core: true,
    statement:
      'Android Enterprise, corporate-owned with work profile (COPE): supported, protecting the ' +
      'work profile only, with low-touch onboarding. Company Portal and the Microsoft Intune app ' +
      'are installed automatically.',
    sources: [
      defenderOverview('Android Enrollment Scenarios'),
      defenderOverview('Android low touch onboarding supported scenarios'),
    ],
  },
  {
    id: 'MDE-ENROLL-A4',
    tag: 'seed',
    core: true,
    statement:
      'Android Enterprise, corporate-owned, personal profile: Defender does not support it.',
    sources: [defenderOverview('Android Enrollment Scenarios')],
  },
  {
    id: 'MDE-ENROLL-A5',
    tag: 'seed',
    core: true,
    statement:
      'Android Enterprise, fully managed without work profile (COBO): supported, protecting the ' +
      'entire device, with low-touch onboarding. Company Portal and the Microsoft Intune app are ' +
      'installed automatically.',
    sources: [
      defenderOverview('Android Enrollment Scenarios'),
      defenderOverview('Android low touch onboarding supported scenarios'),
    ],
  },
  {
    id: 'MDE-ENROLL-A6',
    tag: 'seed',
    core: true,
    statement:
      'Android Enterprise, dedicated (COSU, kiosk or shared): Defender does not support it.',
    sources: [defenderOverview('Android Enrollment Scenarios')],
  },
  {
    id: 'MDE-ENROLL-A7',
    tag: 'seed',
    core: true,
    statement:
      'Android app protection: supported with or without enrolment, also under a third-party ' +
      'device manager, with Company Portal installed but not set up. It protects enrolled apps ' +
      'only and has no easy onboarding.',
    sources: [defenderOverview('Android Enrollment Scenarios')],
  },
  {
    id: 'MDE-ENROLL-A8',
    tag: 'seed',
    core: true,
    statement:
      'Android device administrator: supported with Company Portal, without a stated scope and ' +
      "without easy onboarding. Intune's support on devices with Google Mobile Services ended on " +
      '31 December 2024, after which this row is history.',
    caveat:
      'The overview of 10/2024 announces the end of support; that the row counts as history ' +
      'afterwards is inferred.',
    sources: [defenderOverview('Android Enrollment Scenarios')],
  },
  {
    id: 'MDE-ENROLL-A9',
    tag: 'seed',
    core: true,
    statement: 'Android Open Source Project: Defender does not support it.',
    sources: [defenderOverview('Android Enrollment Scenarios')],
  },
]);

export const defenderIosEnrolment: readonly Requirement[] = requirementsOf('MDE-ENROLL-I', [
  {
    id: 'MDE-ENROLL-I1',
    tag: 'seed',
    core: true,
    statement:
      'iOS, supervised through automated enrolment or Apple Configurator: supported, protecting ' +
      'the entire device, with zero-touch onboarding. Company Portal is needed except with just- ' +
      'in-time registration, where the app enrols against Intune itself.',
    sources: [
      defenderOverview('iOS Enrollment Scenarios'),
      defenderOverview('iOS zero touch onboarding supported scenarios'),
    ],
  },
  {
    id: 'MDE-ENROLL-I2',
    tag: 'seed',
    core: true,
    statement:
      'iOS, unsupervised with device enrolment: supported, protecting the entire device, with ' +
      'zero-touch onboarding. Company Portal is needed except with web-based enrolment, where ' +
      'signing in to the managed app brings the configuration.',
    sources: [
      defenderOverview('iOS Enrollment Scenarios'),
      defenderOverview('iOS zero touch onboarding supported scenarios'),
    ],
  },
  {
    id: 'MDE-ENROLL-I3',
    tag: 'seed',
    core: true,
    statement:
      'iOS, unsupervised with user enrolment: supported with Company Portal, protecting work ' +
      'data only, although its VPN sees the traffic of all apps. There is no easy onboarding.',
    sources: [defenderOverview('iOS Enrollment Scenarios')],
  },
  {
    id: 'MDE-ENROLL-I4',
    tag: 'seed',
    core: true,
    statement:
      'iOS app protection: supported without Company Portal, as Authenticator is the broker. It ' +
      'protects enrolled apps only, although its VPN sees the traffic of all apps, and has no ' +
      'easy onboarding.',
    sources: [defenderOverview('iOS Enrollment Scenarios'), defender('ios-install-unmanaged.md')],
  },
  {
    id: 'MDE-ENROLL-I5',
    tag: 'seed',
    core: true,
    statement: 'iOS dedicated, shared and kiosk devices: Defender does not support them.',
    sources: [defenderOverview('iOS Enrollment Scenarios')],
  },
]);
