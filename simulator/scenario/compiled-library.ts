import { hash } from 'node:crypto';
import type { Tenant } from '../../core/tenant.ts';
import type { Contents } from '../source/text.ts';
import type { Case } from './case.ts';
import type { CompiledFile } from './compile.ts';
import type { Taken } from './take.ts';

/** A file of a library, and every file that was read for it, itself included. */
export interface TakenFrom {
  readonly taken: Taken;
  readonly read: readonly string[];
}

/** What a file held when the library was compiled. */
interface Fingerprint {
  readonly path: string;
  readonly bytes: string;
}

/** The first line of a compiled library; each entry has one of its own after it. */
interface Index {
  readonly fingerprints: readonly Fingerprint[];
  /** Each with the fingerprints it rests on, by number. */
  readonly entries: readonly { readonly file: string; readonly read: readonly number[] }[];
  /** Properties of tenants, each once: most tenants have most of theirs in common. */
  readonly parts: readonly unknown[];
}

/** A tenant whose properties are numbers of parts. */
type PackedTenant = Readonly<Record<string, number>>;

/** An entry. Places name their file by its number, cases share tenants by theirs. */
interface Packed {
  readonly files: readonly string[];
  readonly tenants: readonly PackedTenant[];
  readonly sort: Taken['sort'];
  readonly as: Taken['as'];
  readonly compiled: PackedFile | null;
}

interface PackedFile extends Omit<CompiledFile, 'cases' | 'file' | 'used' | 'diagnostics'> {
  readonly used: readonly number[];
  readonly cases: readonly (Omit<Case, 'tenant'> & { readonly tenant: number })[];
}

/** SHA-256 of a file's bytes; null where there are none to read. */
export const fingerprintOf = (contents: Contents): string | null =>
  contents.kind === 'bytes' ? hash('sha256', contents.bytes) : null;

const numbering = <T>() => {
  const all: T[] = [];
  const numbers = new Map<T, number>();
  const numberOf = (one: T): number => {
    const number = numbers.get(one) ?? all.push(one) - 1;
    numbers.set(one, number);
    return number;
  };
  return { all, numberOf };
};

const packedTenant = (tenant: Tenant, partOf: (text: string) => number): PackedTenant =>
  Object.fromEntries(
    Object.entries(tenant).map(([key, part]) => [key, partOf(JSON.stringify(part))]),
  );

const packed = ({ taken }: TakenFrom, partOf: (text: string) => number): string => {
  const files = numbering<string>();
  const tenants = numbering<Tenant>();
  files.numberOf(taken.file);
  const { compiled, sort, as } = taken;
  const packedFile = compiled && {
    id: compiled.id,
    formerly: compiled.formerly,
    used: compiled.used.map(files.numberOf),
    cases: compiled.cases.map((kase) => ({ ...kase, tenant: tenants.numberOf(kase.tenant) })),
  };
  const text = JSON.stringify({ sort, as, compiled: packedFile }, (key, value: unknown) =>
    key === 'file' && typeof value === 'string' ? files.numberOf(value) : value,
  );
  const shared = JSON.stringify({
    files: files.all,
    tenants: tenants.all.map((tenant) => packedTenant(tenant, partOf)),
  });
  return `${shared.slice(0, -1)},${text.slice(1)}`;
};

/**
 * Files as they were compiled, for who has the same files: one line of what they rest on, and a
 * line for each. Paths are relative to the library. Files that there is something to say about
 * are left out.
 *
 * @param fingerprint of a file of the library; null where it cannot be read
 */
export const packLibrary = (
  library: readonly TakenFrom[],
  fingerprint: (path: string) => string | null,
): string => {
  const fingerprints: Fingerprint[] = [];
  const numbers = numbering<string>();
  const numberOf = (path: string): number => {
    const number = numbers.numberOf(path);
    fingerprints[number] ??= { path, bytes: fingerprint(path) ?? '' };
    return number;
  };
  const quiet = library.filter(
    ({ taken }) => taken.complaint === null && (taken.compiled?.diagnostics ?? []).length === 0,
  );
  const entries = quiet.map(({ taken, read }) => ({ file: taken.file, read: read.map(numberOf) }));
  const { all: parts, numberOf: partOf } = numbering<string>();
  const lines = quiet.map((each) => packed(each, partOf));
  const index = JSON.stringify({ fingerprints, entries });
  return [`${index.slice(0, -1)},"parts":[${parts.join(',')}]}`, ...lines].join('\n');
};

const isHolder = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/**
 * Puts the paths of files where their numbers stand, in lists and maps alike, in place: nobody else
 * has the value yet.
 */
const nameFiles = (holder: Record<string, unknown>, files: readonly string[]): void => {
  for (const key in holder) {
    const item = holder[key];
    if (isHolder(item)) nameFiles(item, files);
    else if (key === 'file' && typeof item === 'number') holder[key] = files[item];
  }
};

const unpackedTenant = (tenant: PackedTenant, parts: readonly unknown[]): Tenant =>
  Object.assign({}, ...Object.entries(tenant).map(([key, part]) => ({ [key]: parts[part] })));

interface Unpacking {
  readonly parts: readonly unknown[];
  readonly shown: (path: string) => string;
}

const unpacked = (file: string, line: string, { parts, shown }: Unpacking): Taken => {
  const { files, tenants: wanted, sort, as, compiled }: Packed = JSON.parse(line);
  const taken = { file, sort, as, complaint: null };
  if (compiled === null) return { ...taken, compiled };
  const paths = files.map(shown);
  const tenants = wanted.map((tenant) => unpackedTenant(tenant, parts));
  nameFiles({ compiled }, paths);
  const cases = compiled.cases.map((kase): Case => {
    const tenant = tenants[kase.tenant];
    if (tenant === undefined) throw new Error(`the compiled library lacks a tenant of ${kase.id}`);
    return { ...kase, tenant };
  });
  const used = compiled.used.map((number) => paths[number] ?? '');
  return { ...taken, compiled: { ...compiled, file, cases, used, diagnostics: [] } };
};

/** A file as it would be compiled now; null where it must be, since something has changed. */
export type TakeCompiled = (path: string) => TakenFrom | null;

/**
 * Opens what `packLibrary` wrote. Files are named as `shown` says, and only taken while they and
 * everything that was read for them hold what they held.
 */
export const openCompiledLibrary = (
  text: string,
  shown: (path: string) => string,
  fingerprint: (path: string) => string | null,
): TakeCompiled => {
  const [first = '', ...lines] = text.split('\n');
  const { fingerprints, entries, parts }: Index = JSON.parse(first);
  const numbers = new Map(entries.map(({ file }, number) => [file, number]));
  const same = new Map<number, boolean>();
  const isSame = (number: number): boolean => {
    const before = same.get(number);
    if (before !== undefined) return before;
    const then = fingerprints[number];
    const now = then !== undefined && fingerprint(then.path) === then.bytes;
    same.set(number, now);
    return now;
  };
  return (path) => {
    const number = numbers.get(path);
    const entry = number === undefined ? undefined : entries[number];
    const line = number === undefined ? undefined : lines[number];
    if (entry === undefined || line === undefined || !entry.read.every(isSame)) return null;
    const read = entry.read.map((at) => shown(fingerprints[at]?.path ?? ''));
    return { taken: unpacked(shown(path), line, { parts, shown }), read };
  };
};
