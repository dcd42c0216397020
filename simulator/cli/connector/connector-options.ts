import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type PartnerKey, partnerKeys } from '../../../core/partners.ts';
import { isGuid, objectId } from '../../contract/object-id.ts';
import { partnerClientId } from '../../contract/partner-client.ts';
import { wirePlatforms } from '../../contract/threat-message.ts';
import type { Proof } from '../../partner/access.ts';
import { type Briefing, briefedBy } from '../../partner/control.ts';
import { type Defect, defectNames } from '../../partner/defect.ts';
import type { Device } from '../../partner/device-book.ts';
import { openWire } from '../../partner/wire.ts';
import { parseDuration } from '../../source/duration.ts';
import { diskReason } from '../atomic-file.ts';
import { isRefusal, type Refusal, unknownName } from '../refusal.ts';
import type { Terminal } from '../terminal.ts';

export interface ConnectorArguments {
  readonly target?: string | undefined;
  readonly control?: string | undefined;
  readonly 'tenant-id'?: string | undefined;
  readonly partner?: string | undefined;
  readonly device?: readonly string[] | undefined;
  readonly script?: string | undefined;
  readonly defect?: string | undefined;
  readonly 'secret-file'?: string | undefined;
  readonly 'key-file'?: string | undefined;
  readonly linger?: string | undefined;
  readonly ca?: string | undefined;
  readonly contract?: string | undefined;
}

/** The environment variable that a secret may stand in; arguments are seen by everybody. */
const secretVariable = 'MUSTER_CLIENT_SECRET';

/** The text of a file that is named, or why it cannot be read. */
export const fileText = (path: string, terminal: Terminal): { text: string } | Refusal => {
  try {
    return { text: readFileSync(resolve(terminal.cwd, path), 'utf8') };
  } catch (error) {
    return { message: `\`${path}\` cannot be read: ${diskReason(error)}` };
  }
};

export const addressOf = (option: string, text: string | undefined): string | Refusal => {
  if (text === undefined) return { message: `\`--${option}\` is missing` };
  const isHttp = URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
  const help = 'an address is such as http://127.0.0.1:8080';
  return isHttp ? text : { message: `\`--${option}\` is no address: \`${text}\``, help };
};

export const partnerIn = (name: string | undefined): PartnerKey | Refusal => {
  if (name === undefined) return 'lookout';
  return partnerKeys.find((key) => key === name) ?? unknownName('partner', name, partnerKeys);
};

export const defectIn = (name: string | undefined): Defect | null | Refusal => {
  if (name === undefined) return null;
  const found = defectNames.find((defect) => defect === name);
  return (
    found ?? {
      help: `there are ${defectNames.join(', ')}`,
      ...unknownName('defect', name, defectNames),
    }
  );
};

export const lingerIn = (text = '0s'): number | Refusal => {
  const parsed = parseDuration(text);
  if (parsed.ok && parsed.total >= 0) return parsed.total;
  return { message: `\`--linger\` is a duration such as \`10m\`, not \`${text}\`` };
};

/** `pixel:android`: a name of the stand-in's tenant, or an Entra device id. */
const deviceIn = (text: string, tenant: string): Device | Refusal => {
  const [name = '', written = ''] = text.split(':');
  const platform = wirePlatforms.find((word) => word === written);
  if (name === '' || platform === undefined) {
    const help = `write \`name:platform\`; platforms are ${wirePlatforms.join(', ')}`;
    return { message: `\`--device ${text}\` is no device`, help };
  }
  return { name, platform, id: objectId(tenant, 'entraDevice', name) };
};

const devicesIn = (texts: readonly string[], tenant: string): readonly Device[] | Refusal => {
  const devices: Device[] = [];
  for (const text of texts) {
    const device = deviceIn(text, tenant);
    if (isRefusal(device)) return device;
    devices.push(device);
  }
  return devices;
};

const proofIn = (given: ConnectorArguments, terminal: Terminal): Proof | Refusal => {
  const { 'secret-file': secretFile, 'key-file': keyFile } = given;
  if (secretFile !== undefined && keyFile !== undefined) {
    return { message: '`--secret-file` and `--key-file` exclude each other' };
  }
  const file = secretFile ?? keyFile;
  if (file !== undefined) {
    const read = fileText(file, terminal);
    if (isRefusal(read)) return read;
    return keyFile === undefined ? { secret: read.text.trim() } : { privateKey: read.text };
  }
  const secret = terminal.env[secretVariable];
  if (secret !== undefined && secret !== '') return { secret };
  const help = `put it into ${secretVariable}, or name \`--secret-file\`, \`--key-file\` or \`--control\``;
  return { message: 'there is no secret to prove who the connector is', help };
};

/** Who the connector is and which devices it has: asked of the stand-in, or as it is told. */
export const briefingOf = async (
  given: ConnectorArguments,
  partner: PartnerKey,
  terminal: Terminal,
): Promise<Briefing | Refusal> => {
  const { control, 'tenant-id': tenantId, device = [] } = given;
  if (control !== undefined) {
    const address = addressOf('control', control);
    if (isRefusal(address)) return address;
    const wire = openWire(address);
    const briefing = await briefedBy(wire, tenantId ?? null, partner);
    await wire.close();
    if (typeof briefing === 'string') return { message: briefing };
    const told = devicesIn(device, briefing.identity.tenant);
    if (isRefusal(told)) return told;
    return { ...briefing, devices: told.length > 0 ? told : briefing.devices };
  }
  if (tenantId === undefined || !isGuid(tenantId)) {
    return { message: '`--tenant-id` is the GUID that the service has for the tenant' };
  }
  const proof = proofIn(given, terminal);
  if (isRefusal(proof)) return proof;
  const tenant = tenantId.toLowerCase();
  const devices = devicesIn(device, tenant);
  if (isRefusal(devices)) return devices;
  if (devices.length === 0)
    return { message: 'there is no `--device`, so there is nothing to report' };
  return { identity: { tenant, client: partnerClientId(partner), proof }, devices };
};
