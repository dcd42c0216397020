import { createHash } from 'node:crypto';

export const objectKinds = [
  'tenant',
  'device',
  'entraDevice',
  'user',
  'group',
  'role',
  'policy',
  'resource',
  'app',
  'registration',
  'client',
] as const;
/** What an id stands for. A device has two: Intune's own, and the one Entra gave it. */
export type ObjectKind = (typeof objectKinds)[number];

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const isGuid = (text: string): boolean => guid.test(text);

/**
 * The id under which a named thing of a tenant is known on the wire: the same for the same name, in
 * the shape of RFC 9562, version 8. A name that is such an id already stays as it is.
 */
export const objectId = (tenant: string, kind: ObjectKind, name: string): string => {
  if (isGuid(name)) return name.toLowerCase();
  const digest = createHash('sha256').update(`${tenant}/${kind}/${name}`).digest();
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x80;
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80;
  const hex = digest.toString('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20, 32),
  ].join('-');
};
