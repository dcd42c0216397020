import type { Diagnostic } from '../source/diagnostic.ts';
import type { Documents } from '../source/documents.ts';
import { didYouMean } from '../source/nearest.ts';
import { entryOf, isMapping, type Tree } from '../source/tree.ts';
import { apiVersion } from '../tenant/tenant-shape.ts';
import { type CompiledFile, compileFile, type ScenarioIo } from './compile.ts';

/** Files of these kinds can be named; those of the others are found where they belong. */
const kindsToName = ['Scenario', 'Tenant', 'Fleet', 'Load'];
const kinds = [...kindsToName, 'Project', 'KnownFailing', 'ContractProfile', 'Target'];

const scenarioKeys = ['id', 'covers', 'timeline'];

type Sort = 'scenario' | 'tenant' | 'fleet' | 'load' | 'other' | 'unclear';

const kindOf = (tree: Tree): string | null => {
  const kind = entryOf(tree, 'kind')?.value;
  return kind?.kind === 'leaf' ? kind.text : null;
};

/** What a file is, as far as its first keys say. */
const sortOf = (tree: Tree): Sort => {
  if (!isMapping(tree)) return 'other';
  const name = kindOf(tree);
  if (name === 'Scenario') return 'scenario';
  const version = entryOf(tree, 'apiVersion')?.value;
  const isOurs =
    (version?.kind === 'leaf' && version.text.startsWith('muster/')) ||
    scenarioKeys.every((key) => entryOf(tree, key) !== undefined);
  if (!isOurs) return 'other';
  if (name === 'Tenant') return 'tenant';
  if (name === 'Fleet') return 'fleet';
  if (name === 'Load') return 'load';
  return name !== null && kinds.includes(name) ? 'other' : 'unclear';
};

/** The kind of file is misspelt, missing or another one, so that it would be passed over. */
const unclearKind = (file: string, tree: Tree): Diagnostic => {
  const kind = entryOf(tree, 'kind')?.value;
  const name = kind?.kind === 'leaf' ? kind.text : '';
  const help = { help: `begin with \`apiVersion: ${apiVersion}\` and \`kind: Scenario\`` };
  const isOther = kinds.includes(name);
  const message = isOther ? `a \`${name}\` holds no scenario` : `unknown kind of file \`${name}\``;
  return {
    severity: 'error',
    code: 'value',
    message: name === '' ? 'the file has no `kind`' : message,
    span: kind?.span ?? { ...tree.span, file },
    label: `allowed: ${(isOther ? kindsToName : kinds).join(', ')}`,
    ...(name === '' ? help : isOther ? {} : didYouMean(name, kinds)),
  };
};

/** A file to look into. */
export interface Candidate {
  readonly file: string;
  /** It was asked for by its name, and did not only lie in a folder. */
  readonly named: boolean;
}

/** What a file turned out to be, as plain data: another thread may have looked into it. */
export interface Taken {
  readonly file: string;
  readonly sort: Sort;
  /** What it is taken for, beside scenarios; null: for nothing. */
  readonly as: 'tenant' | 'fleet' | 'load' | null;
  readonly complaint: Diagnostic | null;
  /** Null where it is no scenario. */
  readonly compiled: CompiledFile | null;
}

const asWhat = (sort: Sort, kind: string | null): Taken['as'] => {
  if (sort === 'tenant' || kind === 'Tenant') return 'tenant';
  if (sort === 'fleet' || kind === 'Fleet') return 'fleet';
  return sort === 'load' || kind === 'Load' ? 'load' : null;
};

/** Looks into a file and compiles it, if it is a scenario. */
export const takeFile = (
  { file, named }: Candidate,
  documents: Documents,
  io: ScenarioIo,
): Taken => {
  const { tree } = documents.open(file);
  // A file that cannot be parsed is compiled as well, for its errors.
  const sort = tree === null ? 'scenario' : sortOf(tree);
  const as = asWhat(sort, named && tree !== null ? kindOf(tree) : null);
  const taken = { file, sort, as, complaint: null, compiled: null };
  if (as !== null) return taken;
  // Somebody means a file that is named, so what it is instead is an error.
  const isMeant = named && sort === 'other' && tree !== null && isMapping(tree);
  if (isMeant || (sort === 'unclear' && !named && tree !== null)) {
    return { ...taken, complaint: tree === null ? null : unclearKind(file, tree) };
  }
  const isScenario = sort === 'scenario' || named;
  return isScenario ? { ...taken, compiled: compileFile(file, documents, io) } : taken;
};
