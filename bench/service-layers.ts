import { hash } from 'node:crypto';
import type { Tenant } from '../core/tenant.ts';
import { objectId } from '../simulator/contract/object-id.ts';
import { partnerClientId } from '../simulator/contract/partner-client.ts';
import { defaultProfile } from '../simulator/contract/profile.ts';
import { schemaCheck } from '../simulator/contract/schema.ts';
import type { ThreatMessage } from '../simulator/contract/threat-message.ts';
import { envelopeSchema, itemSchema } from '../simulator/contract/threat-schema.ts';
import { messageOf } from '../simulator/load/mix/message-body.ts';
import { diskIo } from '../simulator/scenario/load.ts';
import type { Desk } from '../simulator/service/partner/desk.ts';
import { memoryOf } from '../simulator/service/partner/memory.ts';
import { takeMessage } from '../simulator/service/partner/threat-messages.ts';
import { redacted, redactedHeaders, redactedUrl } from '../simulator/service/redact.ts';
import { createService } from '../simulator/service/server.ts';
import { surfaces } from '../simulator/service/surfaces.ts';
import { tenantFromFile } from '../simulator/service/tenant-file.ts';
import { documentsOf, resolveReference } from '../simulator/source/documents.ts';

/** What each layer of the service takes of a message of one item, apart from HTTP. */
const rounds = 7;
const times = 4_000;
const devices = 1_000;
const tenantId = objectId('bench', 'tenant', 'layers');

const tenantWithPhones = (): Tenant => {
  const documents = documentsOf(diskIo({ directory: process.cwd() }));
  const name = 'muster:tenants/phone-one-vendor.yaml';
  const file = resolveReference('', name, documents.shipped) ?? name;
  const { tenant } = tenantFromFile(file, documents, null);
  const phone = tenant?.tenant.devices['phone'];
  if (tenant === null || phone === undefined) throw new Error(`${name} has no phone`);
  const phones = Array.from({ length: devices }, (_, number) => [`d${number}`, phone]);
  return { ...tenant.tenant, devices: Object.fromEntries(phones) };
};

const service = await createService({ surfaces });
const tenant = service.context.tenants.add({
  id: tenantId,
  name: 'layers',
  tenant: tenantWithPhones(),
  start: Date.now(),
  clock: { mode: 'real', factor: 1 },
});
const partner = 'lookout';
const desk: Desk = {
  tenant,
  partner,
  profile: defaultProfile,
  memory: memoryOf(tenant, partner),
  url: '',
  machineNow: Date.now(),
};

let sequence = 0;
const nextMessage = (): ThreatMessage => {
  sequence += 1;
  const now = Date.now();
  return messageOf({
    seed: 1,
    sequence,
    seenAt: now,
    sentAt: now,
    told: [{ device: sequence % devices, state: sequence % 4 }],
    about: (device) => ({
      deviceId: objectId(tenantId, 'entraDevice', `d${device}`),
      platform: 'android',
    }),
  });
};

interface Message {
  readonly message: ThreatMessage;
  readonly text: string;
  readonly bytes: Buffer;
  readonly hash: string;
}

const newMessages = (): readonly Message[] =>
  Array.from({ length: times }, () => {
    const message = nextMessage();
    const text = JSON.stringify(message);
    const bytes = Buffer.from(text);
    return { message, text, bytes, hash: hash('sha512-256', bytes, 'hex') };
  });

const client = tenant.clients.get(partnerClientId(partner));
if (client === undefined) throw new Error('the partner is not known');
const newToken = async (): Promise<string> =>
  `Bearer ${(await service.context.tokens.issue(tenantId, client, 'intune')).accessToken}`;
const known = await newToken();
const headers = {
  authorization: known,
  'api-version': defaultProfile.names.apiVersion,
  'content-type': 'application/json',
  host: '127.0.0.1',
  connection: 'keep-alive',
};

/** Each by its name, done once for each message. */
type Layer = (message: Message, place: number) => unknown;

const [checkEnvelope, checkItem] = [
  schemaCheck(envelopeSchema),
  schemaCheck(itemSchema(defaultProfile)),
];

const layers: readonly (readonly [string, Layer])[] = [
  ['token that was seen before', () => service.context.tokens.check(known, 'intune')],
  [
    'reading: hash of the bytes, JSON',
    ({ bytes }) => [hash('sha512-256', bytes, 'hex'), JSON.parse(String(bytes))],
  ],
  [
    'schema of envelope and item',
    ({ message }) => [checkEnvelope(message), ...message.items.map((item) => checkItem(item))],
  ],
  [
    'message: schema, order, idempotency, evaluation',
    ({ message, hash }) => takeMessage(desk, message.messageId, { json: message, hash }),
  ],
  [
    'the same message again (idempotency alone)',
    ({ message, hash }) => takeMessage(desk, message.messageId, { json: message, hash }),
  ],
  [
    'evaluation alone: a report stored and decided',
    (_, place) =>
      tenant.perform({ do: 'report', partner, device: `d${place % devices}`, state: 'secured' }),
  ],
  [
    'transcript, where there is a control port; nothing secret in it',
    ({ message, text }) =>
      service.context.journal.record({
        at: 0,
        tenantAt: 0,
        surface: 'partner',
        tenant: tenantId,
        client: client.id,
        method: 'PUT',
        url: redactedUrl(`/partner/v1/tenants/${tenantId}/threat-messages/${message.messageId}`),
        requestHeaders: redactedHeaders(headers),
        requestBody: redacted(message),
        status: 200,
        responseHeaders: redactedHeaders(headers),
        responseBody: text,
        milliseconds: 1,
      }),
  ],
];

const found = new Map(layers.map(([name]) => [name, [] as number[]]));
for (let round = 0; round <= rounds; round++) {
  const messages = newMessages();
  for (const [name, layer] of layers) {
    const began = performance.now();
    for (const [place, message] of messages.entries()) {
      const done = layer(message, place);
      if (done instanceof Promise) await done;
    }
    // The first round is for warming up.
    if (round > 0) found.get(name)?.push(((performance.now() - began) * 1_000) / times);
  }
}
const fresh = await Promise.all(Array.from({ length: 200 }, newToken));
const began = performance.now();
for (const token of fresh) await service.context.tokens.check(token, 'intune');
found.set('token that is new (signature)', [((performance.now() - began) * 1_000) / fresh.length]);
await service.close();
process.stdout.write(`${JSON.stringify([...found])}\n`);
process.exit(0);
