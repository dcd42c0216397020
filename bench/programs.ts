import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** Servers and clients in processes of their own, each kind on a core of its own where that can be. */
const here = dirname(fileURLToPath(import.meta.url));

export const hasTool = (name: string): boolean =>
  spawnSync(name, ['--version']).error === undefined;
export const isPinned = cpus().length > 1 && hasTool('taskset');
export const serverCore = 0;
const clientCore = 1;

type Order = object | string | number;

/** Orders go as JSON, words as they are. */
const orderText = (order: Order): string =>
  typeof order === 'string' ? order : JSON.stringify(order);

export const start = (core: number, file: string, order: Order, flags: readonly string[] = []) => {
  const args = [...flags, '--expose-gc', join(here, `${file}.js`), orderText(order)];
  const node = [process.execPath, ...args];
  const [program = '', ...rest] = isPinned ? ['taskset', '-c', String(core), ...node] : node;
  return spawn(program, rest, { stdio: ['pipe', 'pipe', 'inherit'] });
};

/** What a client told: its last line, as JSON. */
export const told = async <T>(
  file: string,
  order: Order,
  flags: readonly string[] = [],
): Promise<T> => {
  const child = start(clientCore, file, order, flags);
  let text = '';
  child.stdout?.on('data', (chunk) => {
    text += String(chunk);
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${file} ended with exit code ${code}`);
  return JSON.parse(text.trim().split('\n').at(-1) ?? '');
};

export interface Opened {
  readonly origin: string;
  readonly tenant: string;
  readonly graph: string;
  readonly intune: string;
  readonly apiVersion: string;
  readonly ready: number;
  readonly heap: number;
  readonly rss: number;
}

export interface Server extends Opened {
  /** Processor time so far, µs. */
  readonly cpu: () => Promise<number>;
  readonly close: () => void;
}

const nextLine = async (lines: Interface): Promise<string> => {
  const [line]: string[] = await once(lines, 'line');
  return line ?? '';
};

export const openServer = async (order: object, flags: readonly string[] = []): Promise<Server> => {
  const child: ChildProcess = start(serverCore, 'service-server', order, flags);
  if (child.stdout === null) throw new Error('a server without output');
  const lines = createInterface(child.stdout);
  const opened: Opened = JSON.parse(await nextLine(lines));
  return {
    ...opened,
    cpu: async () => {
      const answer = nextLine(lines);
      child.stdin?.write('\n');
      return Number(JSON.parse(await answer).cpu);
    },
    close: () => {
      child.stdin?.end();
      child.kill();
    },
  };
};
