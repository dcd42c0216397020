import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createControl } from '../../../simulator/service/control/control-server.ts';
import { createService, type Service } from '../../../simulator/service/server.ts';
import { surfaces } from '../../../simulator/service/surfaces.ts';
import { createTenants } from '../../../simulator/service/tenants.ts';
import { serviceUnderTest } from './service-under-test.ts';
import { signingKey } from './signing-key.ts';

const hour = 3_600_000;

describe('a timeline', () => {
  it('happens to whoever looks, at its own instants', async () => {
    const { tenant, close } = await serviceUnderTest();
    const { start } = tenant.given;
    const tenants = createTenants();
    const served = tenants.add({
      ...tenant.given,
      timeline: [
        { at: start + hour, operations: [{ do: 'raiseError', partner: 'lookout' }] },
        { at: start + 2 * hour, operations: [{ do: 'clearError', partner: 'lookout' }] },
      ],
    });
    const state = (): unknown =>
      served.observe({ kind: 'connector', partner: 'lookout', fields: ['partnerState'] });
    expect(state()).toMatchObject({ partnerState: 'enabled' });
    served.clock.advanceTo(start + hour);
    expect(state()).toMatchObject({ partnerState: 'error' });
    served.clock.advanceTo(start + 5 * hour);
    expect(state()).toMatchObject({ partnerState: 'enabled' });
    await close();
  });
});

describe('what happened', () => {
  it('waits for somebody to take it, the last of it where nobody does', async () => {
    const { tenant, close } = await serviceUnderTest();
    const wiped = (number: number) =>
      ({ event: 'selectiveWipe', device: `d${number}`, app: 'outlook' }) as const;
    tenant.takeEvents();
    tenant.world().events.push(...Array.from({ length: 25_000 }, (_, number) => wiped(number)));
    tenant.perform({ do: 'heartbeat', partner: 'lookout' });
    const kept = tenant.takeEvents();
    expect(kept).toHaveLength(10_000);
    expect(kept.at(-1)).toEqual(wiped(24_999));
    expect(tenant.takeEvents()).toEqual([]);
    await close();
  });
});

describe('exchanges', () => {
  it('are kept from when somebody can read them', async () => {
    const { app, context, close } = await serviceUnderTest();
    const ask = () => app.inject({ url: '/.well-known/muster' });
    await ask();
    expect(context.journal.since(0)).toEqual([]);
    const heard: string[] = [];
    const stop = context.journal.listen(({ url }) => heard.push(url));
    await ask();
    stop();
    expect(heard).toEqual(['/.well-known/muster']);
    expect(context.journal.since(0)).toEqual([]);
    const control = createControl(context);
    await ask();
    expect(context.journal.since(0).map(({ url }) => url)).toEqual(['/.well-known/muster']);
    await control.close();
    await close();
  });
});

const makeCertificate = (): { cert: string; key: string } | null => {
  const folder = mkdtempSync(join(tmpdir(), 'muster-tls-'));
  try {
    const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
    const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
    const files = ['-keyout', key, '-out', cert];
    const kind = ['-newkey', 'rsa:2048', '-nodes', '-days', '1'];
    execFileSync('openssl', ['req', '-x509', ...kind, ...files, ...subject], { stdio: 'pipe' });
    return { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') };
  } catch {
    return null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const tls = makeCertificate();
const reason = tls === null ? ' (skipped: there is no openssl to make a certificate)' : '';

describe.skipIf(tls === null)(`over TLS${reason}`, () => {
  let service: Service;
  beforeAll(async () => {
    service = await createService({ signingKey, surfaces, ...(tls === null ? {} : { tls }) });
    await service.listen(0);
  });
  afterAll(() => service.close());

  it('answers under https, and links there', async () => {
    const base = service.context.baseUrl();
    expect(base).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    const agent = new Agent({ ca: tls?.cert ?? '' });
    const text = await new Promise<string>((resolve, reject) => {
      get(`${base}/.well-known/muster`, { agent }, (answer) => {
        let body = '';
        answer.on('data', (part) => {
          body += String(part);
        });
        answer.on('end', () => resolve(body));
      }).on('error', reject);
    });
    expect(JSON.parse(text)).toMatchObject({ service: 'muster', baseUrl: base });
    agent.destroy();
  });
});
