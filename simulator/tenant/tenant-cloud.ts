import { cloudFacts, hasManagement, showsConnector } from '../../core/clouds.ts';
import type { PartnerKey } from '../../core/partners.ts';
import { defaultReadings } from '../../core/readings.ts';
import type { Tenant } from '../../core/tenant.ts';
import type { Cloud } from '../../core/vocabulary.ts';
import { listed } from '../source/nearest.ts';
import type { Report } from '../source/report.ts';
import type { TenantEntry } from './tenant-shape.ts';

type CloudParts = Pick<Tenant, 'cloud' | 'cloudConnectors'>;

/** A connector that the cloud does not show cannot be in a tenant of it. */
const checkConnectors = (entry: TenantEntry, parts: CloudParts, report: Report): void => {
  const { title, platforms } = cloudFacts[parts.cloud];
  const named: Tenant['connectors'] = {};
  for (const { name, at } of entry.connectors ?? []) {
    const partner = name as PartnerKey;
    const alone = { ...parts, connectors: { ...named, [partner]: {} } } as Tenant;
    if (showsConnector(alone, partner, defaultReadings)) continue;
    const message = `${title} shows no connector of \`${name}\``;
    report(at, 'conflict', message, {
      help: `it shows those of \`cloudConnectors\` that run on ${listed([...platforms])}`,
    });
  }
};

const checkDevices = (entry: TenantEntry, cloud: Cloud, report: Report): void => {
  for (const { at, value } of entry.devices ?? []) {
    if (value === undefined || hasManagement(cloud, value.managementType)) continue;
    report(at, 'conflict', `${cloudFacts[cloud].title} has no \`${value.managementType}\``, {
      help: `it is without ${listed([...cloudFacts[cloud].without])}`,
    });
  }
};

/** The cloud a tenant lives in, and whose connectors are shown there (CLOUD-01, CLOUD-05). */
export const cloudOf = (entry: TenantEntry, report: Report): CloudParts => {
  const cloud = entry.cloud?.value ?? 'public';
  const named = entry.cloudConnectors;
  const parts = { cloud, ...(named !== undefined && { cloudConnectors: named.value }) };
  if (named !== undefined && !cloudFacts[cloud].sovereign) {
    report(named.tree, 'conflict', `${cloudFacts[cloud].title} shows the connectors of all`, {
      help: '`cloudConnectors` is for a sovereign `cloud`: gccHigh, dod or china21Vianet',
    });
  }
  checkConnectors(entry, parts, report);
  checkDevices(entry, cloud, report);
  return parts;
};
