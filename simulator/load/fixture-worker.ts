import { createServer as createHttpServer } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { monotonic } from './monotonic.ts';
import { startThreadMeter, type ThreadMeter } from './thread-meter.ts';

/** What a fixture does with a request. */
export type FixtureKind =
  /** Answers at once and reads next to nothing. */
  | { readonly kind: 'idle' }
  /** Does nothing at all for so many ms, once, so long after it was armed. */
  | { readonly kind: 'freezing'; readonly after: number; readonly duration: number }
  /** Answers so many ms after the request. */
  | { readonly kind: 'delayed'; readonly delay: number }
  /** Works so many µs on each request, one after the other. */
  | { readonly kind: 'working'; readonly cost: number };

/** The server's own log: number of the request, when it came and when its answer went, µs. */
export interface FixtureLog {
  readonly numbers: Float64Array;
  readonly came: Float64Array;
  readonly went: Float64Array;
  /** Share of the time since it was armed in which it waited for a processor; null: unknown. */
  readonly waited: number | null;
}

export type FixtureOrder = 'arm' | 'log';

const plan: FixtureKind = workerData;
const numbers: number[] = [];
const came: number[] = [];
const went: number[] = [];

const body = '{"ok":true}';

const work = (until: number): void => {
  while (monotonic() < until);
};

/** Enough HTTP for a client that keeps to it: every request is a head without a body. */
const idleServer = () => {
  const answer = `HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
  return createTcpServer({ noDelay: true }, (socket) => {
    let rest = '';
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      const heads = (rest + chunk.toString('latin1')).split('\r\n\r\n');
      rest = heads.pop() ?? '';
      if (heads.length > 0) socket.write(answer.repeat(heads.length));
    });
  });
};

const loggingServer = () =>
  createHttpServer((request, response) => {
    const number = Number(/[?&]n=(\d+)/.exec(request.url ?? '')?.[1] ?? Number.NaN);
    const arrived = monotonic();
    const answer = (): void => {
      response.setHeader('content-length', body.length);
      response.end(body);
      numbers.push(number);
      came.push(arrived);
      went.push(monotonic());
    };
    if (plan.kind === 'delayed') setTimeout(answer, plan.delay);
    else {
      if (plan.kind === 'working') work(arrived + plan.cost);
      answer();
    }
  });

let armed: { readonly at: number; readonly meter: ThreadMeter } | null = null;

const arm = (): void => {
  armed = { at: monotonic(), meter: startThreadMeter('server', false) };
  if (plan.kind !== 'freezing') return;
  setTimeout(() => work(monotonic() + plan.duration * 1_000), plan.after);
};

const log = (): void => {
  const waited = armed?.meter().waitedForCpu ?? null;
  const whole: FixtureLog = {
    numbers: Float64Array.from(numbers),
    came: Float64Array.from(came),
    went: Float64Array.from(went),
    waited: waited === null || armed === null ? null : waited / (monotonic() - armed.at),
  };
  parentPort?.postMessage(whole);
};

const server = plan.kind === 'idle' ? idleServer() : loggingServer();
server.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 }, () => {
  const address = server.address();
  parentPort?.postMessage(typeof address === 'object' && address !== null ? address.port : 0);
});
parentPort?.on('message', (order: FixtureOrder) => (order === 'arm' ? arm() : log()));
