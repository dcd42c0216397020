import { day } from '../../../core/time.ts';
import type { VendorPack } from '../vendor-pack.ts';

/** A device level at every change, and devices to which the question does not apply. */
export const jamfLike: VendorPack = {
  name: 'jamf-like',
  title: 'After the public Risk API of Jamf Mobile Threat Defense (Wandera)',
  sources: [
    'developer.jamf.com, Risk API',
    'AWS Client VPN documentation, device posture with Jamf',
    'Microsoft Learn, Set up Jamf Mobile Threat Defense (reports at every change)',
  ],
  readOn: '2026-11-20',
  basis: {
    risk: 'inferred',
    severity: 'inferred',
    activation: 'unspecified',
    silence: 'unspecified',
    rollUp: 'inferred',
    unenrolled: 'documented',
    dualProfiles: 'unspecified',
    resync: 'documented',
    categories: 'inferred',
    classifications: 'unspecified',
  },
  risk: { SECURE: 'secured', LOW: 'low', MEDIUM: 'medium', HIGH: 'high', NOT_APPLICABLE: null },
  severity: { LOW: 'low', MEDIUM: 'medium', HIGH: 'high' },
  activation: { activated: 'activated', deactivated: 'deactivated' },
  silence: { after: null, least: day, most: 90 * day },
  rollUp: 'max',
  unenrolled: true,
  dualProfiles: 'one',
  resyncEvery: null,
  categories: { device: 'device', app: 'app', network: 'network', web: 'web' },
  classifications: {},
  ratings: {},
};
