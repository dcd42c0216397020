import type { PartnerKey } from '../../core/partners.ts';
import type { Connector, TenantSettings } from '../../core/tenant.ts';
import type { Diagnostic, Span } from '../source/diagnostic.ts';
import type { Encoding } from './decode.ts';
import type { Dialect } from './dialect.ts';
import type { Matters } from './matters.ts';
import type { PolicyBySection, PolicySection } from './policy.ts';

interface Origin {
  readonly file: string;
  readonly span: Span;
  readonly dialect: Dialect;
  readonly displayName: string | null;
  /** Graph properties with what matters and our own keys: what a tenant file holds. */
  readonly body: Readonly<Record<string, unknown>>;
  /** The properties that matter to Mobile Threat Defense, for people. */
  readonly matters: Matters;
  /** Names of the properties that were read and do not matter. */
  readonly ignored: readonly string[];
}

type PolicyOf<Section extends PolicySection> = Origin & {
  readonly section: Section;
  /** Unique over the three sections: the slug of the display name. */
  readonly key: string;
  readonly value: PolicyBySection[Section];
};

export type ImportedPolicy = { [Section in PolicySection]: PolicyOf<Section> }[PolicySection];

export interface ImportedConnector extends Origin {
  /** Null where the id is not a known one; such a connector is in no tenant. */
  readonly partner: PartnerKey | null;
  readonly value: Connector;
}

/** Something recognised that has no place in a tenant, and why. */
export interface LeftOut {
  readonly file: string;
  readonly span: Span;
  readonly what: string;
  readonly reason: string;
}

export interface ImportedFile {
  readonly file: string;
  /** `nothing`: readable and known, but without anything about Mobile Threat Defense. */
  readonly outcome: 'imported' | 'nothing' | 'refused';
  readonly encoding: Encoding | null;
  readonly dialects: readonly Dialect[];
  /** As decoded, for code frames; null where it could not be. */
  readonly text: string | null;
}

export interface ImportResult {
  readonly files: readonly ImportedFile[];
  readonly policies: readonly ImportedPolicy[];
  readonly connectors: readonly ImportedConnector[];
  readonly settings: Readonly<Partial<TenantSettings>>;
  readonly leftOut: readonly LeftOut[];
  readonly diagnostics: readonly Diagnostic[];
}
