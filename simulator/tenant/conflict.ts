import type { PartnerKey } from '../../core/partners.ts';
import { isThirdParty, partnerOf } from '../../core/partners.ts';
import type { ConnectorSettings } from '../../core/tenant.ts';
import { platforms } from '../../core/vocabulary.ts';
import type { NamedValue } from '../source/collection.ts';
import type { Report } from '../source/report.ts';
import { type ConnectorEntry, toggleAt } from './connector-entry.ts';

export type NamedConnector = NamedValue<ConnectorEntry> & { readonly name: PartnerKey };

type Toggle = Exclude<keyof ConnectorSettings, 'partnerUnresponsivenessThresholdInDays'>;

/** Reports every connector after the first that has a toggle only one may have. */
const onlyOne = (
  connectors: readonly NamedConnector[],
  toggle: Toggle,
  what: string,
  report: Report,
): void => {
  const holders = connectors.filter(({ value }) => value?.[toggle]?.value === true);
  const [first, ...others] = holders;
  if (first === undefined) return;
  for (const other of others) {
    const place = (other.value && toggleAt(other.value, toggle)) ?? other.at;
    const before = (first.value && toggleAt(first.value, toggle)) ?? first.at;
    const origin = [{ span: before.span, message: 'it is on here' }, ...(place.origin ?? [])];
    report({ ...place, origin }, 'conflict', `${what} ${partnerOf(first.name).displayName} has it`);
  }
};

/** G16 and TOG-08: what Intune would have refused to be set at all. */
export const checkConnectors = (connectors: readonly NamedConnector[], report: Report): void => {
  const thirdParties = connectors.filter(({ name }) => isThirdParty(name));
  for (const platform of platforms) {
    onlyOne(
      thirdParties,
      `${platform}MobileApplicationManagementEnabled`,
      `only one third party can do app protection on ${platform}, and`,
      report,
    );
  }
  onlyOne(
    connectors,
    'grantMobileThreatDefensePartnerRole',
    'only one partner can hold the Mobile Threat Defense role, and',
    report,
  );
};
