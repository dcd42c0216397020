import { defaultReadings } from '../../../core/readings.ts';
import type { Tenant } from '../../../core/tenant.ts';
import { threatStates } from '../../../core/vocabulary.ts';
import { type DevicesTraffic, deviceName, type Reported } from '../../load/devices-traffic.ts';
import { diskIo } from '../../scenario/load.ts';
import { tenantFromFile } from '../../service/tenant-file.ts';
import { documentsOf, resolveReference } from '../../source/documents.ts';
import { createInProcessTarget } from '../../target/in-process.ts';
import type { Refusal } from '../refusal.ts';

const tenantFile = 'muster:tenants/phone-one-vendor.yaml';
const partner = 'lookout';
const everyReport = 10;
/** ms. What the service held so long before still counts as fresh, and then as stale. */
const freshness = 0;
const horizon = 60_000;

/** The shipped tenant with one phone, with so many of it. */
const tenantOf = (devices: number): Tenant => {
  const documents = documentsOf(diskIo({ directory: '.' }));
  const file = resolveReference('', tenantFile, documents.shipped) ?? tenantFile;
  const { tenant } = tenantFromFile(file, documents, null);
  const phone = tenant?.tenant.devices['phone'];
  if (tenant === null || phone === undefined) throw new Error(`${tenantFile} has no phone`);
  const all = Array.from({ length: devices }, (_, number) => [deviceName(number), phone]);
  return { ...tenant.tenant, devices: Object.fromEntries(all) };
};

/** What the core makes of each report, in a tenant of its own. */
const verdictsFor = async (start: number): Promise<DevicesTraffic['verdicts']> => {
  const target = createInProcessTarget();
  const tenant = tenantOf(1);
  const device = deviceName(0);
  const verdictOf = async (state: Reported): Promise<[Reported, string]> => {
    const session = await target.open(tenant, defaultReadings, start);
    if (state !== 'none') await session.perform({ do: 'report', partner, device, state });
    const fields = ['complianceState'] as const;
    const seen = await session.observe({ kind: 'device', device, fields, resources: [] });
    return [state, 'complianceState' in seen ? String(seen.complianceState) : ''];
  };
  const states: readonly Reported[] = ['none', ...threatStates];
  return Object.fromEntries(await Promise.all(states.map(verdictOf))) as Record<Reported, string>;
};

/**
 * Puts a tenant with so many devices into a service of ours, through its control surface, and says
 * how it is to be asked.
 *
 * @param origin address of the control surface
 */
export const devicesTarget = async (
  origin: string,
  devices: number,
): Promise<DevicesTraffic | Refusal> => {
  const help = '`muster serve --control-port N` opens one: give its address as `--target`';
  try {
    const response = await fetch(`${origin}/_control/tenants`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'load', tenant: tenantOf(devices) }),
    });
    const answer: unknown = await response.json();
    if (typeof answer !== 'object' || answer === null || !('id' in answer)) {
      return { message: `${origin} has no control surface: status ${response.status}`, help };
    }
    const base = `/_control/tenants/${String(answer.id)}`;
    const verdicts = await verdictsFor(Date.now());
    return { kind: 'devices', base, partner, devices, everyReport, verdicts, freshness, horizon };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { message: `${origin} cannot be asked: ${why}`, help };
  }
};
