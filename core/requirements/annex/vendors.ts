import { type Partner, type PartnerKey, partnerKeys, partnerOf } from '../../partners.ts';
import type { Platform } from '../../vocabulary.ts';
import { type Draft, type Requirement, requirementsOf } from '../requirement.ts';
import { mtd } from '../sources.ts';

const platformName: Readonly<Record<Platform, string>> = {
  android: 'Android',
  ios: 'iOS/iPadOS',
  windows: 'Windows',
};

const platformWords = ({ minimumOs }: Partner): string =>
  Object.entries(minimumOs)
    .map(([platform, minimum]) => {
      const name = platformName[platform as Platform];
      return minimum === null ? name : `${name} from ${minimum}`;
    })
    .join(', ');

const protectionWords = ({ appProtection, appProtectionDisputed }: Partner): string => {
  if (appProtection.length === 0) return 'App protection cannot use it.';
  const names = appProtection.map((platform) => platformName[platform]).join(', ');
  return `App protection can use it on ${names}${appProtectionDisputed ? ', disputed' : ''}.`;
};

const draftOf = (key: PartnerKey): Draft => {
  const partner = partnerOf(key);
  const apps = [partner.androidPackage, partner.appStoreId].filter((id) => id !== null);
  const app = apps.length === 0 ? '' : ` Its app is ${apps.join(' and ')}.`;
  return {
    id: `VENDOR-${key}`,
    tag: 'public doc',
    statement: `${partner.displayName}: ${platformWords(partner)}. ${protectionWords(partner)}${app}`,
    ...(partner.connectorIds.length === 0
      ? {}
      : { caveat: 'The connector id is from tools of the community, not from Microsoft.' }),
    sources: [mtd('overview.md'), mtd('includes/mtd-mam-note.md'), mtd('setup-*.md')],
  };
};

/** One row for each partner of the catalogue: whoever adds a partner gets its row. */
export const vendorRows: readonly Requirement[] = requirementsOf(
  'VENDOR',
  partnerKeys.map(draftOf),
);
