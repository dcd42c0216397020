import type { Diagnostic } from '../source/diagnostic.ts';
import { importFile } from './import.ts';
import type { PolicySection } from './policy.ts';

/** A policy of an exported file as a tenant file takes it with `import:`. */
interface ExportedPolicy {
  readonly section: PolicySection;
  /** The name in the admin centre; without one, the key an import would give it. */
  readonly name: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What the tenant file itself can make good: it may name apps and groups beside `import:`. */
const saidElsewhere = new Set(['no-apps']);

interface Export {
  readonly policies: readonly ExportedPolicy[];
  readonly diagnostics: readonly Diagnostic[];
  /** As decoded, for code frames; null where it could not be. */
  readonly text: string | null;
}

/** Reads the policies of an export for a tenant file; what is wrong is said, advice is not. */
export const readExport = (path: string, bytes: Uint8Array): Export => {
  const { policies, diagnostics, files } = importFile(path, bytes, { pitfalls: false });
  return {
    policies: policies.map(({ section, key, displayName, body }) => ({
      section,
      name: displayName ?? key,
      body,
    })),
    diagnostics: diagnostics.filter(({ code }) => !saidElsewhere.has(code)),
    text: files[0]?.text ?? null,
  };
};
