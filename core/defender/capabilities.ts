import type { DefenderPlatform } from './enrolment.ts';

export interface Capability {
  /** Id of its row in the catalogue. */
  readonly requirement: string;
  readonly title: string;
  readonly platforms: readonly DefenderPlatform[];
  readonly includes: readonly string[];
  /** What one could expect of it and does not get. */
  readonly excludes: readonly string[];
}

const both: readonly DefenderPlatform[] = ['android', 'ios'];

/** What Defender can do on phones (Defender overview, Key capabilities). */
export const capabilities: Readonly<Record<string, Capability>> = {
  webProtection: {
    requirement: 'MDE-CAP-01',
    title: 'Web protection',
    platforms: both,
    includes: [
      'anti-phishing',
      'blocking of unsafe connections',
      'custom indicators for URLs',
      'custom indicators for domains',
    ],
    excludes: ['file indicators', 'IP indicators', 'web content filtering'],
  },
  malwareProtection: {
    requirement: 'MDE-CAP-02',
    title: 'Malware protection',
    platforms: ['android'],
    includes: ['scanning for malicious apps', 'APK files'],
    excludes: [],
  },
  jailbreakDetection: {
    requirement: 'MDE-CAP-03',
    title: 'Jailbreak detection',
    platforms: ['ios'],
    includes: ['detection of jailbroken devices'],
    excludes: [],
  },
  vulnerabilityManagement: {
    requirement: 'MDE-CAP-04',
    title: 'Vulnerability management',
    platforms: both,
    includes: ['vulnerabilities of the OS', 'vulnerabilities of apps'],
    excludes: [],
  },
  networkProtection: {
    requirement: 'MDE-CAP-05',
    title: 'Network protection',
    platforms: both,
    includes: [
      'rogue Wi-Fi',
      'rogue certificates',
      'list of allowed root and private certificate authorities',
      'trust with endpoints',
    ],
    excludes: [],
  },
  unifiedAlerting: {
    requirement: 'MDE-CAP-06',
    title: 'Unified alerting',
    platforms: both,
    includes: ['alerts of all platforms in one security console'],
    excludes: [],
  },
  conditionalAccess: {
    requirement: 'MDE-CAP-07',
    title: 'Conditional Access and conditional launch',
    platforms: both,
    includes: ['risk signal for Conditional Access', 'risk signal for app protection'],
    excludes: [],
  },
  privacyControls: {
    requirement: 'MDE-CAP-08',
    title: 'Privacy controls',
    platforms: both,
    includes: ['for admins', 'for end users', 'on enrolled devices', 'on unenrolled devices'],
    excludes: [],
  },
  microsoftTunnel: {
    requirement: 'MDE-CAP-09',
    title: 'Integration with Microsoft Tunnel',
    platforms: both,
    includes: ['security and VPN in one app'],
    excludes: [],
  },
};
