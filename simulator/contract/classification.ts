import type { Severity } from '../../core/vendor-cloud.ts';
import type { Platform } from '../../core/vocabulary.ts';

export const threatCategories = ['device', 'configuration', 'app', 'network', 'web'] as const;
export type ThreatCategory = (typeof threatCategories)[number];

/** One kind of threat. The tokens and severities are Muster's own; vendors rate as they like. */
export interface Classification {
  readonly category: ThreatCategory;
  /** What it counts as where a vendor pack says nothing else. */
  readonly severity: Severity;
  /** Techniques of MITRE ATT&CK for Mobile, v18.1; empty where none fits. */
  readonly attack: readonly string[];
  readonly platforms: readonly Platform[];
}

const both: readonly Platform[] = ['android', 'ios'];
const android: readonly Platform[] = ['android'];

const kind = (
  category: ThreatCategory,
  severity: Severity,
  attack: string,
  platforms: readonly Platform[] = both,
): Classification => ({
  category,
  severity,
  attack: attack === '' ? [] : attack.split(' '),
  platforms,
});

export const classifications = {
  rooted_or_jailbroken: kind('device', 'high', 'T1404 T1645'),
  root_hiding: kind('device', 'high', 'T1630.003'),
  os_vulnerability: kind('device', 'medium', 'T1658'),
  os_outdated: kind('device', 'low', ''),
  system_tampering: kind('device', 'high', 'T1645 T1625'),
  zero_click_exploit: kind('device', 'high', 'T1664'),
  linked_device_abuse: kind('device', 'medium', 'T1676'),
  developer_options_on: kind('configuration', 'low', '', android),
  usb_debugging_on: kind('configuration', 'low', 'T1458'),
  no_device_lock: kind('configuration', 'medium', 'T1461'),
  encryption_off: kind('configuration', 'medium', '', android),
  protection_disabled: kind('configuration', 'medium', 'T1629.003', android),
  suspicious_profile: kind('configuration', 'medium', 'T1632.001'),
  rogue_root_certificate: kind('configuration', 'high', 'T1632 T1638'),
  trojan: kind('app', 'high', 'T1655.001'),
  spyware: kind('app', 'high', 'T1429 T1430 T1636'),
  banking_overlay: kind('app', 'high', 'T1417.002 T1453', android),
  keylogger: kind('app', 'high', 'T1417.001'),
  ransomware: kind('app', 'high', 'T1471', android),
  screen_locker: kind('app', 'high', 'T1629.002', android),
  remote_access_tool: kind('app', 'high', 'T1663'),
  app_dropper: kind('app', 'high', 'T1544 T1407'),
  toll_fraud: kind('app', 'high', 'T1582 T1616', android),
  click_fraud: kind('app', 'medium', 'T1643'),
  adware: kind('app', 'low', 'T1643'),
  hidden_icon_app: kind('app', 'medium', 'T1628.001', android),
  admin_abuse: kind('app', 'high', 'T1626.001', android),
  repackaged_app: kind('app', 'high', 'T1577 T1655'),
  supply_chain_app: kind('app', 'high', 'T1474.003'),
  versioned_malware: kind('app', 'high', 'T1661'),
  sideloaded_app: kind('app', 'medium', 'T1632.001'),
  denylisted_app: kind('app', 'medium', ''),
  data_leak_app: kind('app', 'low', 'T1639'),
  proxy_app: kind('app', 'medium', 'T1604', android),
  adversary_in_the_middle: kind('network', 'high', 'T1638'),
  rogue_access_point: kind('network', 'medium', 'T1638'),
  tls_downgrade: kind('network', 'medium', 'T1638'),
  network_denial_of_service: kind('network', 'low', 'T1464'),
  sim_swap: kind('network', 'high', 'T1451'),
  c2_traffic: kind('network', 'high', 'T1437.001'),
  phishing_link: kind('web', 'medium', 'T1660'),
  drive_by: kind('web', 'high', 'T1456'),
} as const satisfies Record<string, Classification>;

export type ClassificationToken = keyof typeof classifications;
export const classificationTokens = Object.keys(classifications) as ClassificationToken[];

export const classificationOf = (token: ClassificationToken): Classification =>
  classifications[token];
