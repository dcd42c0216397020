import { type PartnerKey, partnerOf } from '../../core/partners.ts';
import type { Connector } from '../../core/tenant.ts';
import { day, type Instant } from '../../core/time.ts';
import { type Platform, platforms } from '../../core/vocabulary.ts';
import { type Issue, noRemarks, type Remarks, warn } from './issue.ts';

const appToggle = (platform: Platform) => `${platform}MobileApplicationManagementEnabled` as const;
const complianceToggle = (platform: Platform) => `${platform}Enabled` as const;
const blockToggle = (platform: Platform) => `${platform}DeviceBlockedOnMissingPartnerData` as const;

const toggles = (remarks: Remarks, connector: Connector): void => {
  const on = platforms.some(
    (platform) => connector[complianceToggle(platform)] || connector[appToggle(platform)],
  );
  if (!on && !connector.macEnabled && connector.setUp === 'setUp') {
    const message = 'set up, but no platform is on: it looks connected and checks nothing';
    warn(remarks, [], 'connector-available-only', `${message} (CONN-04, PIT-22, PIT-34)`);
  }
  for (const platform of platforms) {
    const [block, toggle] = [blockToggle(platform), complianceToggle(platform)];
    if (!connector[block] || connector[toggle]) continue;
    const message = `\`${block}\` does nothing while \`${toggle}\` is off`;
    warn(remarks, [block], 'block-without-toggle', message);
  }
};

const appProtection = (remarks: Remarks, connector: Connector, partner: PartnerKey): void => {
  const { appProtection: able, appProtectionDisputed, displayName } = partnerOf(partner);
  for (const platform of platforms) {
    const toggle = appToggle(platform);
    if (!connector[toggle]) continue;
    if (!able.includes(platform)) {
      const message = `${displayName} cannot be used for app protection on ${platform} (MAM-11)`;
      warn(remarks, [toggle], 'app-protection-not-supported', message);
    } else if (appProtectionDisputed) {
      const message = `whether ${displayName} can be used for app protection is disputed (Q-17)`;
      warn(remarks, [toggle], 'app-protection-disputed', message);
    }
  }
};

const heartbeat = (remarks: Remarks, connector: Connector, now: Instant): void => {
  const last = connector.lastHeartbeatDateTime;
  if (last === null || connector.setUp !== 'setUp') return;
  const days = Math.floor((now - last) / day);
  const path = ['lastHeartbeatDateTime'];
  if (days >= connector.partnerUnresponsivenessThresholdInDays) {
    const message = `the last heartbeat is ${days} days old: the partner counts as unresponsive`;
    warn(remarks, path, 'stale-heartbeat', `${message} (CONN-08)`);
  } else if (days >= 1) {
    const message = `the last heartbeat is more than ${days * 24} h old; monitoring complains`;
    warn(remarks, path, 'old-heartbeat', `${message}, Intune does not yet (PIT-20)`);
  }
};

/** What of a connector is known to bite people; `now` null leaves the heartbeat's age aside. */
export const connectorPitfalls = (
  connector: Connector,
  partner: PartnerKey | null,
  now: Instant | null,
): readonly Issue[] => {
  const remarks = noRemarks();
  toggles(remarks, connector);
  if (partner !== null) appProtection(remarks, connector, partner);
  if (now !== null) heartbeat(remarks, connector, now);
  return remarks.issues;
};
