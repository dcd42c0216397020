import type { TenantSettings } from '../../core/tenant.ts';
import type { Instant } from '../../core/time.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import { attachAssignments } from './backup-assignments.ts';
import { ownText } from './body.ts';
import { crossPitfalls } from './cross-pitfalls.ts';
import type { Found } from './find.ts';
import { importConnector, importPolicy, importSettings } from './import-entry.ts';
import type {
  ImportedConnector,
  ImportedFile,
  ImportedPolicy,
  ImportResult,
  LeftOut,
} from './import-result.ts';
import type { IssueCode } from './issue-codes.ts';
import { spanAt, type Text } from './places.ts';
import { keyGiver } from './policy-keys.ts';
import { type FileToImport, type ReadFile, readFile } from './read-file.ts';

export interface ImportOptions {
  /** The present, for the age of heartbeats; without it their age is not looked at. */
  readonly now?: Instant;
  /** False leaves out the warnings of what bites people; what is wrong is always said. */
  readonly pitfalls?: boolean;
}

interface Collected {
  readonly policies: ImportedPolicy[];
  readonly connectors: ImportedConnector[];
  settings: Readonly<Partial<TenantSettings>>;
  readonly leftOut: LeftOut[];
  readonly diagnostics: Diagnostic[];
}

/** Item by item: a call has a limit to its arguments, a list has none. */
const append = <Item>(to: Item[], items: readonly Item[]): void => {
  for (const item of items) to.push(item);
};

const leaveOut = (
  into: Collected,
  source: Text,
  entry: Omit<LeftOut, 'file' | 'span'>,
  at: number,
) => {
  const span = spanAt(source, at);
  const message = `${entry.what} is left out: ${entry.reason}`;
  into.leftOut.push({ file: source.file, span, ...entry });
  into.diagnostics.push({
    severity: 'warning',
    code: 'left-out' satisfies IssueCode,
    message,
    span,
  });
};

const addConnector = (into: Collected, connector: ImportedConnector): void => {
  const { partner } = connector;
  const same = into.connectors.find((other) => partner !== null && other.partner === partner);
  if (same === undefined) {
    into.connectors.push(connector);
    return;
  }
  const message = `a connector of \`${partner}\` was read before; this one is left out`;
  const { span } = connector;
  into.diagnostics.push({
    severity: 'warning',
    code: 'second-connector' satisfies IssueCode,
    message,
    span,
  });
};

type NameOf = (body: Found['body'], file: string) => string;

const addFound = (
  into: Collected,
  source: Text,
  found: Found,
  nameOf: NameOf,
  options: ImportOptions,
): void => {
  switch (found.kind) {
    case 'connectors': {
      const { value, diagnostics } = importConnector(source, found, options.now ?? null);
      if (value !== null) addConnector(into, value);
      append(into.diagnostics, diagnostics);
      return;
    }
    case 'settings': {
      const { value, diagnostics } = importSettings(source, found);
      into.settings = { ...into.settings, ...value };
      append(into.diagnostics, diagnostics);
      return;
    }
    case 'assignments':
      leaveOut(
        into,
        source,
        { what: 'an assignment', reason: 'no policy of these files is named like this file' },
        found.offset,
      );
      return;
    default: {
      const entry = importPolicy(
        found.kind,
        source,
        found,
        (body) => nameOf(body, source.file),
        options.pitfalls ?? true,
      );
      if (entry.value !== null) into.policies.push(entry.value);
      if (entry.leftOut !== null) {
        const what = `\`${ownText(found.body, 'displayName') ?? 'a policy without a name'}\``;
        leaveOut(into, source, { what, reason: entry.leftOut }, found.offset);
      }
      append(into.diagnostics, entry.diagnostics);
    }
  }
};

const outcomeOf = (
  { findings }: ReadFile,
  file: string,
  { diagnostics, policies, connectors }: Collected,
): ImportedFile['outcome'] => {
  const wrong = diagnostics.some(
    ({ severity, span }) => severity === 'error' && span.file === file,
  );
  if (wrong) return 'refused';
  const taken = [...policies, ...connectors].some((entry) => entry.file === file);
  return taken || findings.found.some(({ kind }) => kind === 'settings') ? 'imported' : 'nothing';
};

const addFile = (
  into: Collected,
  read: ReadFile,
  nameOf: NameOf,
  options: ImportOptions,
): ImportedFile => {
  const { source, findings, encoding } = read;
  const { file } = source;
  for (const { severity, code, message, offset } of findings.problems) {
    into.diagnostics.push({ severity, code, message, span: spanAt(source, offset) });
  }
  for (const { what, reason, offset } of findings.asides) {
    leaveOut(into, source, { what, reason }, offset);
  }
  if (findings.emptyResponse && findings.found.length === 0) {
    const message = 'the response is an empty list: the tenant had none of these';
    const span = spanAt(source, 0);
    into.diagnostics.push({
      severity: 'warning',
      code: 'empty-response' satisfies IssueCode,
      message,
      span,
    });
  }
  for (const found of findings.found) addFound(into, source, found, nameOf, options);
  const dialects = [...new Set(findings.found.map(({ dialect }) => dialect))];
  const text = encoding === null ? null : source.text;
  return { file, encoding, dialects, text, outcome: outcomeOf(read, file, into) };
};

/**
 * Reads policies from files as people have them, in any of the dialects. Nothing is thrown: what is
 * wrong is in `diagnostics`, an error for a file that cannot be read, that holds no policy at all,
 * or in which a value of Mobile Threat Defense is outside its enumeration; a warning for the rest.
 */
export const importFiles = (
  files: readonly FileToImport[],
  options: ImportOptions = {},
): ImportResult => {
  const into: Collected = {
    policies: [],
    connectors: [],
    settings: {},
    leftOut: [],
    diagnostics: [],
  };
  const nameOf = keyGiver();
  const read = attachAssignments(files.map(readFile));
  const reports = read.map((file) => addFile(into, file, nameOf, options));
  if (options.pitfalls ?? true) {
    append(into.diagnostics, crossPitfalls(into.policies, into.connectors));
  }
  return { files: reports, ...into };
};

/** Reads the policies of one file; see `importFiles`. */
export const importFile = (
  path: string,
  bytes: Uint8Array,
  options: ImportOptions = {},
): ImportResult => importFiles([{ path, bytes }], options);
