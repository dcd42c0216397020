import { day } from '../../../core/time.ts';
import type { VendorPack } from '../vendor-pack.ts';

/** Four words of its own, which an administrator's response policy maps to Intune's levels. */
export const zimperiumLike: VendorPack = {
  name: 'zimperium-like',
  title: 'After the public interfaces of Zimperium Mobile Threat Defense',
  sources: [
    'demisto/content, Packs/Zimperium/Integrations/ZimperiumV2/README.md',
    'petervanderwoude.nl, Intune and Zimperium, part 2 (the four words and the four levels)',
  ],
  readOn: '2026-11-20',
  basis: {
    risk: 'documented',
    severity: 'documented',
    activation: 'unspecified',
    silence: 'unspecified',
    rollUp: 'inferred',
    unenrolled: 'documented',
    dualProfiles: 'unspecified',
    resync: 'unspecified',
    categories: 'unspecified',
    classifications: 'unspecified',
  },
  risk: { Normal: 'secured', Low: 'low', Elevated: 'medium', Critical: 'high' },
  severity: { Normal: 'secured', Low: 'low', Elevated: 'medium', Critical: 'high' },
  activation: { activated: 'activated', deactivated: 'deactivated' },
  // When the app was last seen is kept, but no rule for it is published.
  silence: { after: null, least: day, most: 90 * day },
  rollUp: 'max',
  unenrolled: true,
  dualProfiles: 'one',
  resyncEvery: null,
  categories: { device: 'device', app: 'app', network: 'network', web: 'web' },
  classifications: {},
  ratings: {},
};
