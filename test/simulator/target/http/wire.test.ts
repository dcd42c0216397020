import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { waitAsked } from '../../../../simulator/target/http/broken.ts';
import {
  type Ask,
  openWires,
  unexpected,
  type Wires,
} from '../../../../simulator/target/http/wire.ts';
import { canary } from './setups.ts';

const opened: { server: Server; wires: Wires }[] = [];
afterEach(async () => {
  for (const { server, wires } of opened.splice(0)) {
    server.closeAllConnections();
    server.close();
    await wires.close();
  }
});

type Turn = (response: ServerResponse, request: IncomingMessage) => void;

/** A service that answers each request as the next turn says; the last one stays. */
const serve = async (turns: readonly Turn[], path = '', timeout = 400) => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    (turns[asked.length - 1] ?? turns.at(-1))?.(response, request);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const wires = openWires(timeout);
  opened.push({ server, wires });
  const wire = wires.to(`http://127.0.0.1:${port}${path}`);
  return { asked, wire };
};

const json =
  (status: number, body: object, headers: Record<string, string> = {}): Turn =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
const ask: Ask = { method: 'GET', path: '/thing?secret=no' };

describe('a service that asks to wait', () => {
  it.each([429, 503])('is asked again after %i', async (status) => {
    const { asked, wire } = await serve([json(status, {}), json(status, {}), json(200, { a: 1 })]);
    const answer = await wire.ask(ask);
    expect(answer.json).toEqual({ a: 1 });
    expect(asked).toHaveLength(3);
  });

  it('is given the time it asks for', async () => {
    const { wire } = await serve([json(429, {}, { 'retry-after': '1' }), json(200, {})]);
    const from = performance.now();
    expect((await wire.ask(ask)).status).toBe(200);
    expect(performance.now() - from).toBeGreaterThanOrEqual(990);
  });

  it('is given up at once where it asks for longer than a case can wait', async () => {
    const { asked, wire } = await serve([json(429, {}, { 'retry-after': '3600' })]);
    const answer = await wire.ask(ask);
    expect(asked).toHaveLength(1);
    expect(unexpected(ask, answer).message).toBe(
      'GET /thing answered 429; it asks for another 3600 s, and a request waits 60 s at most',
    );
  });

  it.each([
    ['3', 3000],
    [' 0 ', 0],
    ['1.5', 1500],
    ['Sat, 21 Nov 2026 11:00:30 GMT', 30_000],
    ['Sat, 21 Nov 2026 10:00:00 GMT', 0],
    ['soon', null],
    ['', null],
    [undefined, null],
  ])('with Retry-After %s', (header, wait) => {
    expect(waitAsked(header, Date.parse('2026-11-21T11:00:00Z'))).toBe(wait);
  });
});

describe('what goes wrong on the way is said in words', () => {
  it.each<[string, Turn, string]>([
    ['no answer', () => undefined, 'GET /thing: no answer within 0.4 s'],
    [
      'an answer that never ends',
      (response) => response.writeHead(200).write('{'),
      'GET /thing: no answer within 0.4 s',
    ],
    [
      'a connection that is cut',
      (response) => response.socket?.destroy(),
      'GET /thing: the connection was cut',
    ],
    [
      'a connection that is cut half-way',
      (response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('{', () => response.socket?.destroy());
      },
      'GET /thing: the connection was cut',
    ],
    [
      'something that is not HTTP',
      (response) => response.socket?.end('SSH-2.0-OpenSSH_9.6\r\n'),
      'GET /thing: it does not speak HTTP there',
    ],
  ])('%s', async (_what, turn, expected) => {
    const { wire } = await serve([turn]);
    await expect(wire.ask(ask)).rejects.toThrow(expected);
  });

  it('an answer that is no JSON, where JSON was due', async () => {
    const { wire } = await serve([(response) => response.end('<html>')]);
    const answer = await wire.ask(ask);
    expect(answer.json).toBeNull();
    expect(unexpected(ask, answer).message).toBe(
      'GET /thing answered 200 with a body that is no JSON object',
    );
  });

  it('an endless answer, without holding all of it', async () => {
    const flood: Turn = (response) => {
      const piece = 'x'.repeat(1 << 20);
      const more = (): void => {
        if (!response.destroyed) response.write(piece, more);
      };
      response.on('error', () => undefined);
      more();
    };
    const { wire } = await serve([flood], '', 20_000);
    await expect(wire.ask(ask)).rejects.toThrow('larger than any that is looked at');
  });
});

describe('a connection that is cut once', () => {
  const cut: Turn = (response) => response.socket?.destroy();

  it('is no answer yet to what can be said twice', async () => {
    const { asked, wire } = await serve([cut, json(200, { a: 1 })]);
    expect((await wire.ask(ask)).json).toEqual({ a: 1 });
    expect(asked).toHaveLength(2);
  });

  it('may have carried out a POST, which is not sent again', async () => {
    const { asked, wire } = await serve([cut, json(200, { a: 1 })]);
    await expect(wire.ask({ ...ask, method: 'POST', json: {} })).rejects.toThrow('was cut');
    expect(asked).toHaveLength(1);
  });
});

describe('an address', () => {
  it('keeps what comes before the paths of the surface', async () => {
    const { asked, wire } = await serve([json(200, {})], '/intune/graph/');
    await wire.ask({ method: 'GET', path: '/v1.0/devices' });
    expect(asked).toEqual(['GET /intune/graph/v1.0/devices']);
  });

  it('does not follow to another host, with or without a token', async () => {
    const { asked, wire } = await serve([
      json(302, {}, { location: 'http://127.0.0.1:1/elsewhere' }),
    ]);
    expect((await wire.ask(ask)).status).toBe(302);
    expect(asked).toHaveLength(1);
  });
});

describe('a secret', () => {
  it.each([
    ['plain', canary],
    ['with signs that JSON escapes', `${canary}"\\\n`],
  ])('that an answer repeats is blotted out: %s', async (_what, secret) => {
    const body = { title: `not ${secret}`, error: { message: secret }, complianceState: secret };
    const { wire } = await serve([json(400, body)]);
    const answer = await wire.ask({ ...ask, secrets: [secret] });
    expect(JSON.stringify(answer.json)).not.toContain(canary);
    expect(unexpected(ask, answer).message).toContain('(secret)');
  });

  it('in the query of a path is in no message', async () => {
    const { wire } = await serve([json(500, {})]);
    expect(unexpected(ask, await wire.ask(ask)).message).toBe('GET /thing answered 500');
  });
});
