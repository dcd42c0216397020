import { createPrivateKey } from 'node:crypto';
import { createServer } from 'node:net';
import { generate } from 'selfsigned';
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

  test('a fleet brings its tenant and as many devices as are asked for', async () => {
    const fleet = ['--fleet', 'muster:fleets/small-office.yaml'];
    const { exit, out } = await serve(openSession(), '--port', '0', ...fleet, '--devices', '7');
    expect(exit).toBe(0);
    expect(out).toContain('Tenant small-office');
    const session = openSession({ 'tenant.yaml': tenant });
    const refused = async (...argv: readonly string[]) => {
      const ended = await session.run('serve', ...argv);
      expect(ended.exit).toBe(2);
      return ended.err;
    };
    expect(await refused(...fleet, '--tenant', 'tenant.yaml')).toContain('name one of them');
    expect(await refused('--seed', '7')).toContain('goes with it');
    expect(await refused(...fleet, '--devices', '0')).toContain('from 1 to 1000000');
    expect(await refused('--fleet', 'tenant.yaml')).toContain('unknown kind of file `Tenant`');
    expect(await refused('--fleet', 'none.yaml')).toContain('does not exist');
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

  test('a tenant with an error, or a word for throttling that is none, is 2', async () => {
    const session = openSession({ 'tenant.yaml': tenant.replace('kind: Tenant', 'kind: Tent') });
    expect((await session.run('serve', '--tenant', 'tenant.yaml')).exit).toBe(2);
    const crowd = await session.run('serve', '--most-waiting', '0');
    expect([crowd.exit, crowd.err]).toEqual([2, expect.stringContaining('from 1 to 1000000')]);
    const word = await session.run('serve', '--throttle', 'some');
    expect(word).toMatchObject({ exit: 2, out: '' });
    expect(word.err).toContain('`off`, `told`, `withheld`, `server-error`, not `some`');
  });

  test('speaks TLS with a certificate and its key', async () => {
    const { cert, private: key } = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
      keyType: 'ec',
      algorithm: 'sha256',
    });
    const session = openSession({ 'cert.pem': cert, 'key.pem': key });
    const tls = ['--tls-cert', 'cert.pem', '--tls-key', 'key.pem'];
    const { exit, out } = await serve(session, '--port', '0', '--throttle', 'told', ...tls);
    expect(exit).toBe(0);
    expect(out).toMatch(/Microsoft Graph {3}https:\/\/127\.0\.0\.1:\d+\/v1\.0/);
    expect(out).toContain('curl --cacert FILE');
  });

  test('a certificate or key that does not do is 2, and says why', async () => {
    const ofKind = { keyType: 'ec', algorithm: 'sha256' } as const;
    const name = [{ name: 'commonName', value: '127.0.0.1' }];
    const [own, other] = await Promise.all([generate(name, ofKind), generate(name, ofKind)]);
    const locked = createPrivateKey(own.private).export({
      format: 'pem',
      type: 'pkcs8',
      cipher: 'aes-256-cbc',
      passphrase: 'secret',
    });
    const session = openSession({
      'cert.pem': own.cert,
      'key.pem': own.private,
      'other.pem': other.private,
      'locked.pem': String(locked),
      'text.pem': 'no certificate',
      'torn.pem': own.cert.replace(/\n.{20}/, '\n'),
    });
    const why = async (cert: string | null, key: string | null): Promise<string> => {
      const { exit, out, err } = await session.run(
        'serve',
        ...(cert === null ? [] : ['--tls-cert', cert]),
        ...(key === null ? [] : ['--tls-key', key]),
      );
      expect([exit, out]).toEqual([2, '']);
      expect(err).not.toMatch(/at .*\.ts:|BEGIN|ERR_/);
      return err.trim();
    };
    expect(await why('cert.pem', null)).toContain('belong together');
    expect(await why(null, 'key.pem')).toContain('belong together');
    expect(await why('none.pem', 'key.pem')).toContain('`none.pem` cannot be read: ');
    expect(await why('cert.pem', 'none.pem')).toContain('`none.pem` cannot be read: ');
    expect(await why('text.pem', 'key.pem')).toContain('holds no certificate in PEM');
    expect(await why('torn.pem', 'key.pem')).toContain('holds no certificate in PEM');
    expect(await why('key.pem', 'cert.pem')).toContain('holds no certificate in PEM');
    expect(await why('cert.pem', 'text.pem')).toContain('holds no private key in PEM');
    expect(await why('cert.pem', 'cert.pem')).toContain('holds no private key in PEM');
    expect(await why('cert.pem', 'locked.pem')).toContain('asks for a passphrase');
    expect(await why('cert.pem', 'other.pem')).toContain(
      'the key in `other.pem` is not that of the certificate in `cert.pem`',
    );
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
