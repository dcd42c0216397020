import { day } from '../../../core/time.ts';
import type { VendorPack } from '../vendor-pack.ts';

/** For vendors of whose cloud nothing precise is published: Intune's own words, plain habits. */
export const generic: VendorPack = {
  name: 'generic',
  title: 'A vendor about whose cloud nothing precise is published',
  sources: [
    'Microsoft Learn, Create compliance policy with Mobile Threat Defense (the four levels)',
    'Microsoft Graph, managedDevicePartnerReportedHealthState (the states)',
  ],
  readOn: '2026-11-20',
  basis: {
    risk: 'documented',
    severity: 'documented',
    activation: 'documented',
    silence: 'unspecified',
    rollUp: 'inferred',
    unenrolled: 'unspecified',
    dualProfiles: 'unspecified',
    resync: 'unspecified',
    categories: 'documented',
    classifications: 'unspecified',
  },
  risk: { secured: 'secured', low: 'low', medium: 'medium', high: 'high' },
  severity: { low: 'low', medium: 'medium', high: 'high' },
  activation: { unknown: 'unknown', activated: 'activated', deactivated: 'deactivated' },
  // As long as Intune itself waits for a partner unless told otherwise.
  silence: { after: 7 * day, least: day, most: 90 * day },
  rollUp: 'max',
  unenrolled: true,
  dualProfiles: 'one',
  resyncEvery: null,
  categories: {
    device: 'device',
    configuration: 'configuration',
    app: 'app',
    network: 'network',
    web: 'web',
  },
  classifications: {},
  ratings: {},
};
