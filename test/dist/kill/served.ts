import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
const main = join(root, 'dist', 'simulator', 'cli', 'main.js');

/** A `muster serve` of its own process. */
export interface Served {
  readonly base: string;
  readonly tenant: string;
  /** What it said before it waited. */
  readonly said: readonly string[];
  readonly isRunning: () => boolean;
  /** Once it is gone: how it ended. */
  readonly end: (signal: 'SIGKILL' | 'SIGTERM') => Promise<number | null>;
}

const found = (text: string, pattern: RegExp): string => {
  const [, part] = pattern.exec(text) ?? [];
  if (part === undefined) throw new Error(`nothing like ${pattern} was said in:\n${text}`);
  return part;
};

/** Starts it, and waits until it can be talked to. */
export const serve = async (folder: string, argv: readonly string[]): Promise<Served> => {
  const child = spawn(process.execPath, [main, 'serve', '--port', '0', ...argv], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  const complaints: string[] = [];
  child.stderr.on('data', (text) => complaints.push(String(text)));
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line);
    if (line.startsWith('Ctrl-C')) break;
  }
  const text = [...said, ...complaints].join('\n');
  return {
    base: found(text, /Microsoft Graph {3}(\S+)\/v1\.0/),
    tenant: found(text, /^Tenant \S+ \(([0-9a-f-]{36})\)/m),
    said,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    end: async (signal) => {
      const ended = once(child, 'exit');
      child.kill(signal);
      const [code] = await ended;
      return code as number | null;
    },
  };
};

export interface Application {
  readonly id: string;
  readonly secret: string;
}

/** The applications whose secrets are shown: the admin's first, then the partners'. */
export const applicationsIn = ({ said }: Served): readonly Application[] =>
  said.flatMap((line) => {
    const [, id, secret] = /^ {2}curl .*client_id=(\S+) -d client_secret=(\S+)/.exec(line) ?? [];
    return id === undefined || secret === undefined ? [] : [{ id, secret }];
  });

export const tokenOf = async (
  { base, tenant }: Served,
  { id, secret }: Application,
  resource: string,
): Promise<string> => {
  const form = { grant_type: 'client_credentials', client_id: id, client_secret: secret };
  const answer = await fetch(`${base}/${tenant}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({ ...form, scope: `${resource}/.default` }),
  });
  const body = (await answer.json()) as { readonly access_token?: string };
  if (body.access_token === undefined) throw new Error(`no token: ${JSON.stringify(body)}`);
  return body.access_token;
};
