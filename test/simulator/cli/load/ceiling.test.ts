import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CeilingRecord } from '../../../../reports/load/ceiling.ts';
import { openSession } from '../session.ts';

const target = 'http://127.0.0.1:1';

describe('muster ceiling', () => {
  test.each([
    [[], '`--target` says which service is asked'],
    [['--target', 'localhost'], '`localhost` is no address such as'],
    [['--target', `${target}/v1.0`], 'give it as `--path`'],
    [['--target', target, '--path', 'devices'], '`--path` begins with /, not `devices`'],
    [['--target', target, '--path', '/a b'], '`--path` begins with /, not `/a b`'],
    [['--target', target, '--connections', '0'], '`--connections` is a whole number'],
    [['--target', target, '--pipelining', 'x'], '`--pipelining` is a whole number'],
    [['--target', target, '--for', '10'], '`--for` is a duration such as'],
    [['--target', target, '--for', '500ms'], '`--for` is at least 1s'],
    [['--target', target, '--warm-up', 'long'], '`--warm-up` is a duration such as'],
    [['--target', target, '--header', 'accept'], '`accept` is no header'],
    [['--target', target, '--header-env', 'authorization'], 'is no header and variable'],
    [['--target', target, '--header-env', 'authorization: TOKEN'], '`TOKEN` of `--header-env`'],
    [['--target', target, '--partner', 'lookout'], '`--partner` says whose token'],
    [['--target', target, '--rate', '5'], 'unknown option `--rate`'],
  ])('%j is 2 and says why', async (argv, message) => {
    const { exit, err } = await openSession().run('ceiling', ...argv);
    expect(exit).toBe(2);
    expect(err).toContain(message);
  });

  test('without the control surface it was told of has no token: 5', async () => {
    const argv = ['ceiling', '--target', target, '--control', 'http://127.0.0.1:2'];
    const { exit, err } = await openSession().run(...argv);
    expect(exit).toBe(5);
    expect(err).toContain('gives no token: connect ECONNREFUSED');
    const wrong = await openSession().run(...argv, '--partner', 'lokout');
    expect(wrong.exit).toBe(2);
    expect(wrong.err).toContain('did you mean `lookout`?');
  });
});

const withServer = async (
  listener: RequestListener,
  use: (origin: string) => Promise<void>,
): Promise<void> => {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  try {
    await use(`http://127.0.0.1:${port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
};

const short = ['--for', '1s', '--warm-up', '0s', '--connections', '2'];

describe('a ceiling of a local server', () => {
  test('is written with its record, and shows no secret anywhere', async () => {
    const seen = new Set<string>();
    await withServer(
      (request, response) => {
        seen.add(`${request.method} ${request.url} ${request.headers['authorization']}`);
        setTimeout(() => response.end('{}'), 5);
      },
      async (origin) => {
        const session = openSession();
        session.env = { TOKEN: 'canary-secret' };
        const { exit, out, err } = await session.run(
          ...['ceiling', '--target', origin, '--path', '/a?b=1', ...short],
          ...['--header-env', 'authorization: TOKEN', '--body', '{"a":1}', '--out', 'found'],
        );
        expect(err).toBe('');
        expect([...seen]).toEqual(['POST /a?b=1 canary-secret']);
        const record: CeilingRecord = JSON.parse(session.read('found/ceiling.json'));
        // A machine that has no time for it says so.
        expect(exit).toBe(record.grade === 'INVALID' ? 9 : 0);
        expect(record.format).toBe('muster-ceiling/1');
        expect(record.answers.successes).toBeGreaterThan(0);
        expect(record.answers.refused).toBe(0);
        expect(record.statuses).toEqual([['200', record.answers.successes]]);
        const whole = [out, session.read('found/ceiling.json'), session.read('found/ceiling.md')];
        for (const text of whole) expect(text).not.toContain('canary');
        expect(session.read('found/ceiling.md')).toContain('closed loop: POST /a?b=1');
        const compared = await session.run('compare', 'found', 'found');
        expect(compared.exit).toBe(2);
      },
    );
  });

  test('that only refuses is none: 5', async () => {
    await withServer(
      (_request, response) => response.writeHead(401).end(),
      async (origin) => {
        const session = openSession();
        const { exit, out, err } = await session.run('ceiling', '--target', origin, ...short);
        expect(exit).toBe(5);
        expect(out).toMatch(/^INVALID\n.*no answer was a success/);
        expect(out).toMatch(/× status 401/);
        expect(err).toContain('gave no success, so there is no ceiling');
        expect(existsSync(join(session.folder, 'ceiling.json'))).toBe(false);
      },
    );
  });

  test('that is interrupted stops at once and says so: 130', async () => {
    await withServer(
      (_request, response) => response.end('{}'),
      async (origin) => {
        const session = openSession();
        session.interrupted = (listener) => setTimeout(listener, 100);
        const { exit, out } = await session.run(
          ...['ceiling', '--target', origin, '--for', '60s', '--warm-up', '0s'],
        );
        expect(exit).toBe(130);
        expect(out).toContain('it was stopped before its end');
      },
    );
  });
});
