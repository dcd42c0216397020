import type { TenantSettings } from '../../core/tenant.ts';
import type { Instant } from '../../core/time.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import { type Body, ownText } from './body.ts';
import { normaliseConnector } from './connector.ts';
import { connectorPitfalls } from './connector-pitfalls.ts';
import type { Found } from './find.ts';
import type { ImportedConnector, ImportedPolicy } from './import-result.ts';
import type { Issue } from './issue.ts';
import { diagnosticsOf, type Located } from './issue-diagnostics.ts';
import { mattersOf, mattersOfConnector } from './matters.ts';
import { pitfallsOf } from './pitfalls.ts';
import { spanAt, type Text } from './places.ts';
import { normalisePolicy, type PolicySection } from './policy.ts';
import { reduceConnector, reducePolicy } from './reduce.ts';
import { normaliseTenantSettings } from './tenant-settings.ts';

/** What became of one body: an entry, the reason why it is left out, or errors. */
export interface Entry<Value> {
  readonly value: Value | null;
  /** Set where the body is left out without being wrong. */
  readonly leftOut: string | null;
  readonly diagnostics: readonly Diagnostic[];
}

const located = (source: Text, found: Found): Located => ({ source, ...found });

/** v1.0 lists show beta-only types as their base, with nothing but a name. */
const withoutType = (issues: readonly Issue[]): string | null => {
  const issue = issues.find(({ code }) => code === 'missing-type' || code === 'unsupported-type');
  if (issue === undefined) return null;
  const typeless = issue.code === 'missing-type';
  return typeless
    ? `${issue.message}; v1.0 hides beta-only types, export from beta`
    : issue.message;
};

const originOf = (source: Text, found: Found) => ({
  file: source.file,
  span: spanAt(source, found.offset),
  dialect: found.dialect,
  displayName: ownText(found.body, 'displayName') ?? null,
});

/** Reads a policy found in a file; `name` gives out a key that no other policy has. */
export const importPolicy = <Section extends PolicySection>(
  section: Section,
  source: Text,
  found: Found,
  name: (body: Body) => string,
  pitfalls: boolean,
): Entry<ImportedPolicy> => {
  const { value, issues, ignored } = normalisePolicy(section, found.body);
  const leftOut = withoutType(issues);
  if (leftOut !== null) return { value: null, leftOut, diagnostics: [] };
  const where = located(source, found);
  if (value === null) {
    return { value: null, leftOut: null, diagnostics: diagnosticsOf(where, issues) };
  }
  const body = reducePolicy(section, found.body, value);
  // Read once more from what will be written, so that the two cannot differ.
  const written = normalisePolicy(section, body).value ?? value;
  const policy = {
    ...originOf(source, found),
    ...{ section, body, value: written, ignored, key: name(found.body) },
    matters: mattersOf(section, written),
  } as ImportedPolicy;
  const all = pitfalls ? [...issues, ...pitfallsOf(section, value, found.body)] : issues;
  return { value: policy, leftOut: null, diagnostics: diagnosticsOf(where, all) };
};

/** Reads a connector found in a file; `now` is for the age of its heartbeat. */
export const importConnector = (
  source: Text,
  found: Found,
  now: Instant | null,
): Entry<ImportedConnector> => {
  const { value, partner, issues, ignored } = normaliseConnector(found.body);
  const pitfalls = value === null ? [] : connectorPitfalls(value, partner, now);
  const diagnostics = diagnosticsOf(located(source, found), [...issues, ...pitfalls]);
  if (value === null) return { value: null, leftOut: null, diagnostics };
  const connector: ImportedConnector = {
    ...originOf(source, found),
    ...{ partner, value, ignored, body: reduceConnector(value) },
    matters: mattersOfConnector(value),
  };
  return { value: connector, leftOut: null, diagnostics };
};

/** Reads tenant-wide compliance settings found in a file. */
export const importSettings = (
  source: Text,
  found: Found,
): Entry<Readonly<Partial<TenantSettings>>> => {
  const { value, issues } = normaliseTenantSettings(found.body);
  return { value, leftOut: null, diagnostics: diagnosticsOf(located(source, found), issues) };
};
