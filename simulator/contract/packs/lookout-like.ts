import { day } from '../../../core/time.ts';
import type { VendorPack } from '../vendor-pack.ts';

/** The richest public model: a level exists only while a device is protected and activated. */
export const lookoutLike: VendorPack = {
  name: 'lookout-like',
  title: 'After the public interfaces of Lookout Mobile Endpoint Security',
  sources: [
    'doc.lookout.com, Mobile Risk API v1 and v2',
    'Azure-Sentinel, Solutions/Lookout/Parsers/LookoutEvents.yaml',
    'Microsoft Learn, Set up Lookout Mobile Endpoint Security (disconnected after 1 to 90 days)',
    'doc.lookout.com, View, deactivate, or delete devices (a phone is heard every 3 days)',
  ],
  readOn: '2026-11-20',
  basis: {
    risk: 'inferred',
    severity: 'documented',
    activation: 'inferred',
    silence: 'inferred',
    rollUp: 'documented',
    unenrolled: 'documented',
    dualProfiles: 'documented',
    resync: 'unspecified',
    categories: 'documented',
    classifications: 'inferred',
  },
  // Version 2 of its interface writes the plural.
  risk: {
    SECURE: 'secured',
    THREAT_LOW: 'low',
    THREAT_MEDIUM: 'medium',
    THREAT_HIGH: 'high',
    THREATS_LOW: 'low',
    THREATS_MEDIUM: 'medium',
    THREATS_HIGH: 'high',
  },
  severity: { NONE: 'secured', LOW: 'low', MEDIUM: 'medium', HIGH: 'high' },
  activation: {
    PENDING: 'unknown',
    ACTIVATED: 'activated',
    DEACTIVATED: 'deactivated',
    DELETED: 'deactivated',
    UNINSTALLED: 'deactivated',
    DISCONNECTED: 'unresponsive',
    UNREACHABLE: 'unresponsive',
  },
  // The range is documented; the start is how often a healthy phone is said to be heard.
  silence: { after: 3 * day, least: day, most: 90 * day },
  rollUp: 'max',
  unenrolled: true,
  dualProfiles: 'split',
  resyncEvery: null,
  categories: {
    APPLICATION: 'app',
    FILE: 'app',
    CONFIGURATION: 'configuration',
    NETWORK: 'network',
    OS: 'device',
    WEB_CONTENT: 'web',
  },
  classifications: {
    TROJAN: 'trojan',
    ROOT_ENABLER: 'rooted_or_jailbroken',
    SIDELOADED_APP: 'sideloaded_app',
  },
  ratings: {},
};
