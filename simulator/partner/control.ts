import { type PartnerKey, partnerOf } from '../../core/partners.ts';
import { partnerClientId } from '../contract/partner-client.ts';
import { wirePlatforms } from '../contract/threat-message.ts';
import type { Identity } from './access.ts';
import type { Device } from './device-book.ts';
import { member } from './json-member.ts';
import { isLost, type Wire } from './wire.ts';

/** What the control surface of a stand-in knows that a connector needs. */
export interface Briefing {
  readonly identity: Identity;
  readonly devices: readonly Device[];
}

const listIn = (json: unknown): readonly unknown[] => {
  const value = member(json, 'value');
  return Array.isArray(value) ? value : [];
};

const ask = async (
  wire: Wire,
  path: string,
  body?: object,
): Promise<{ readonly json: unknown } | string> => {
  const outcome = await wire.call({
    method: body === undefined ? 'GET' : 'POST',
    url: `${wire.origin}${path}`,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (isLost(outcome)) return `the control surface does not answer (${outcome.lost})`;
  const { status, json } = outcome;
  return status < 300 ? { json } : `the control surface answers ${path} with status ${status}`;
};

const tenantIn = (json: unknown, asked: string | null): string | null => {
  const ids = listIn(json).map((tenant) => String(member(tenant, 'id')));
  if (asked !== null) return ids.find((id) => id === asked.toLowerCase()) ?? null;
  return ids.length === 1 ? (ids[0] ?? null) : null;
};

const devicesIn = (json: unknown): readonly Device[] =>
  listIn(json).flatMap((entry) => {
    const platform = wirePlatforms.find((word) => word === member(entry, 'platform'));
    const id = String(member(entry, 'entraDeviceId'));
    return platform === undefined ? [] : { id, name: String(member(entry, 'name')), platform };
  });

/** Asks a stand-in for a secret of the partner and for the tenant's devices; or why there are none. */
export const briefedBy = async (
  wire: Wire,
  tenantId: string | null,
  partner: PartnerKey,
): Promise<Briefing | string> => {
  const tenants = await ask(wire, '/_control/tenants');
  if (typeof tenants === 'string') return tenants;
  const tenant = tenantIn(tenants.json, tenantId);
  if (tenant === null) return 'there is not exactly one tenant that could be meant';
  const client = partnerClientId(partner);
  const proof = await ask(wire, `/_control/tenants/${tenant}/clients`, {
    id: client,
    name: partnerOf(partner).displayName,
    roles: ['update_device_health'],
  });
  if (typeof proof === 'string') return proof;
  const devices = await ask(wire, `/_control/tenants/${tenant}/devices`);
  if (typeof devices === 'string') return devices;
  const secret = String(member(proof.json, 'secret'));
  return { identity: { tenant, client, proof: { secret } }, devices: devicesIn(devices.json) };
};

/** The exchanges of a stand-in after one; or why they cannot be read. */
export const transcriptSince = async (
  wire: Wire,
  number: number,
  tenant: string | null,
): Promise<readonly unknown[] | string> => {
  const which = tenant === null ? '' : `&tenant=${encodeURIComponent(tenant)}`;
  const answer = await ask(wire, `/_control/transcript?since=${number}${which}`);
  return typeof answer === 'string' ? answer : listIn(answer.json);
};
