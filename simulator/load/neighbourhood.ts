import { lookup } from 'node:dns/promises';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import type { Neighbourhood } from '../../reports/load/instrument.ts';

/** Inodes of the sockets that listen on a port, in the form of /proc/net/tcp. */
export const listenersIn = (table: string, port: number): readonly string[] => {
  const wanted = port.toString(16).toUpperCase().padStart(4, '0');
  return table.split('\n').flatMap((line) => {
    const [, local = '', , state = '', , , , , , inode = ''] = line.trim().split(/\s+/);
    return state === '0A' && local.endsWith(`:${wanted}`) ? [inode] : [];
  });
};

/** `0-2,5` as 0, 1, 2, 5. */
export const coresIn = (list: string): readonly number[] =>
  list
    .trim()
    .split(',')
    .flatMap((part) => {
      const [first = 0, last = first] = part.split('-').map(Number);
      return Array.from({ length: last - first + 1 }, (_, index) => first + index);
    });

const coresOf = (pid: string): readonly number[] | null => {
  const list = /^Cpus_allowed_list:\s*(\S+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return list?.[1] === undefined ? null : coresIn(list[1]);
};

const holds = (pid: string, inodes: readonly string[]): boolean => {
  try {
    const folder = `/proc/${pid}/fd`;
    const links = readdirSync(folder).map((name) => {
      try {
        return readlinkSync(`${folder}/${name}`);
      } catch {
        return '';
      }
    });
    return inodes.some((inode) => links.includes(`socket:[${inode}]`));
  } catch {
    // Processes of others are not shown, and processes end.
    return false;
  }
};

const ownerOf = (port: number): string | null => {
  const tables = ['/proc/net/tcp', '/proc/net/tcp6'].map((path) => readFileSync(path, 'utf8'));
  const inodes = tables.flatMap((table) => listenersIn(table, port));
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.find((pid) => holds(pid, inodes)) ?? null;
};

const isHere = async (host: string): Promise<boolean> => {
  const { address } = await lookup(host.replace(/^\[|\]$/g, ''));
  const own = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
  return address.startsWith('127.') || own.some((known) => known.address === address);
};

/** Whether a target runs on cores of its own. It never fails: what cannot be known is unknown. */
export const neighbourhoodOf = async (origin: string): Promise<Neighbourhood> => {
  try {
    const { hostname, port, protocol } = new URL(origin);
    if (!(await isHere(hostname))) return 'other-machine';
    const owner = ownerOf(Number(port || (protocol === 'https:' ? 443 : 80)));
    if (owner === null) return 'unknown';
    const [own, theirs] = [coresOf('self'), coresOf(owner)];
    if (own === null || theirs === null) return 'unknown';
    return own.some((core) => theirs.includes(core)) ? 'same-cores' : 'other-cores';
  } catch {
    return 'unknown';
  }
};
