import type { DefenderPlatform } from './enrolment.ts';

/** One thing an admin sets, or that happens, when Defender is brought onto phones. */
export interface OnboardingFact {
  readonly requirement: string;
  readonly platform: DefenderPlatform;
  readonly title: string;
  /** Keys of app configuration with their value; empty where none is needed. */
  readonly configuration: Readonly<Record<string, string>>;
  readonly says: readonly string[];
}

/** How Defender is set up with little for the user to do, and what that needs. */
export const onboardingFacts: Readonly<Record<string, OnboardingFact>> = {
  lowTouch: {
    requirement: 'MDE-ONB-02',
    platform: 'android',
    title: 'Low-touch onboarding',
    configuration: { 'Low touch onboarding': '1', 'User UPN': 'the User Principal Name' },
    says: ['off by default', 'some interaction of the user always remains'],
  },
  zeroTouchSupervised: {
    requirement: 'MDE-ONB-03',
    platform: 'ios',
    title: 'Zero-touch onboarding, supervised',
    configuration: {},
    says: [
      'a control filter profile',
      'needs user affinity',
      'takes about 5 minutes',
      'a change of password or MFA may still force a manual sign-in',
    ],
  },
  zeroTouchUnsupervised: {
    requirement: 'MDE-ONB-03',
    platform: 'ios',
    title: 'Zero-touch onboarding, unsupervised device enrolment',
    configuration: { SilentOnboard: 'True' },
    says: [
      'a local VPN profile',
      'needs user affinity',
      'takes about 5 minutes',
      'a change of password or MFA may still force a manual sign-in',
    ],
  },
  supervisedState: {
    requirement: 'MDE-ONB-04',
    platform: 'ios',
    title: 'Telling the app that the device is supervised',
    configuration: { issupervised: '{{issupervised}}' },
    says: ['app configuration'],
  },
  withoutVpn: {
    requirement: 'MDE-ONB-05',
    platform: 'ios',
    title: 'Running without its VPN',
    configuration: {},
    says: ['reports only while the app is open', 'not opened for 7 days it may show as inactive'],
  },
  alwaysOnVpn: {
    requirement: 'MDE-ONB-07',
    platform: 'android',
    title: 'Always-on VPN set up automatically',
    configuration: {},
    says: ['on Android Enterprise'],
  },
  vpnProfile: {
    requirement: 'MDE-ONB-07',
    platform: 'ios',
    title: 'VPN profile set up automatically',
    configuration: {},
    says: ['simplified onboarding'],
  },
  webProtectionWithoutVpn: {
    requirement: 'MDE-ONB-07',
    platform: 'ios',
    title: 'Web protection without VPN',
    configuration: {},
    says: ['on supervised devices'],
  },
  installWithoutOpening: {
    requirement: 'MDE-ONB-07',
    platform: 'ios',
    title: 'Zero-touch installation',
    configuration: {},
    says: ['the user need not open the app'],
  },
};
