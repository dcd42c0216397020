import { type Requirement, requirementsOf } from './requirement.ts';
import { defender, defenderOverview, github } from './sources.ts';

export const defenderCapabilities: readonly Requirement[] = requirementsOf('MDE-CAP', [
  {
    id: 'MDE-CAP-01',
    tag: 'seed+public doc',
    core: true,
    statement:
      'Web protection exists on Android and iOS: anti-phishing, blocking of unsafe connections, ' +
      'and custom indicators for URLs and domains. File and IP indicators are not supported, nor ' +
      'is web content filtering.',
    caveat:
      'That there is no web content filtering stands in public documents only. An Android page ' +
      'names IP indicators; the overview is followed.',
    sources: [
      defenderOverview('Key capabilities'),
      github('MicrosoftDocs/microsoft-365-docs', 'issue 9394'),
    ],
  },
  {
    id: 'MDE-CAP-02',
    tag: 'seed',
    core: true,
    statement:
      'Scanning for malicious apps exists on Android only; the page of 12/2024 adds APK files to ' +
      'it.',
    sources: [defenderOverview('Key capabilities'), defender('mtd.md')],
  },
  {
    id: 'MDE-CAP-03',
    tag: 'seed',
    core: true,
    statement: 'Detection of jailbroken devices exists on iOS only.',
    sources: [defenderOverview('Key capabilities')],
  },
  {
    id: 'MDE-CAP-04',
    tag: 'seed',
    core: true,
    statement:
      'Vulnerability assessment of onboarded devices exists on Android and iOS, for the OS and ' +
      'for apps.',
    sources: [defenderOverview('Key capabilities')],
  },
  {
    id: 'MDE-CAP-05',
    tag: 'seed',
    core: true,
    statement:
      'Network protection exists on Android and iOS: against rogue Wi-Fi and rogue certificates, ' +
      'with a list of allowed root and private certificate authorities, and a way to establish ' +
      'trust with endpoints.',
    sources: [defenderOverview('Key capabilities')],
  },
  {
    id: 'MDE-CAP-06',
    tag: 'seed',
    core: true,
    statement:
      'Unified alerting exists on Android and iOS: alerts of all platforms meet in one security ' +
      'console.',
    sources: [defenderOverview('Key capabilities')],
  },
  {
    id: 'MDE-CAP-07',
    tag: 'seed',
    core: true,
    statement:
      'Risky devices on Android and iOS can be kept from corporate resources through Conditional ' +
      "Access, and Defender's risk signals can serve app protection policies as well.",
    sources: [defenderOverview('Key capabilities')],
  },
  {
    id: 'MDE-CAP-08',
    tag: 'seed',
    core: true,
    statement:
      'Privacy controls over the data in threat reports exist on Android and iOS, for admins and ' +
      'end users, on enrolled and unenrolled devices.',
    sources: [defenderOverview('Key capabilities')],
  },
  {
    id: 'MDE-CAP-09',
    tag: 'seed',
    core: true,
    statement:
      'Integration with Microsoft Tunnel exists on Android and iOS and puts security and VPN ' +
      'into one app.',
    sources: [defenderOverview('Key capabilities')],
  },
]);
