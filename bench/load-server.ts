import { createServer as createHttpServer } from 'node:http';
import { createServer as createTcpServer, type Server } from 'node:net';
import { monotonic } from '../simulator/load/monotonic.ts';

/**
 * The targets of the load figures, in a process of their own; `answering` or `freezing` is the one
 * argument. The address goes out as the first line; it ends when its input does.
 */
const body = '{"kind":"device","complianceState":"compliant","result":"accepted"}';
const answer =
  'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n' +
  `content-length: ${body.length}\r\n\r\n${body}`;
const headEnd = '\r\n\r\n';

const lengthIn = (head: string): number => {
  const at = head.toLowerCase().indexOf('content-length: ');
  return at < 0 ? 0 : Number.parseInt(head.slice(at + 16), 10);
};

/** How many whole requests a text holds, and what is left of it. */
const requestsIn = (text: string): readonly [count: number, rest: string] => {
  let count = 0;
  let from = 0;
  for (;;) {
    const end = text.indexOf(headEnd, from);
    if (end < 0) break;
    const next = end + headEnd.length + lengthIn(text.slice(from, end));
    if (next > text.length) break;
    count += 1;
    from = next;
  }
  return [count, text.slice(from)];
};

/** It says the same to everybody, and reads no more of a request than where it ends. */
const answering = (): Server =>
  createTcpServer({ noDelay: true }, (socket) => {
    let rest = '';
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      const [count, left] = requestsIn(rest + chunk.toString('latin1'));
      rest = left;
      if (count > 0) socket.write(answer.repeat(count));
    });
  });

const freeze = (duration: number): void => {
  const until = monotonic() + duration * 1_000;
  while (monotonic() < until);
};

/**
 * `/freeze?after=8000&for=2000` has it stand still so long, so much later, in ms. It keeps a log of
 * every other request, which `/log` gives: number, when it came and when its answer went, µs.
 */
const freezing = (): Server => {
  const log: number[][] = [];
  return createHttpServer((request, response) => {
    const came = monotonic();
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://local');
    const number = (name: string): number => Number(searchParams.get(name) ?? Number.NaN);
    if (pathname === '/log') return response.end(JSON.stringify(log));
    if (pathname === '/freeze') {
      setTimeout(() => freeze(number('for')), number('after'));
      return response.end(body);
    }
    response.end(body);
    log.push([number('n'), came, monotonic()]);
    return response;
  });
};

const server = process.argv[2] === 'freezing' ? freezing() : answering();
server.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 }, () => {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  process.stdout.write(`http://127.0.0.1:${port}\n`);
});
process.stdin.on('end', () => process.exit(0)).resume();
