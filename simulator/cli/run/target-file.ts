import { dirname, isAbsolute, join } from 'node:path';
import type { PartnerKey } from '../../../core/partners.ts';
import { second } from '../../../core/time.ts';
import { diskIo } from '../../scenario/load.ts';
import type { Documents } from '../../source/documents.ts';
import { documentsOf } from '../../source/documents.ts';
import { type Collector, collector, hasErrors } from '../../source/report.ts';
import type { Located } from '../../source/shape.ts';
import { describe, isMapping, type Placed } from '../../source/tree.ts';
import {
  type Credential,
  type SurfaceName,
  type TargetClock,
  type TargetSetup,
  type Tenancy,
  usualScopes,
  usualTimeout,
} from '../../target/http/setup.ts';
import { complainAbout } from '../refusal.ts';
import type { Terminal } from '../terminal.ts';
import { clearSecret, type SecretPlace } from './secret-shape.ts';
import { checkClaims } from './target-claims.ts';
import { type ApplicationEntry, type TargetEntry, targetShape } from './target-shape.ts';

/** A file is checked without the secrets it names, and without an address it leaves to others. */
export type Purpose = 'use' | 'check';

/** What a target file is read with. */
interface Reading {
  readonly file: string;
  /** `--target`, which wins over the file's `address`. */
  readonly address: string | null;
  readonly env: Terminal['env'];
  readonly purpose: Purpose;
  readonly documents: Documents;
  readonly told: Collector;
}

const largestSecret = 64 * 1024;

const textOfFile = ({ file, documents }: Reading, path: string): string | null => {
  const where = isAbsolute(path) ? path : join(dirname(file), path);
  const contents = documents.contents(where, largestSecret);
  return contents.kind === 'bytes' ? new TextDecoder().decode(contents.bytes).trim() : null;
};

const secretOf = (reading: Reading, { value, tree }: Located<SecretPlace>): string | null => {
  const { told, env } = reading;
  if (reading.purpose === 'check') return '(unread)';
  const found = value.kind === 'env' ? env[value.name] : textOfFile(reading, value.path);
  if (found !== undefined && found !== null && found !== '') return found;
  const message =
    value.kind === 'env'
      ? `the environment has no \`${value.name}\``
      : `\`${value.path}\` cannot be read, or is empty`;
  told.report(tree, 'not-found', message, { help: 'set it where Muster is started' });
  return null;
};

const credentialOf = (reading: Reading, entry: ApplicationEntry | undefined): Credential | null => {
  if (entry === undefined) return null;
  const { client, secret, token } = entry.value;
  if (token !== undefined && client === undefined && secret === undefined) {
    const found = secretOf(reading, token);
    return found === null ? null : { kind: 'token', token: found };
  }
  if (client !== undefined && secret !== undefined && token === undefined) {
    const found = secretOf(reading, secret);
    return found === null ? null : { kind: 'client', id: client, secret: found };
  }
  const message = 'credentials are `client` and `secret`, or a `token` alone';
  reading.told.report(entry.tree, 'missing-field', message);
  return null;
};

const partnersOf = (reading: Reading, { credentials }: TargetEntry) => {
  const partners: Partial<Record<PartnerKey, Credential>> = {};
  for (const { name, value } of credentials?.partners ?? []) {
    const credential = credentialOf(reading, value);
    if (credential !== null) partners[name] = credential;
  }
  return partners;
};

/** An address as it is asked: without credentials, query and the slash at the end. */
const whole = (reading: Reading, entry: TargetEntry, text: string, at: Placed): string | null => {
  const { told } = reading;
  const checked = reading.purpose === 'check' ? 'http://given-later.invalid' : undefined;
  const base = reading.address ?? entry.address?.value ?? checked;
  if (text.startsWith('/') && base === undefined) {
    const help = 'give `address`, or `--target http://…` on the command line';
    told.report(at, 'value', `\`${text}\` is a path, and nothing says below which address`, {
      help,
    });
    return null;
  }
  const joined = text.startsWith('/') ? `${base?.replace(/\/+$/, '')}${text}` : text;
  if (!URL.canParse(joined)) {
    told.report(at, 'value', 'this is no address');
    return null;
  }
  const { username, password, search, hash } = new URL(joined);
  if (`${username}${password}${search}${hash}` === '') return joined.replace(/\/+$/, '');
  told.report(at, 'value', 'an address has no name, password, query or fragment here');
  return null;
};

const surfacesOf = (reading: Reading, entry: TargetEntry) => {
  const surfaces: Partial<Record<SurfaceName, string>> = {};
  for (const [name, address] of Object.entries(entry.surfaces?.value ?? {})) {
    const found = whole(reading, entry, address.value, address.tree);
    if (found !== null) surfaces[name as SurfaceName] = found;
  }
  const { control } = surfaces;
  if (control !== undefined) return { ...surfaces, control };
  if (entry.surfaces !== undefined && entry.surfaces.value.control === undefined) {
    const help = 'it loads the tenant of each case: docs/target-protocol.md';
    reading.told.report(entry.surfaces.tree, 'missing-field', '`control` is missing', { help });
  }
  return { ...surfaces, control: '' };
};

const tenancyOf = (reading: Reading, { tenants }: TargetEntry): Tenancy => {
  if (tenants === undefined) return { manner: 'perCase' };
  const { manner, id } = tenants.value;
  if (manner === 'perCase') return { manner: 'perCase' };
  if (id === undefined) reading.told.report(tenants.tree, 'missing-field', '`id` is missing');
  return { manner: 'shared', id: id?.toLowerCase() ?? '' };
};

const clockOf = (reading: Reading, { clock }: TargetEntry): TargetClock => {
  if (clock === undefined || clock.value.kind === 'stepped') return { kind: 'stepped' };
  const { kind, factor, atMost = 0, apart = second } = clock.value;
  if (kind === 'scaled' && factor === undefined) {
    reading.told.report(clock.tree, 'missing-field', '`factor` is missing');
  }
  if (kind === 'real' && factor !== undefined) {
    reading.told.report(clock.tree, 'conflict', 'a real clock has no `factor`');
  }
  return { kind: 'running', factor: factor ?? 1, atMost, apart };
};

const setupOf = (reading: Reading, entry: TargetEntry): TargetSetup => {
  const { scopes, credentials } = entry;
  const control = credentials?.control?.value.token;
  return {
    name: entry.name ?? reading.file,
    surfaces: surfacesOf(reading, entry),
    scopes: {
      graph: scopes?.graph ?? usualScopes.graph,
      intune: scopes?.partner ?? usualScopes.intune,
      device: scopes?.device ?? usualScopes.device,
    },
    credentials: {
      admin: credentialOf(reading, credentials?.admin),
      control: control === undefined ? null : secretOf(reading, control),
      partners: partnersOf(reading, entry),
    },
    tenancy: tenancyOf(reading, entry),
    clock: clockOf(reading, entry),
    can: (entry.can?.value ?? []).map(({ value }) => value),
    shows: (entry.shows?.value ?? []).map(({ value }) => value),
    lacks: entry.lacks ?? [],
    readings: entry.readings ?? {},
    timeout: entry.timeout ?? usualTimeout,
  };
};

/** A line in which a secret stands is not shown: what is complained of may end in a log. */
const blotOut = (documents: Documents, file: string, lines: readonly number[]): void => {
  const text = documents.sources.get(file);
  if (text === undefined || lines.length === 0) return;
  const shown = text
    .split('\n')
    .map((line, at) => (lines.includes(at + 1) ? line.replace(/:\s.*$/, ': (not shown)') : line));
  documents.keep(file, shown.join('\n'));
};

/**
 * Reads a target file with the secrets it names; null after everything that is wrong was told.
 *
 * @param address what paths under `surfaces` are below; null leaves that to the file
 * @param purpose `check`: what comes of it is good for nothing else
 */
export const openTargetFile = (
  file: string,
  address: string | null,
  terminal: Terminal,
  purpose: Purpose = 'use',
): TargetSetup | null => {
  const documents = documentsOf(diskIo({ directory: terminal.cwd }));
  const { tree, diagnostics } = documents.open(file);
  const told = collector();
  for (const diagnostic of diagnostics) told.add(diagnostic);
  let setup: TargetSetup | null = null;
  if (tree !== null && !isMapping(tree)) {
    told.report(tree, 'type', `expected a target, found ${describe(tree)}`);
  } else if (tree !== null) {
    const entry = targetShape.read(tree, told.report) ?? {};
    setup = setupOf({ file, address, env: terminal.env, purpose, documents, told }, entry);
    checkClaims(entry, setup, told.report);
  }
  const found = told.list();
  const clear = found.filter(({ message }) => message === clearSecret);
  blotOut(
    documents,
    file,
    clear.map(({ span }) => span.line),
  );
  complainAbout(terminal, found, documents.sources);
  return hasErrors(found) ? null : setup;
};
