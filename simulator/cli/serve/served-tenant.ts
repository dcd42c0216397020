import { objectId } from '../../contract/object-id.ts';
import { fleetLimits } from '../../fleet/profile-shape.ts';
import { diskIo } from '../../scenario/load.ts';
import { type FleetToServe, fleetFromFile } from '../../service/fleet-load.ts';
import { tenantFromFile } from '../../service/tenant-file.ts';
import type { TenantToServe } from '../../service/tenants.ts';
import { type Documents, documentsOf, resolveReference } from '../../source/documents.ts';
import { importPolicies } from '../library.ts';
import { complainAbout, isRefusal, type Refusal } from '../refusal.ts';
import type { Terminal } from '../terminal.ts';
import { wholeNumber } from '../whole-number.ts';
import { digestOf } from './kept-data.ts';

type Read = ReturnType<typeof tenantFromFile> | ReturnType<typeof fleetFromFile>;

/** The tenant of a file, as it is now; null after what is wrong with it has been told. */
const openFile = (
  path: string,
  terminal: Terminal,
  read: (file: string, documents: Documents) => Read,
  drawn = '',
): TenantToServe | null => {
  const documents = documentsOf(diskIo({ directory: terminal.cwd }));
  const shipped = path.startsWith('muster:');
  const file = shipped ? resolveReference('', path, documents.shipped) : path;
  const opened = read(file ?? path, documents);
  complainAbout(terminal, opened.diagnostics, documents.sources, 'counted');
  if (opened.tenant === null) return null;
  const digest = `${digestOf(documents.sources)}${drawn}`;
  const name = (path.split(/[\\/]/).at(-1) ?? path).replace(/\.ya?ml$/i, '');
  const id = objectId('muster', 'tenant', name);
  const clock = { mode: 'real', factor: 1 } as const;
  return { ...opened.tenant, id, name, digest, start: Date.now(), clock };
};

/** A tenant file, which may be a shipped one. */
export const servedFile = (path: string, terminal: Terminal): TenantToServe | null =>
  openFile(path, terminal, (file, documents) => tenantFromFile(file, documents, importPolicies));

/** A fleet file: its tenant, with its devices as they are when it begins. */
export const servedFleet = (
  path: string,
  drawn: FleetToServe,
  terminal: Terminal,
): TenantToServe | null => {
  const read = (file: string, documents: Documents): Read =>
    fleetFromFile(file, documents, importPolicies, drawn);
  // Another draw is another tenant, as another text would be.
  return openFile(path, terminal, read, JSON.stringify(drawn));
};

export interface DrawOptions {
  readonly devices?: string | undefined;
  readonly seed?: string | undefined;
}

/** Of one service, which holds all of them in memory. */
const limits = { devices: { least: 1, most: 1_000_000 }, seed: fleetLimits.seed };

/** What stands in for what a fleet file says. */
export const drawOf = (options: DrawOptions): FleetToServe | Refusal => {
  const drawn: { devices?: number; seed?: number } = {};
  for (const name of ['devices', 'seed'] as const) {
    const text = options[name];
    if (text === undefined) continue;
    const number = wholeNumber(name, text, limits[name]);
    if (isRefusal(number)) return number;
    drawn[name] = number;
  }
  return drawn;
};
