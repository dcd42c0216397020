/**
 * Defender's matrices as the documents have them, copied apart from the code so that the two can
 * disagree: supported, Company Portal, scope, scope beside a work profile, easy onboarding, and
 * how many prerequisites there are.
 */
export const enrolmentTable: Readonly<Record<string, readonly [row: string, cells: string]>> = {
  'android/workProfile': ['MDE-ENROLL-A1', 'yes required workProfile - lowTouch 0'],
  'android/personalProfile': [
    'MDE-ENROLL-A2',
    'yes enabledInPersonalProfile personalProfile entireDevice - 1',
  ],
  'android/cope': ['MDE-ENROLL-A3', 'yes automatic workProfile - lowTouch 0'],
  'android/copePersonalProfile': ['MDE-ENROLL-A4', 'no'],
  'android/cobo': ['MDE-ENROLL-A5', 'yes automatic entireDevice - lowTouch 0'],
  'android/cosu': ['MDE-ENROLL-A6', 'no'],
  'android/mam': ['MDE-ENROLL-A7', 'yes installedOnly enrolledApps - - 0'],
  'android/deviceAdministrator': ['MDE-ENROLL-A8', 'yes required notStated - - 0'],
  'android/aosp': ['MDE-ENROLL-A9', 'no'],
  'ios/supervised': ['MDE-ENROLL-I1', 'yes required* entireDevice - zeroTouch 0'],
  'ios/deviceEnrolment': ['MDE-ENROLL-I2', 'yes required* entireDevice - zeroTouch 0'],
  'ios/userEnrolment': ['MDE-ENROLL-I3', 'yes required workData - - 0'],
  'ios/mam': ['MDE-ENROLL-I4', 'yes notNeeded enrolledApps - - 1'],
  'ios/shared': ['MDE-ENROLL-I5', 'no'],
};

/** Platforms, how much it includes, and what it does not. */
export const capabilityTable: Readonly<Record<string, readonly [row: string, cells: string]>> = {
  webProtection: [
    'MDE-CAP-01',
    'android ios | anti-phishing, blocking of unsafe connections, custom indicators for URLs, ' +
      'custom indicators for domains | file indicators, IP indicators, web content filtering',
  ],
  malwareProtection: ['MDE-CAP-02', 'android | scanning for malicious apps, APK files |'],
  jailbreakDetection: ['MDE-CAP-03', 'ios | detection of jailbroken devices |'],
  vulnerabilityManagement: [
    'MDE-CAP-04',
    'android ios | vulnerabilities of the OS, vulnerabilities of apps |',
  ],
  networkProtection: [
    'MDE-CAP-05',
    'android ios | rogue Wi-Fi, rogue certificates, list of allowed root and private certificate ' +
      'authorities, trust with endpoints |',
  ],
  unifiedAlerting: [
    'MDE-CAP-06',
    'android ios | alerts of all platforms in one security console |',
  ],
  conditionalAccess: [
    'MDE-CAP-07',
    'android ios | risk signal for Conditional Access, risk signal for app protection |',
  ],
  privacyControls: [
    'MDE-CAP-08',
    'android ios | for admins, for end users, on enrolled devices, on unenrolled devices |',
  ],
  microsoftTunnel: ['MDE-CAP-09', 'android ios | security and VPN in one app |'],
};
