import { day } from '../../../core/time.ts';
import type { VendorPack } from '../vendor-pack.ts';

/** Risk as a number with a name, and a status that knows devices which have gone quiet. */
export const checkpointLike: VendorPack = {
  name: 'checkpoint-like',
  title: 'After the public interfaces of Check Point Harmony Mobile',
  sources: [
    'Google SecOps marketplace, constants of the Check Point Harmony Mobile integration',
    'SEKOIA documentation, Check Point Harmony Mobile',
  ],
  readOn: '2026-11-20',
  basis: {
    risk: 'inferred',
    severity: 'inferred',
    activation: 'inferred',
    silence: 'unspecified',
    rollUp: 'inferred',
    unenrolled: 'inferred',
    dualProfiles: 'unspecified',
    resync: 'unspecified',
    categories: 'unspecified',
    classifications: 'unspecified',
  },
  risk: { 'No Risk': 'secured', Low: 'low', Medium: 'medium', High: 'high' },
  severity: { 'No Risk': 'secured', Low: 'low', Medium: 'medium', High: 'high' },
  activation: {
    Processing: 'unknown',
    Provisioned: 'unknown',
    Active: 'activated',
    Inactive: 'unresponsive',
  },
  // That there is such a status is published, how long it takes is not.
  silence: { after: 7 * day, least: day, most: 90 * day },
  rollUp: 'max',
  unenrolled: true,
  dualProfiles: 'one',
  resyncEvery: null,
  categories: { device: 'device', app: 'app', network: 'network', web: 'web' },
  classifications: {},
  ratings: {},
};
