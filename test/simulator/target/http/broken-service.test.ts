import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { defaultReadings } from '../../../../core/readings.ts';
import { runCase } from '../../../../simulator/run/run-case.ts';
import { targetOf } from '../../../../simulator/target/http/http-target.ts';
import { fakeCase, stateIs, step } from '../../run/fake.ts';
import { canary, foreignSetup } from './setups.ts';

const opened: Server[] = [];
afterEach(() => {
  for (const server of opened.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

interface Said {
  readonly status?: number;
  readonly body?: string;
  /** Cuts the connection instead. */
  readonly cut?: true;
}

/** A service that is well but for what one of its paths says. */
const serve = async (part: string, said: Said): Promise<string> => {
  const server = createServer((request, response) => {
    const url = request.url ?? '';
    const { status = 200, body = '{}', cut } = url.includes(part) ? said : {};
    if (cut === true) {
      request.socket.destroy();
      return;
    }
    response.writeHead(status, { 'content-type': 'application/json' });
    if (body !== '{}' || url.includes(part)) response.end(body);
    else if (url.endsWith('/token')) response.end('{"access_token":"t"}');
    else if (url.includes('/threat-messages/')) response.end('{"results":[{"result":"accepted"}]}');
    else if (url.includes('managedDevices')) response.end('{"complianceState":"compliant"}');
    else response.end('{}');
  });
  opened.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const report = {
  operation: { do: 'report', partner: 'lookout', device: 'pixel', state: 'secured' },
  span: { file: 'fake.yaml', line: 21, column: 3, length: 5 },
} as const;
const kase = fakeCase({
  needs: ['clock-control', 'partner'],
  steps: [
    step(0, { operations: [report], expectations: [stateIs('compliant')] }),
    step(1, { expectations: [stateIs('compliant')] }),
  ],
});

const play = async (part: string, said: Said) => {
  const target = targetOf(foreignSetup(await serve(part, said), { timeout: 300 }));
  const result = await runCase(kase, target, defaultReadings);
  await target.close();
  return result;
};

describe('a service that is well', () => {
  it('has the case met', async () => {
    expect(await play('nowhere', {})).toMatchObject({ outcome: 'met', looked: 2 });
  });
});

describe('a service that breaks in a case', () => {
  it.each<[string, string, Said, RegExp]>([
    ['takes no tenant', '/reset', { status: 500 }, /opening the target: POST \/tenants\/.* 500/],
    ['gives no token', '/token', { status: 401 }, /at 0ms .*POST \/.*\/token answered 401/],
    ['cuts messages off', '/threat-messages/', { cut: true }, /PUT .*the connection was cut/],
    [
      'answers a message with something else',
      '/threat-messages/',
      { body: '"thanks"' },
      /answered 200 with a body that is no JSON object/,
    ],
    ['loses devices', 'managedDevices', { status: 502, body: 'bad gateway' }, /answered 502/],
    ['has a clock that stops', '/clock', { status: 500 }, /at 1ms .*PATCH .*\/clock answered 500/],
  ])('%s: the case is an error that says where and what', async (_what, part, said, expected) => {
    const result = await play(part, said);
    expect(result.outcome).toBe('error');
    expect(result.because).toMatch(expected);
  });

  it.each([
    ['a number', '{"complianceState":17}'],
    ['a map', '{"complianceState":{"value":"compliant"}}'],
    ['a word nobody knows', '{"complianceState":"fine"}'],
  ])('shows %s where a state belongs: a difference, never a crash', async (_what, body) => {
    expect((await play('managedDevices', { body })).outcome).toBe('violated');
  });

  it('shows nothing where a state belongs: not demonstrated', async () => {
    expect((await play('managedDevices', { body: '{}' })).outcome).toBe('not-demonstrated');
  });

  it('repeats a secret, which nobody is told', async () => {
    const body = JSON.stringify({ complianceState: `t ${canary}`, error: canary });
    const result = await play('managedDevices', { body });
    expect(result.differences[0]?.observed).toContain('(secret)');
    expect(JSON.stringify(result)).not.toContain(canary);
    const broken = await play('managedDevices', { status: 500, body });
    expect(broken.because).toContain('(secret)');
    expect(JSON.stringify(broken)).not.toContain(canary);
  });
});

describe('tokens', () => {
  /** A service that counts the tokens it gives, and says how long they are good. */
  const counting = async (life: number, isGood: (token: string, asked: number) => boolean) => {
    let given = 0;
    let asked = 0;
    const server = createServer((request, response) => {
      const url = request.url ?? '';
      const isToken = url.endsWith('/token');
      if (isToken) given += 1;
      const shown = request.headers.authorization?.replace('Bearer ', '') ?? '';
      const refused = url.includes('managedDevices') && !isGood(shown, ++asked);
      response.writeHead(refused ? 401 : 200, { 'content-type': 'application/json' });
      const token = { access_token: `token-${given}`, expires_in: life };
      response.end(JSON.stringify(isToken ? token : { complianceState: 'compliant' }));
    });
    opened.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return { target: targetOf(foreignSetup(origin)), given: () => given };
  };
  const looking = fakeCase({ steps: [step(0, { expectations: [stateIs('compliant')] })] });

  it('of a shared tenant are asked for once, not once a case', async () => {
    const { target, given } = await counting(3600, () => true);
    for (let count = 0; count < 3; count++) {
      expect((await runCase(looking, target, defaultReadings)).outcome).toBe('met');
    }
    await target.close();
    expect(given()).toBe(1);
  });

  it('that are over are asked for again', async () => {
    const { target, given } = await counting(0, () => true);
    await runCase(looking, target, defaultReadings);
    await runCase(looking, target, defaultReadings);
    await target.close();
    expect(given()).toBe(2);
  });

  it('that were taken back are asked for again, once', async () => {
    const { target, given } = await counting(3600, (_token, asked) => asked !== 2);
    await runCase(looking, target, defaultReadings);
    expect((await runCase(looking, target, defaultReadings)).outcome).toBe('met');
    expect(given()).toBe(2);
    const never = await counting(3600, () => false);
    const result = await runCase(looking, never.target, defaultReadings);
    expect(result.because).toContain('answered 401');
    expect(never.given()).toBe(2);
    await target.close();
    await never.target.close();
  });
});

describe('a service that dies between two cases', () => {
  it('makes an error of each that follows, and none of those before', async () => {
    const origin = await serve('nowhere', {});
    const target = targetOf(foreignSetup(origin, { timeout: 500 }));
    expect((await runCase(kase, target, defaultReadings)).outcome).toBe('met');
    const [server] = opened;
    server?.closeAllConnections();
    await new Promise((resolve) => server?.close(resolve));
    const result = await runCase(kase, target, defaultReadings);
    expect(result.outcome).toBe('error');
    expect(result.because).toMatch(
      /opening the target: POST .*: (?:nobody listens|the connection was cut)/,
    );
    await target.close();
  });
});
