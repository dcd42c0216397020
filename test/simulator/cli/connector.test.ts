import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { objectId } from '../../../simulator/contract/object-id.ts';
import { partnerClientId } from '../../../simulator/contract/partner-client.ts';
import { createControl } from '../../../simulator/service/control/control-server.ts';
import { createService, type Service } from '../../../simulator/service/server.ts';
import { surfaces } from '../../../simulator/service/surfaces.ts';
import type { ServedTenant } from '../../../simulator/service/tenants.ts';
import { tenantOf, tenantText } from '../service/partner/stand.ts';
import { signingKey } from '../service/signing-key.ts';
import { openSession } from './session.ts';

let service: Service;
let target = '';
let control = '';
let close: () => Promise<void>;

beforeAll(async () => {
  service = await createService({ signingKey, surfaces });
  target = await service.listen(0);
  const surface = createControl(service.context);
  control = await surface.listen(0);
  close = async () => {
    await surface.close();
    await service.close();
  };
});
afterAll(() => close());

/** A tenant of its own, so that its transcript is too. */
const newTenant = (name: string): ServedTenant =>
  service.context.tenants.add({
    id: objectId('test', 'tenant', name),
    name,
    tenant: tenantOf(tenantText),
    start: Date.now(),
    clock: { mode: 'real', factor: 1 },
  });

const connect = (tenant: ServedTenant, ...more: readonly string[]) =>
  openSession({ 'short.txt': 'scan pixel # once\nraise pixel trojan\n' }).run(
    ...['connector', '--target', target, '--control', control, '--tenant-id', tenant.id],
    ...more,
  );
const observe = (tenant: ServedTenant, ...more: readonly string[]) =>
  openSession().run('observe', '--control', control, '--tenant-id', tenant.id, '--once', ...more);

describe('muster connector and muster observe', () => {
  it('play a connector that keeps every rule it has occasion for', async () => {
    const tenant = newTenant('well-behaved');
    expect((await observe(tenant)).out).toBe('no connector has called yet\n');
    const played = await connect(tenant);
    expect(played.err).toBe('');
    expect(played.out).toContain('provisioned: the connector is enabled');
    expect(played.out).toContain('items accepted, 0 rejected, 0 devices still to be reported');
    expect(played.exit).toBe(0);
    const seen = await observe(tenant);
    expect(seen.out).toContain(`Connector ${partnerClientId('lookout')} in tenant ${tenant.id}`);
    expect(seen.out).toMatch(/^passed +PT-01 /m);
    expect(seen.out).toMatch(/^not demonstrated +PB-01 /m);
    expect(seen.out).not.toContain('FAILED');
    expect(seen.exit).toBe(0);
  });

  it('tell a defect with its exchange, its rule and whose rule that is', async () => {
    const tenant = newTenant('repeats-ids');
    await connect(tenant, '--defect', 'repeated-event-ids', '--script', 'short.txt');
    const seen = await observe(tenant);
    expect(seen.exit).toBe(1);
    expect(seen.out).toMatch(/^FAILED +PT-01 /m);
    expect(seen.out).toMatch(/exchange \d+: expected an event id of its own for every item/);
    expect(seen.out).toContain('not a published Microsoft rule');
    const json: unknown = JSON.parse((await observe(tenant, '--format', 'json')).out);
    expect(json).toMatchObject([
      {
        tenant: tenant.id,
        results: expect.arrayContaining([
          expect.objectContaining({ id: 'PT-01', verdict: 'failed', mark: 'D' }),
        ]),
      },
    ]);
  });

  it('prove who they are with a secret of the environment, or a key', async () => {
    const tenant = newTenant('proofs');
    const client = tenant.clients.get(partnerClientId('lookout'));
    if (client === undefined) throw new Error('no client');
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    tenant.clients.set(client.id, { ...client, keys: [publicKey.export({ format: 'jwk' })] });
    const pem = String(privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const session = openSession({ 'key.pem': pem, 'short.txt': 'scan pixel' });
    const words = [
      ...['connector', '--target', target, '--tenant-id', tenant.id, '--script', 'short.txt'],
      ...['--device', 'pixel:android'],
    ];
    const byKey = await session.run(...words, '--key-file', 'key.pem');
    expect(byKey).toMatchObject({ exit: 0, err: '' });
    session.env = { MUSTER_CLIENT_SECRET: 'not-the-secret-at-all' };
    const wrong = await session.run(...words);
    expect(wrong).toMatchObject({ exit: 5, out: expect.stringContaining('invalid_client') });
    expect(JSON.stringify([byKey, wrong])).not.toContain('not-the-secret-at-all');
    expect(JSON.stringify([byKey, wrong])).not.toContain(pem.slice(40, 80));
  });

  it.each<[string, readonly string[], string]>([
    ['no target', ['connector'], '`--target` is missing'],
    ['no address', ['connector', '--target', 'here'], '`--target` is no address: `here`'],
    [
      'an unknown defect',
      ['connector', '--target', 'http://x', '--defect', 'wrong-clok'],
      'did you mean `wrong-clock`?',
    ],
    [
      'an unknown partner',
      ['connector', '--target', 'http://x', '--partner', 'lokout'],
      'did you mean `lookout`?',
    ],
    ['no tenant', ['connector', '--target', 'http://x'], '`--tenant-id` is the GUID'],
    [
      'no proof',
      ['connector', '--target', 'http://x', '--tenant-id', objectId('t', 'tenant', 'x')],
      'MUSTER_CLIENT_SECRET',
    ],
    ['no control', ['observe'], '`--control` is missing'],
    [
      'a format nobody has',
      ['observe', '--control', 'http://x', '--format', 'xml'],
      'unknown format `xml`',
    ],
  ])('refuse %s', async (_name, words, message) => {
    const { exit, err } = await openSession().run(...words);
    expect(err).toContain(message);
    expect(exit).toBe(2);
  });

  it('refuse a script with its line, and a service that is not there', async () => {
    const tenant = newTenant('refusals');
    const session = openSession({ 'bad.txt': 'heartbeat\nscan nobody\n' });
    const bad = await session.run(
      ...['connector', '--target', target, '--control', control, '--tenant-id', tenant.id],
      ...['--script', 'bad.txt'],
    );
    expect(bad).toMatchObject({
      exit: 2,
      err: expect.stringContaining('bad.txt:2: unknown device `nobody`'),
    });
    const gone = await session.run('observe', '--control', 'http://127.0.0.1:9', '--once');
    expect(gone).toMatchObject({ exit: 5, err: expect.stringContaining('does not answer') });
  });
});
