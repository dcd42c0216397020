import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { openSession, type Session, tenant } from './session.ts';

const outage = `apiVersion: muster/v1
kind: Scenario
id: mine/outage
title: a vendor that has an outage
covers: [CONN-04]
use: [tenant.yaml]
timeline:
  - at: 1h
    do: [raiseError: { partner: lookout }]
    expect: { lookout: { partnerState: error } }
`;

/** Serves until it waits for Ctrl-C, which then comes. */
const serve = async (session: Session, ...argv: readonly string[]) => {
  session.interrupted = (listener) => setTimeout(listener, 0);
  return session.run('serve', ...argv);
};

describe('muster serve', () => {
  test('says where it is, how to get a token, and what to try; Ctrl-C ends it well', async () => {
    const { exit, out } = await serve(openSession(), '--port', '0', '--control-port', '0');
    expect(exit).toBe(0);
    expect(out).toMatch(/Microsoft Graph {3}http:\/\/127\.0\.0\.1:\d+\/v1\.0/);
    expect(out).toMatch(/control {11}http:\/\/127\.0\.0\.1:\d+/);
    expect(out).toContain('grant_type=client_credentials');
    expect(out).toContain('scope=https://graph.microsoft.com/.default');
    expect(out).toContain('/beta/deviceManagement/mobileThreatDefenseConnectors');
    expect(out).toMatch(/stopping\n$/);
  });

  test('has no control surface unless it is asked for', async () => {
    const { out } = await serve(openSession(), '--port', '0');
    expect(out).toContain('off; --control-port opens it');
  });

  test('says what is still off in the tenant', async () => {
    const text = [
      'apiVersion: muster/v1',
      'kind: Tenant',
      'connectors: { lookout: { partnerState: notSetUp } }',
    ].join('\n');
    const session = openSession({ 'own.yaml': text });
    const { out } = await serve(session, '--port', '0', '--tenant', 'own.yaml');
    expect(out).toContain('Lookout for Work is not set up: consent is owed');
    expect(out).toContain('Lookout for Work is on for no platform');
    expect(out).toContain('no policy asks for a threat level');
    expect(out).toContain('there is no device');
  });

  test('a scenario brings its tenant and its clock, and a table of them is refused', async () => {
    const session = openSession({ 'tenant.yaml': tenant, 'outage.yaml': outage });
    const { exit, out } = await serve(session, '--port', '0', '--scenario', 'outage.yaml');
    expect(exit).toBe(0);
    expect(out).toContain('Tenant mine/outage');
    const both = await session.run('serve', '--scenario', 'outage.yaml', '--tenant', 'tenant.yaml');
    expect(both.exit).toBe(2);
    const none = await session.run('serve', '--scenario', 'tenant.yaml');
    expect(none.err).toContain('takes a file with one case');
  });

  test('a port that is none, or taken, is 2', async () => {
    const wrong = await openSession().run('serve', '--port', '99999');
    expect(wrong.exit).toBe(2);
    expect(wrong.err).toContain('a port from 0 to 65535');
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const taken = await openSession().run('serve', '--port', String(port));
    other.close();
    expect(taken.exit).toBe(2);
    expect(taken.err).toContain('somebody listens there already');
  });

  test('a tenant with an error, or half a certificate, is 2', async () => {
    const session = openSession({ 'tenant.yaml': tenant.replace('kind: Tenant', 'kind: Tent') });
    expect((await session.run('serve', '--tenant', 'tenant.yaml')).exit).toBe(2);
    const half = await session.run('serve', '--tls-cert', 'cert.pem');
    expect(half.err).toContain('belong together');
  });
});

describe('muster run --target', () => {
  test('an address that is none is 2, and one where nobody answers 5', async () => {
    const session = openSession({ 'tenant.yaml': tenant });
    expect((await session.run('run', '--target', 'elsewhere')).exit).toBe(2);
    const { exit, err } = await session.run('run', '--target', 'http://127.0.0.1:1');
    expect(exit).toBe(5);
    expect(err).toContain('nobody answers at http://127.0.0.1:1');
  });
});
